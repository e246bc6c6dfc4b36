import type { Notice } from '../notice/notice.ts';
import type { Outbox } from '../notice/outbox.ts';
import type { Resolution } from '../notice/resolution.ts';
import type { RememberedPerson } from '../person/subscriber-index.ts';
import type { Decision, DecisionKey, Source } from '../register/decision.ts';
import type { Rejection } from '../register/rejection.ts';
import type { Subscription } from '../register/subscription.ts';
import type { DeclaredOutage, Outage } from './declared-outage.ts';
import type { CasesAsked, PurgedDecisions } from './purge-memory.ts';
import type { PurgeScope, Purging } from './purging.ts';
import type { AskedReview, RememberedReview } from './review-memory.ts';

/** What the program asks of a ledger (contract 3.9): it only ever grows, and every entry knows its run. */
export interface Ledger {
  /** Every recorded run, oldest first. */
  runs(): Promise<readonly RecordedRun[]>;
  /** What was known before the run of that number; `Infinity` for all that is known now. */
  before(runNumber: number): LedgerView;
  /** What was known once the run of that number was recorded, and nothing that people judged since. */
  after(runNumber: number): LedgerView;
  /** Enters a run and all that it brought, piece by piece, in one transaction; gives its number, counted from 1. */
  record(run: NewRun, changes: Iterable<RunChanges>): Promise<number>;
  /** Notes that the folder of a recorded run lies under its final name. Once noted, a no-op. */
  markPublished(runNumber: number): Promise<void>;
  /** The secret for fingerprints of rows, or for pseudonyms in the processing log: the same for all runs. */
  keyFor(use: 'COUNTING' | 'PROCESSING'): Promise<Buffer>;
  /** What a recorded run saw, to tell what is new, changed or gone when its window is run again. */
  seenBy(runNumber: number): Promise<SeenByRun>;
  /** Enters an outage as of now; runs recorded before do not know of it. */
  declareOutage(outage: Outage): Promise<void>;
  /** Enters what a person judged, and the notice version that comes of it, as of now; runs recorded before do not know of it. */
  resolve(reviewId: string, resolution: NewResolution, notice: Notice | null): Promise<void>;
  /** The notices on their way to their sinks (contract 6). */
  outbox(): Outbox;
  /** What was, and is to be, removed for good. */
  purging(): Purging;
  close(): Promise<void>;
}

/** Reading side: the state of the ledger before one run. All lists are asked for in batches. */
export interface LedgerView {
  size(): Promise<{ readonly decisions: number; readonly subscriptions: number }>;
  /** Of every remembered decision, conflict and kept version, as `hashDecisionId`, in batches. */
  decisionHashes(): AsyncIterable<Float64Array>;
  /** Every remembered subscription as it was last seen, and perhaps as before, in batches. */
  persons(): AsyncIterable<readonly RememberedPerson[]>;
  decisionsOf(keys: readonly DecisionKey[]): Promise<readonly RememberedDecision[]>;
  /** Keys of the decisions of which the remembered version, or a row of a conflict, names one of these cases. */
  keysInCases(caseNumbers: readonly string[]): Promise<readonly DecisionKey[]>;
  /** The given subscriptions as last seen; those never seen are left out. */
  subscriptionsOf(subscriptionIds: readonly string[]): Promise<readonly Subscription[]>;
  /** Latest as-of date at which each was judged; those never judged are left out. */
  judgedOf(keys: readonly CaseKey[]): Promise<readonly JudgedCase[]>;
  /** The latest version of each notice (also a retracted one); those never issued are left out. */
  noticesOf(noticeIds: readonly string[]): Promise<readonly Notice[]>;
  /**
   * Subscriptions and cases with a standing notice in which a remembered `VRIJSPRAAK` became
   * irrevocable after the as-of date at which they were last judged, and by `asOf`.
   */
  acquittalsDue(asOf: string): Promise<readonly CaseKey[]>;
  /** What earlier runs counted on these local days, whatever part of a day they looked at. */
  countsOf(days: readonly string[]): Promise<readonly RecordedDayCount[]>;
  /** Outages declared before that run was recorded, oldest first. */
  outages(): Promise<readonly DeclaredOutage[]>;
  /** What is known of the given review items; those never asked are left out. */
  reviewsOf(reviewIds: readonly string[]): Promise<readonly RememberedReview[]>;
  /** Every review item ever asked, in batches. */
  reviews(): AsyncIterable<readonly RememberedReview[]>;
  /** What purges left to judge each of these cases by. */
  purgedDecisionsOf(asked: CasesAsked): Promise<PurgedDecisions>;
  /** Notice versions that people's judgement issued since the last run before that one was recorded. */
  issuedByReview(): Promise<readonly Notice[]>;
}

export type NewResolution = Omit<Resolution, 'at'>;

/** How many rows of a source a run read of one local day of its window. */
export interface DayCount {
  readonly source: Source;
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
  readonly rows: number;
  /** Of all these rows, whatever their order: another one shows that something changed. */
  readonly fingerprint: string;
}

export interface RecordedDayCount extends DayCount {
  readonly run: number;
}

/** All rows of one decision id in a window, where it touches a judged subscription. */
export interface SeenDecision extends DecisionKey {
  readonly rows: readonly SeenRow[];
}

export interface SeenRow {
  readonly version: number;
  /** Milliseconds since 1970 UTC. */
  readonly registeredMs: number;
  readonly content: string;
}

/** What a run saw; contents come back as digests under a key of that run. */
export interface SeenByRun {
  readonly decisions: readonly SeenDecision[];
  readonly rejects: readonly Rejection[];
  /** The digest that a content has here. */
  readonly digestOf: (content: string) => string;
}

export interface CaseKey {
  readonly subscriptionId: string;
  readonly caseNumber: string;
}

export interface JudgedCase extends CaseKey {
  readonly asOf: string;
}

export interface TouchedCase extends CaseKey {
  readonly decision: DecisionKey;
}

/** All that is remembered of one decision id. */
export interface RememberedDecision {
  readonly key: DecisionKey;
  /** The highest version that was in force, whatever it says. */
  readonly inForce: Decision | null;
  /** The rows of the conflict of the highest version that has one (settled or not), in no order. */
  readonly conflict: readonly Decision[];
  /** The highest version of which only the number was kept; 0 where none was. */
  readonly keptVersion: number;
  /** Subscriptions and cases that it ever touched. */
  readonly touched: readonly CaseKey[];
}

export interface NewRun {
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly asOf: string;
  readonly programVersion: string;
  readonly manifestSha256: string;
  readonly inputs: readonly {
    readonly kind: string;
    readonly sha256: string;
    readonly file: string;
    /** Absent in runs that were recorded before it was kept; likewise below. */
    readonly rows?: number;
    readonly profile?: { readonly name: string; readonly sha256: string } | null;
  }[];
  /** Rejected rows, and items that stand for review. */
  readonly rejects?: number;
  readonly reviews?: number;
  /** Seal of the entry in the audit record that says what the run read. */
  readonly recordSeal?: string;
  /** The run of which this one reads mended rows alone, and how many of its rejected rows are still open. */
  readonly mends?: { readonly runId: string; readonly open: number };
  /** Where the whole of the window ends of which this run was a slice. ISO 8601, UTC. */
  readonly sliceUntil?: string;
}

export interface RecordedRun extends NewRun {
  readonly number: number;
  readonly isPublished: boolean;
  /** What was removed of it; absent where nothing was. */
  readonly purged?: PurgeScope;
}

/** What one run adds, or a piece of it. What is there already (same key) is left as it is: keys carry idempotence. */
export interface RunChanges {
  /** New highest versions in force of decisions that ever touched a judged subscription and case. */
  readonly decisions: readonly Decision[];
  /** Rows of conflicts, new ones only. */
  readonly conflicts: readonly Decision[];
  /** Other versions above 1 and withdrawals that took part: number only. */
  readonly keptVersions: readonly (DecisionKey & { readonly version: number })[];
  readonly touched: readonly TouchedCase[];
  /** Subscriptions whose data differ from those last seen, or are new. */
  readonly subscriptions: readonly Subscription[];
  readonly judged: readonly JudgedCase[];
  /** Notice versions issued: NEW, AMENDED, RETRACTED; never UNCHANGED. */
  readonly notices: readonly Notice[];
  /** Of the whole window, in one piece. */
  readonly days: readonly DayCount[];
  readonly seenDecisions: readonly SeenDecision[];
  /** `raw` is kept as a digest. */
  readonly seenRejects: readonly Rejection[];
  /** Review items that are otherwise than when they were last asked. */
  readonly reviews: readonly AskedReview[];
}
