import { CatchUpError } from '../errors.ts';
import type { RecordedRun } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { StagedRun } from '../publish/publication.ts';
import { removeInterrupted } from './publish-run.ts';
import type { Question } from './question.ts';

/**
 * Refuses to replace a recorded run by one that came out otherwise because rows that it stood on were
 * purged since (contract 3.9). What was staged of it is removed.
 */
export async function refuseOther(
  staged: StagedRun,
  recognised: RecordedRun | null,
  { runs, outFolder }: { readonly runs: readonly RecordedRun[]; readonly outFolder: string },
): Promise<void> {
  if (recognised === null || staged.manifestSha256 === recognised.manifestSha256) return;
  if (runs.every(({ purged }) => purged === undefined)) return;
  await removeInterrupted(outFolder, runs);
  const message =
    `run ${staged.runId} rests on earlier runs that were purged since: it is not made again. ` +
    'Its folder can still be verified';
  throw new CatchUpError('RUN_PURGED', message);
}

/** Says where what no longer stood when it was purged could be said once more. */
export function warnOfPurged(
  { fromMs, untilMs }: Pick<Question, 'fromMs' | 'untilMs'>,
  runs: readonly RecordedRun[],
  log: Log,
): void {
  const isOver = ({ from, until }: RecordedRun) =>
    Date.parse(from) < untilMs && Date.parse(until) > fromMs;
  const purged = runs.filter((run) => run.purged === 'ALL' && isOver(run));
  if (purged.length > 0)
    log.warn(
      { stage: 'open', purgedRuns: purged.length },
      'runs that looked at this window were purged: only what stood then is remembered of them',
    );
}
