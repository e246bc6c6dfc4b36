import type { RecordedRun } from '../ledger/ledger.ts';

/**
 * End of the unbroken stretch of completed windows that begins with the earliest one (contract 1),
 * in milliseconds; null where no run was completed yet.
 */
export function coveredUntil(runs: readonly RecordedRun[]): number | null {
  const windows = runs
    .filter(({ isPublished }) => isPublished)
    .map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) }))
    .sort((a, b) => a.from - b.from);
  let covered: number | null = null;
  for (const { from, until } of windows) {
    if (covered !== null && from > covered) break;
    covered = Math.max(covered ?? until, until);
  }
  return covered;
}
