import { type Asked, type Named, rowsOf, type ToldCase, versionsIn } from './told-run.ts';

/** Why one run says otherwise of a subscription and case than another. */
export type Cause =
  | { readonly cause: 'INPUT_ROW'; readonly change: RowChange; readonly row: string }
  | { readonly cause: 'SUBSCRIPTION'; readonly change: RowChange }
  | {
      readonly cause:
        | 'RULE'
        | 'AS_OF_DATE'
        | 'PROGRAM_VERSION'
        | 'WINDOW'
        | 'REVIEW_ANSWER'
        | 'EARLIER_RUNS'
        | 'UNEXPLAINED';
    };

export type RowChange = 'NEW' | 'CHANGED' | 'GONE';

export interface Causes {
  readonly causes: readonly Cause[];
  /** Otherwise it is one of them, or several together: the folders show no more. */
  readonly isCertain: boolean;
}

/** What the ledger knew when each of the runs was done; of what it never knew, null. */
export interface Memory {
  /** Whether its data as last seen are the same. */
  isSameSubscription(subscriptionId: string): boolean | null;
  /** By `source:id`: the version in force at the later run, and whether all its values are the same. */
  versionOf(decision: string): { readonly version: number; readonly isSame: boolean } | null;
}

/** What a case was told by before and now; null where a run does not tell of it. */
export interface CasePair {
  readonly before: ToldCase | null;
  readonly now: ToldCase | null;
}

/** What holds of two runs as a whole. */
export interface RunPair {
  readonly differs: ReadonlySet<Asked>;
  /** No row can stand in both windows. */
  readonly areApart: boolean;
  readonly before: Named;
  readonly now: Named;
}

/** What is evident from what both tell and the ledger knew; else all that can be. */
export function findCauses(pair: CasePair, runs: RunPair, memory: Memory | null): Causes {
  const { differs, areApart } = runs;
  const rows = rowCauses(pair, runs, memory);
  const mayPeopleDiffer = differs.has('SUBSCRIPTIONS') || differs.has('IDENTITIES');
  const isChanged = mayPeopleDiffer && isPersonChanged(pair, memory);
  const people: Cause[] = isChanged ? [{ cause: 'SUBSCRIPTION', change: 'CHANGED' }] : [];
  // The rows of a case that only one run tells of may have been there, and concerned nobody.
  const other = otherOf(pair, runs);
  const isDoubtful =
    other !== null &&
    mayPeopleDiffer &&
    !(areApart || isChanged || other.subscriptions.has(subscriptionOf(pair)));
  if (isDoubtful) people.push({ cause: 'SUBSCRIPTION', change: changeOf(pair) });
  const evident = [...rows, ...people];
  if (rows.length > 0 || isChanged)
    return { causes: evident, isCertain: rows.length === 0 || !isDoubtful };
  if (isByAnswer(pair.before) !== isByAnswer(pair.now))
    return { causes: [{ cause: 'REVIEW_ANSWER' }], isCertain: true };
  const causes = listPossible(pair, differs, people, memory);
  return { causes, isCertain: causes.length === 1 };
}

/** The run that does not tell of the case; null where both do. */
function otherOf({ before, now }: CasePair, runs: RunPair): Named | null {
  if (before === null) return runs.before;
  return now === null ? runs.now : null;
}

function changeOf({ before, now }: CasePair): RowChange {
  if (before === null) return 'NEW';
  return now === null ? 'GONE' : 'CHANGED';
}

function subscriptionOf({ before, now }: CasePair): string {
  return (now ?? before)?.subscriptionId ?? '';
}

/** By the decisions that the runs name of the case: which are new, of another version, or gone. */
function rowCauses(
  { before, now }: CasePair,
  runs: RunPair,
  memory: Memory | null,
): readonly Cause[] {
  const [old, young] = [versionsIn(before), versionsIn(now)];
  const found = [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((decision) => {
    const [was, is] = [old.get(decision), young.get(decision)];
    const known = memory?.versionOf(decision) ?? null;
    const cause = (change: RowChange, version: string | number | undefined) =>
      ({ cause: 'INPUT_ROW', change, row: `${decision}:${version}` }) as const;
    if (was === undefined) return cause('NEW', is);
    if (is === undefined && (known === null || known.version <= Number(was)))
      return cause('GONE', was);
    if (was !== is || known?.isSame === false) return cause('CHANGED', is ?? known?.version);
    return [];
  });
  // A row that the other run names elsewhere was there: it is not what brought or ended this.
  const elsewhere = { NEW: runs.before.rows, GONE: runs.now.rows, CHANGED: new Set<string>() };
  const causes = found.filter(({ change, row }) => !elsewhere[change].has(row));
  if (runs.differs.has('DECISIONS')) return causes;
  return causes.length > 0 && runs.differs.has('WINDOW') ? [{ cause: 'WINDOW' }] : [];
}

/** A notice stands because somebody answered a review item. */
function isByAnswer(told: ToldCase | null): boolean {
  return rowsOf(told).some(
    ({ action, flags = '' }) =>
      action !== 'RETRACTED' && flags.split(';').includes('RESOLVED_BY_REVIEW'),
  );
}

const OF_PERSON = [
  'register_ref',
  'role',
  'bsn',
  'skn',
  'family_name',
  'name_prefix',
  'given_names',
  'birth_date',
];

function isPersonChanged({ before, now }: CasePair, memory: Memory | null): boolean {
  const told = now ?? before;
  const known = told === null ? null : (memory?.isSameSubscription(told.subscriptionId) ?? null);
  if (known !== null) return !known;
  const [old, young] = [before, now].map((one) => rowsOf(one).find(({ bsn }) => bsn !== undefined));
  if (old === undefined || young === undefined) return false;
  return OF_PERSON.some(
    (name) => old[name] !== undefined && young[name] !== undefined && old[name] !== young[name],
  );
}

const BY_QUESTION: Readonly<Partial<Record<Asked, Cause>>> = {
  RULES: { cause: 'RULE' },
  AS_OF_DATE: { cause: 'AS_OF_DATE' },
  PROGRAM_VERSION: { cause: 'PROGRAM_VERSION' },
  WINDOW: { cause: 'WINDOW' },
  ALREADY_SIGNALLED: { cause: 'INPUT_ROW', change: 'CHANGED', row: 'already-signalled' },
};

/** Nothing points to one of them: all in which the runs differ and that can have this effect. */
function listPossible(
  pair: CasePair,
  differs: ReadonlySet<Asked>,
  people: readonly Cause[],
  memory: Memory | null,
): readonly Cause[] {
  const possible = [...[...differs].flatMap((asked) => BY_QUESTION[asked] ?? []), ...people];
  if (pair.before !== null && pair.now !== null && memory === null) {
    if (differs.has('SUBSCRIPTIONS') || differs.has('IDENTITIES'))
      possible.push({ cause: 'SUBSCRIPTION', change: 'CHANGED' });
    if (differs.has('DECISIONS'))
      for (const [decision, version] of versionsIn(pair.now))
        possible.push({ cause: 'INPUT_ROW', change: 'CHANGED', row: `${decision}:${version}` });
  }
  const effects = EFFECTS[effectOf(pair)];
  const likely = possible.filter(({ cause }) => effects?.includes(cause) ?? true);
  const causes = likely.length > 0 ? likely : possible;
  return causes.length > 0 ? causes : [{ cause: 'EARLIER_RUNS' }];
}

/** What alone can bring an outcome about, or end it. */
const EFFECTS: Readonly<Record<string, readonly Cause['cause'][]>> = {
  SUBSCRIPTION_ENDED: ['SUBSCRIPTION', 'AS_OF_DATE', 'PROGRAM_VERSION'],
  OUTSIDE_LOOKBACK: ['AS_OF_DATE', 'RULE', 'SUBSCRIPTION', 'INPUT_ROW', 'PROGRAM_VERSION'],
  NOT_RELEVANT: ['RULE', 'INPUT_ROW', 'PROGRAM_VERSION'],
};

/** An outcome that one of the runs has for a fact and the other has not. */
function effectOf({ before, now }: CasePair): string {
  const [old, young] = [before, now].map(
    (told) => new Set(rowsOf(told).map(({ outcome = '' }) => outcome)),
  );
  return Object.keys(EFFECTS).find((outcome) => old?.has(outcome) !== young?.has(outcome)) ?? '';
}
