import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { findStaged, publishStaged } from '../publish/publication.ts';

/**
 * Publishes runs that were recorded but not published: a kill came between the two (contract 1). Gives
 * the ids of those of which nothing is left to publish: their own command must be given again.
 */
export async function publishEarlierRuns(
  ledger: Ledger,
  outFolder: string,
  log: Log,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { number, runId, manifestSha256, isPublished } of await ledger.runs()) {
    if (isPublished) continue;
    if (await findStaged(outFolder, runId, manifestSha256)) {
      await publishStaged(outFolder, runId);
      await ledger.markPublished(number);
      log.warn({ stage: 'publish', runId }, 'an interrupted run was published');
    } else missing.push(runId);
  }
  return missing;
}

/** The cron form must not step over a run that is not there to be read. */
export function refuseUnpublished(runIds: readonly string[]): void {
  if (runIds.length === 0) return;
  throw new CatchUpError(
    'LEDGER_DAMAGED',
    `run ${runIds.join(', ')} is recorded but was not published: give its command again with the same inputs, then this one`,
  );
}
