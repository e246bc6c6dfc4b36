import { compareCodePoints } from '../register/text-order.ts';
import { type CasePair, type Causes, findCauses, type Memory } from './diff-causes.ts';
import { type Effect, narrowCauses } from './diff-exchange.ts';
import {
  areApart,
  compareQuestions,
  namedBy,
  type QuestionDifference,
  type ToldItem,
  type ToldRun,
} from './told-run.ts';

/** Something that one run says and the other does not, or says otherwise. Holds nothing that names a person or a case. */
export interface Difference extends Causes {
  readonly what: ToldItem['what'];
  readonly change: 'CAME' | 'WENT' | 'CHANGED';
  readonly sector: string;
  readonly subscriptionId: string;
  readonly noticeId: string;
  /** Null but for considered facts. */
  readonly fact: string | null;
  readonly before: readonly Said[];
  readonly now: readonly Said[];
  /** Columns that differ; of most of them the content is not shown. */
  readonly columns: readonly string[];
}

/** Columns that say what came of it. */
export type Said = Readonly<Record<string, string>>;

export interface RunDiff {
  readonly before: string;
  readonly now: string;
  /** What to give to learn more of the causes; null where nothing more can be learnt. */
  readonly missing: 'INPUTS' | 'RULES_BEFORE' | null;
  readonly question: readonly QuestionDifference[];
  readonly differences: readonly Difference[];
}

/** What came of judging both runs again. */
export interface JudgedAgain {
  /** By sector, subscription and case. */
  readonly effects: ReadonlyMap<string, readonly Effect[]>;
  readonly areRulesExchanged: boolean;
}

/** What two runs say otherwise, and of what that comes; the ledger is asked about these cases alone. */
export async function diffRuns(
  before: ToldRun,
  now: ToldRun,
  evidence: {
    readonly remember: (cases: readonly CasePair[]) => Promise<Memory | null>;
    /** Null where they were not. */
    readonly judgedAgain: JudgedAgain | null;
  },
): Promise<RunDiff> {
  const keys = [...new Set([...before.cases.keys(), ...now.cases.keys()])].sort(compareCodePoints);
  const pairs = keys
    .map((key) => {
      const pair = { before: before.cases.get(key) ?? null, now: now.cases.get(key) ?? null };
      return { key, pair };
    })
    .filter(({ pair }) => compareCase(pair).length > 0);
  const question = compareQuestions(before.manifest, now.manifest);
  const runs = {
    differs: new Set(question.map(({ differs }) => differs)),
    areApart: areApart(before.manifest, now.manifest),
    before: namedBy(before),
    now: namedBy(now),
  };
  const memory = await evidence.remember(pairs.map(({ pair }) => pair));
  const { judgedAgain } = evidence;
  const isAllExchanged = judgedAgain?.areRulesExchanged ?? false;
  const differences = pairs.flatMap(({ key, pair }) => {
    const effects = judgedAgain?.effects.get(key) ?? [];
    const causes = narrowCauses(findCauses(pair, runs, memory), pair, { effects, isAllExchanged });
    return compareCase(pair).map((item) => ({ ...item, ...causes }));
  });
  const isClear = isAllExchanged || differences.every(({ isCertain }) => isCertain);
  const missing = isClear ? null : judgedAgain === null ? 'INPUTS' : 'RULES_BEFORE';
  return {
    ...{ before: before.manifest.runId, now: now.manifest.runId },
    ...{ missing, question, differences },
  };
}

/** Where one run says otherwise of a case than another. */
export function compareCase({ before, now }: CasePair): readonly Omit<Difference, keyof Causes>[] {
  const told = now ?? before;
  if (told === null) return [];
  const { sector, subscriptionId, noticeId } = told;
  const places = new Set([...(before?.items.keys() ?? []), ...(now?.items.keys() ?? [])]);
  return [...places].sort(compareCodePoints).flatMap((place) => {
    const [old, young] = [before?.items.get(place) ?? null, now?.items.get(place) ?? null];
    const item = compareItem(old, young);
    return item === null ? [] : [{ ...{ sector, subscriptionId, noticeId }, ...item }];
  });
}

function compareItem(before: ToldItem | null, now: ToldItem | null) {
  const item = now ?? before;
  const change = changeOf(stateOf(before), stateOf(now));
  const columns = before === null || now === null ? [] : differingColumns(before, now);
  if (item === null || change === null || (change === 'CHANGED' && columns.length === 0))
    return null;
  return {
    ...{ what: item.what, change, columns },
    fact: item.what === 'CONSIDERED' ? (item.rows[0]?.fact ?? '') : null,
    ...{ before: sayAll(before), now: sayAll(now) },
  };
}

function stateOf(item: ToldItem | null): 'ABSENT' | 'STANDS' | 'RETRACTED' {
  if (item === null) return 'ABSENT';
  return item.rows[0]?.action === 'RETRACTED' ? 'RETRACTED' : 'STANDS';
}

/** Null where neither run says that it stands, and the later one has nothing to retract. */
function changeOf(
  before: ReturnType<typeof stateOf>,
  now: ReturnType<typeof stateOf>,
): Difference['change'] | null {
  if (before === now) return 'CHANGED';
  if (now === 'STANDS') return 'CAME';
  return before === 'RETRACTED' ? null : 'WENT';
}

/** That a notice is new in one run and known in the other makes it no other notice. */
function differingColumns(before: ToldItem, now: ToldItem): readonly string[] {
  const all = ({ rows }: ToldItem, name: string) => rows.map((row) => row[name] ?? '').join('\n');
  return Object.keys(now.rows[0] ?? {}).filter(
    (name) => !NOT_COMPARED.has(name) && all(before, name) !== all(now, name),
  );
}

const NOT_COMPARED = new Set(['action', 'notice_version']);
const SHOWN: Readonly<Record<ToldItem['what'], readonly string[]>> = {
  NOTICE: ['action', 'facts', 'decision_ids', 'category', 'match', 'flags'],
  REVIEW: ['decision_ids', 'reasons', 'match'],
  CONSIDERED: ['decision_id', 'outcome', 'rule'],
};

function sayAll(item: ToldItem | null): readonly Said[] {
  if (item === null) return [];
  return item.rows.map((row) =>
    Object.fromEntries(SHOWN[item.what].map((name) => [name, row[name] ?? ''])),
  );
}
