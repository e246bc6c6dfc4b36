import { composeEvent, type EventNaming } from '../deliver/cloud-event.ts';
import type { Ledger, RecordedRun } from '../ledger/ledger.ts';
import { type PublishedRun, publishStaged, removeStale } from '../publish/publication.ts';

/**
 * Gives a staged and recorded run its final name, enters that in the ledger, clears away what
 * interrupted attempts left, and keeps the messages of its notices, where their names are given.
 */
export async function publishRun(
  { number, runId }: Pick<RecordedRun, 'number' | 'runId'>,
  ledger: Ledger,
  around: {
    readonly outFolder: string;
    readonly naming: EventNaming | null;
    readonly signal: AbortSignal;
  },
): Promise<PublishedRun> {
  const published = await publishStaged(around.outFolder, runId);
  await ledger.markPublished(number);
  await removeInterrupted(around.outFolder, await ledger.runs());
  if (around.naming !== null) await keepMessages(ledger, around.naming, around.signal);
  return published;
}

/** Removes what is staged of runs that are not waiting for their publication. */
export async function removeInterrupted(
  outFolder: string,
  runs: readonly RecordedRun[],
): Promise<void> {
  const waiting = runs.filter(({ isPublished }) => !isPublished);
  await removeStale(outFolder, new Set(waiting.map(({ runId }) => runId)));
}

/**
 * Puts the message of every notice version of a published run into the ledger, once and for all
 * (contract 6), until it is to stop; gives how many came in. What is left comes in at the next call.
 */
export function keepMessages(
  ledger: Ledger,
  naming: EventNaming,
  signal: AbortSignal,
): Promise<number> {
  return ledger.outbox().enqueue((notice, at) => composeEvent(notice, at, naming), signal);
}
