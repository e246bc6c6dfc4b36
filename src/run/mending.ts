import { CatchUpError } from '../errors.ts';
import type { NewRun, RecordedRun } from '../ledger/ledger.ts';
import type { RunResult } from '../publish/run-result.ts';

/** That a run reads mended rows of an earlier one alone, over its window. */
export interface Mending {
  readonly runId: string;
  /** Rejected rows that are still to be mended. */
  readonly open: number;
}

/** The run whose rejected rows were mended; null where none was. Throws `USAGE` for one that the ledger does not know. */
export function findMended(
  runId: string | undefined,
  runs: readonly RecordedRun[],
): RecordedRun | null {
  if (runId === undefined) return null;
  const mended = runs.find((run) => run.runId === runId);
  if (mended !== undefined) return mended;
  throw new CatchUpError('USAGE', `the ledger knows no run ${runId}: mend a run of this ledger`);
}

/** Every decision row that is read was a rejected one; all others of that run are as open as they were. */
export function describeMending(
  mended: RecordedRun | null,
  { inputs, rejections }: Pick<RunResult, 'inputs' | 'rejections'>,
): Mending | null {
  if (mended === null) return null;
  let read = 0;
  for (const { input, rows } of inputs) if (input === 'decisions') read += rows;
  let refusedAgain = 0;
  for (const { input } of rejections) if (input === 'decisions') refusedAgain += 1;
  const open = openRejects(mended) - read + refusedAgain;
  return { runId: mended.runId, open: Math.max(open, rejections.length) };
}

/** Rejected rows of a run and of those that it mends which nobody has mended yet. */
export function openRejects({ mends, rejects = 0 }: Pick<NewRun, 'mends' | 'rejects'>): number {
  return mends?.open ?? rejects;
}
