import type { ConsideredFact, Notice, ReviewItem } from '../notice/notice.ts';
import type { InputKind, Rejection } from '../register/rejection.ts';

/** Rows of an artefact: an array in any order, or more than fits into memory, sorted already. */
export type Rows<Row> = readonly Row[] | SortedRows<Row>;

/** In the order of the artefact; can be gone through again and again. */
export interface SortedRows<Row> extends Iterable<Row> {
  readonly isSorted: true;
  readonly length: number;
}

/** Everything that a run publishes (contract 5). */
export interface RunResult {
  readonly runId: string;
  readonly window: {
    readonly fromUtc: string;
    readonly untilUtc: string;
    readonly fromLocal: string;
    readonly untilLocal: string;
  };
  readonly asOf: string;
  readonly programVersion: string;
  readonly rules: readonly {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
  }[];
  readonly inputs: readonly InputFacts[];
  readonly notices: Rows<Notice>;
  readonly reviews: Rows<ReviewItem>;
  readonly considered: Rows<ConsideredFact>;
  readonly rejections: Rows<Rejection>;
  readonly totals: readonly TotalsRow[];
  /** Rows of each source on each local day of the window. */
  readonly days: readonly DayRows[];
  /** Outages that the ledger knew when the run was first completed. */
  readonly outages: readonly KnownOutage[];
  /** Of the run before this one in the ledger; null for the first. */
  readonly previousManifestSha256: string | null;
}

/** One input file and what was found in it. */
export interface InputFacts {
  readonly input: InputKind;
  readonly file: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly sha256: string;
  readonly hasFinalLineEnd: boolean;
  /** Rows read, counted apart from what became of them. */
  readonly rows: number;
  readonly unknownColumns: readonly string[];
  readonly profile: { readonly name: string; readonly sha256: string } | null;
}

/** How many rows of a file ended in one way (contract 4). */
export interface TotalsRow {
  readonly input: InputKind;
  readonly file: string;
  readonly disposition: string;
  readonly rows: number;
}

/** How many rows of a source stood in the window on one local day. */
export interface DayRows {
  readonly source: string;
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
  readonly rows: number;
}

/** A stretch of time of which a source's rows were known to be late or missing. */
export interface KnownOutage {
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  /** ISO 8601, UTC; exclusive. */
  readonly until: string;
}
