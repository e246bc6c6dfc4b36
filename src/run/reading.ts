import type { InputTable } from '../intake/input-table.ts';
import type { Log } from '../log.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { BlockJob } from '../screen/block-job.ts';
import type { ReadingThreads } from '../screen/reading-threads.ts';
import type { RefusedRow } from '../screen/refused-row.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import type { Stages } from '../watch/stages.ts';
import type { DayCounts } from './day-counts.ts';
import type { Question } from './question.ts';

/** How inputs are read: none of it changes what comes out. */
export interface ReadingMeans {
  readonly isScreenOff: boolean;
  /** Threads that read beside this one; by default as many as are worth it. */
  readonly threads?: number | undefined;
  /** Memory for the keys of subscriptions, in bytes; what does not fit goes to a temporary file. */
  readonly keyBytes?: number | undefined;
}

/** What every reading stage is given. */
export interface ReadContext {
  readonly question: Question;
  readonly rules: RuleSet;
  /** Counts the rows of the window as they are read. */
  readonly days: DayCounts;
  /** Stops the run between two blocks. */
  readonly signal: AbortSignal;
  readonly threads: ReadingThreads;
  readonly log: Log;
  readonly means: ReadingMeans;
  /** What the blocks of a file are read with. */
  readonly jobOf: (table: InputTable) => Pick<BlockJob, 'table' | 'isScreened'>;
  /** Where the time goes. */
  readonly stages: Stages;
  /** Told after every block how far the decoded content was read. */
  readonly progress: (table: InputTable, offset: number) => void;
  /** Places of files in the order in which the first of identical rows counts: by SHA-256, then by path. */
  readonly fileRanks: (tables: readonly InputTable[]) => readonly number[];
}

/** The context of one run. */
export function readContext(run: Omit<ReadContext, 'jobOf' | 'fileRanks'>): ReadContext {
  return {
    ...run,
    jobOf: ({ kind, file, layout, profile }) => ({
      table: { kind, file, layout, profile },
      // A profile may turn any cell into another: its files go the long way.
      isScreened: !run.means.isScreenOff && profile === null,
    }),
    fileRanks,
  };
}

/** A row that was refused in a block of which the first physical line is `line`. */
export function refusedAt(row: RefusedRow, line: number): RefusedRow {
  const { rejection } = row;
  return { ...row, rejection: { ...rejection, line: line + rejection.line } };
}

function fileRanks(tables: readonly InputTable[]): readonly number[] {
  const order = tables
    .map(({ input, file }, table) => ({ table, sha256: input.facts().sha256, file }))
    .sort((a, b) => compareCodePoints(a.sha256, b.sha256) || compareCodePoints(a.file, b.file));
  const ranks: number[] = [];
  order.forEach(({ table }, rank) => {
    ranks[table] = rank;
  });
  return ranks;
}

/** How many rows a file holds, and how many ended in which way. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private read = 0;

  /** Counts rows as read, whatever becomes of them. */
  addRead(rows: number): void {
    this.read += rows;
  }

  add(disposition: string, rows = 1): void {
    this.counts.set(disposition, (this.counts.get(disposition) ?? 0) + rows);
  }

  get rowsRead(): number {
    return this.read;
  }

  /** Dispositions with their rows; those with no row are left out. */
  entries(): [string, number][] {
    return [...this.counts].filter(([, rows]) => rows !== 0);
  }
}

/** Rows read of all files of a kind. */
export function sumRows(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
}
