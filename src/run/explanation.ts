import { keyOf, referenceOf } from '../case/decision-order.ts';
import type { PurgedDecision } from '../ledger/purge-memory.ts';
import type { Disposition } from '../notice/disposition.ts';
import type { JudgedFact } from '../notice/outcome.ts';
import type { Decision } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import type { FoundRow } from './find-rows.ts';
import type { LaidDecision } from './lay-together.ts';
import type { WindowRow } from './window-rows.ts';
import type { WitnessedCase } from './witness.ts';

/** The way of a decision, a subscription, a notice or a person through a run. */
export interface Explanation {
  readonly runId: string;
  /** Rows of the subject in the inputs, in the order of the files. */
  readonly rows: readonly ExplainedRow[];
  readonly decisions: readonly ExplainedDecision[];
  readonly purged: readonly ExplainedPurged[];
  readonly cases: readonly ExplainedCase[];
}

export interface ExplainedRow extends Pick<FoundRow, 'input' | 'file' | 'line' | 'id' | 'errors'> {
  readonly end: Disposition | 'ACCEPTED' | 'REJECTED';
}

/** What holds of a decision id once its versions are laid together (contract 3.2, 3.9). */
export interface ExplainedDecision {
  readonly decision: string;
  readonly inForce: number | null;
  readonly isWithdrawn: boolean;
  /** Rows of an open conflict. */
  readonly conflict: number;
  /** The version that earlier runs remembered; null where they knew none. */
  readonly remembered: number | null;
  readonly rows: readonly ExplainedRow[];
  /** How many subscriptions the rows of this window match. */
  readonly matches: number;
}

/** A decision of which a purge left what it says, and nothing of whom; the run had no newer version. */
export interface ExplainedPurged extends Pick<PurgedDecision, 'digest'> {
  readonly decision: string;
  readonly version: number;
  /** Null in older ledgers. */
  readonly purgedOn: string | null;
}

/** One subscription and case: what was looked at, and what the rules said of each fact. */
export interface ExplainedCase {
  readonly noticeId: string;
  readonly sector: string;
  readonly subscriptionId: string;
  readonly isSupplied: boolean;
  readonly subscription: Pick<Subscription, 'status' | 'validFrom' | 'validUntil'>;
  readonly asOf: string;
  readonly matched: readonly {
    readonly decision: string;
    readonly route: string;
    readonly doubt: string | null;
    readonly nameDiffers: boolean;
  }[];
  readonly facts: readonly ExplainedFact[];
  /** Open conflicts of which a row names this case: each is a fact of its own (contract 3.8). */
  readonly conflicts: readonly string[];
  /** Why the subscription no longer counts; null while it does. */
  readonly ending: string | null;
  /** One of these is open: nothing is retracted. */
  readonly hasConflict: boolean;
  readonly before: { readonly version: number; readonly action: string } | null;
  readonly now: {
    readonly version: number;
    readonly action: string;
    readonly flags: readonly string[];
  } | null;
}

export interface ExplainedFact extends Pick<JudgedFact, 'fact' | 'outcome' | 'rule' | 'reasons'> {
  readonly governedBy: string;
  /** What the rules looked at. */
  readonly values: Pick<
    Decision,
    | 'kind'
    | 'grounds'
    | 'offenceClass'
    | 'offenceFrom'
    | 'offenceUntil'
    | 'decidedOn'
    | 'irrevocableOn'
  > & { readonly articles: readonly string[] };
}

/** How the rows of a batch end. */
export type Ends = ReadonlyMap<WindowRow, Disposition>;

export function explainDecision(
  laid: LaidDecision,
  ends: Ends,
  files: readonly string[],
): ExplainedDecision {
  const { key, rows, resolved, remembered } = laid;
  return {
    decision: keyOf(key),
    inForce: resolved.inForce?.version ?? null,
    isWithdrawn: resolved.inForce?.status === 'WITHDRAWN',
    conflict: resolved.conflict.length,
    remembered: remembered?.inForce?.version ?? null,
    rows: rows.map((row) => ({
      ...{ input: 'decisions', file: files[row.table] ?? '', line: row.line },
      ...{ id: keyOf(key), errors: [], end: ends.get(row) ?? 'NO_SUBSCRIPTION' },
    })),
    matches: new Set(rows.flatMap(({ matches }) => matches.map(({ entry }) => entry))).size,
  };
}

/** Every decision that purges left of the given cases. */
export function explainPurged(cases: readonly WitnessedCase[]): readonly ExplainedPurged[] {
  const all = cases.flatMap(({ purged }) =>
    purged.map(({ decision, digest, purgedOn = null }) => {
      return { decision: keyOf(decision), version: decision.version, purgedOn, digest };
    }),
  );
  return [...new Map(all.map((each) => [each.decision, each])).values()];
}

export function explainCase(seen: WitnessedCase): ExplainedCase {
  const { touched, judged, asOf, noticeId, latest, notice } = seen;
  const { status, validFrom, validUntil } = touched.subscription;
  return {
    ...{ noticeId, asOf, hasConflict: judged.conflicts.length > 0 },
    sector: touched.subscription.sector,
    subscriptionId: touched.subscription.subscriptionId,
    isSupplied: touched.isSupplied,
    subscription: { status, validFrom, validUntil },
    matched: judged.matched.map(({ decision, match }) => ({
      ...{ decision: referenceOf(decision), route: match.route },
      ...{ doubt: match.reason, nameDiffers: match.nameDiffers },
    })),
    facts: [...judged.exact, ...judged.doubtful].map((fact) => ({
      ...{ fact: fact.fact, outcome: fact.outcome, rule: fact.rule, reasons: fact.reasons },
      governedBy: referenceOf(fact.decision),
      values: valuesOf(fact.decision),
    })),
    conflicts: judged.conflicts.map(({ reference }) => reference),
    ending: judged.ending,
    before: latest && { version: latest.noticeVersion, action: latest.action },
    now: notice && {
      ...{ version: notice.noticeVersion, action: notice.action, flags: notice.flags },
    },
  };
}

function valuesOf(decision: Decision): ExplainedFact['values'] {
  const { kind, grounds, offenceClass, offenceFrom, offenceUntil, decidedOn } = decision;
  return {
    ...{ kind, grounds, offenceClass, offenceFrom, offenceUntil, decidedOn },
    irrevocableOn: decision.irrevocableOn,
    articles: decision.articles.map(({ number, law }) => `${number} ${law}`),
  };
}

/** A row of an input, as text to look it up by. */
export function placeOf({
  input,
  file,
  line,
}: {
  readonly input: string;
  readonly file: string;
  readonly line: number | string;
}): string {
  return `${input} ${line} ${file}`;
}
