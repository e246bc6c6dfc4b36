import { openProcessingLog, type Processing, traceOfRun } from '../audit/processing-log.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { personOf } from '../notice/person.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import type { LaidDecision } from './lay-together.ts';

/** Whose data come together in judging a case: whose subscription it is, and whom its decisions name. */
export function listCombined(
  subscription: Subscription,
  concerning: readonly LaidDecision[],
): readonly string[] {
  const { subscriptionId } = subscription;
  const numbers = concerning.flatMap(({ resolved: { inForce, conflict } }) =>
    [...conflict, ...(inForce === null ? [] : [inForce])].flatMap(({ bsn }) => bsn ?? []),
  );
  const persons = [realBsn(subscription), ...numbers];
  return [...new Set(persons.map((bsn) => personOf({ bsn, subscriptionId })))];
}

/**
 * Enters one line for every person of a run that is not recorded yet: a recorded run is wholly entered.
 * Holds the ledger's lock.
 */
export async function logCombined(
  run: {
    readonly runId: string;
    /** Sorted, with repeats. */
    readonly persons: Iterable<string>;
    readonly activity: string;
    readonly ledgerFile: string;
    readonly startMs: number;
    readonly endMs: number;
  },
  ledger: Ledger,
): Promise<void> {
  const log = await openProcessingLog(run.ledgerFile, await ledger.keyFor('PROCESSING'));
  try {
    await log.enter(describe(run));
  } finally {
    await log.close();
  }
}

function* describe({
  runId,
  persons,
  activity,
  startMs,
  endMs,
}: Parameters<typeof logCombined>[0]): Generator<Processing> {
  const traceId = traceOfRun(runId);
  let last = '';
  for (const person of persons) {
    if (person === last) continue;
    last = person;
    yield {
      ...{ person, traceId, spanId: null, status: 'Ok', name: 'run' },
      ...{ activity, startMs, endMs },
      more: { 'screening_catchup.run_id': runId },
    };
  }
}
