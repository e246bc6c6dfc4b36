import type { Outbox, QueuedEvent, SettledAttempt } from '../notice/outbox.ts';
import type { CircuitSettings } from './circuit.ts';
import { type BackOff, judgeAnswer, waitBeforeRetry } from './retry.ts';
import type { SectorLane } from './sector-lane.ts';
import type { Sink } from './sink.ts';
import { traceparent } from './trace.ts';

export interface DeliverySettings {
  /** Most requests in flight, and most events waiting in memory. */
  readonly concurrency: number;
  /** Tries of one event in one call. */
  readonly triesPerCall: number;
  readonly backOff: BackOff;
  readonly circuit: CircuitSettings;
  /** How long a stop waits for what is in flight, in milliseconds. */
  readonly graceMs: number;
}

/** What a call of delivery asks of the outbox. */
export type DeliveryOutbox = Pick<Outbox, 'begin' | 'exchange' | 'nextDueMs' | 'undelivered'>;

export interface DeliverySurroundings {
  readonly outbox: DeliveryOutbox;
  /** One sink for each sector. */
  readonly sinkOf: (sector: string) => Sink;
  /** Most requests a second to the sink of a sector; null where there is no limit. */
  readonly ratePerSecond: (sector: string) => number | null;
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicMs: () => number;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  /** Aborted when the call should stop. */
  readonly signal: AbortSignal;
  readonly notify: (message: string, sector: string) => void;
}

/** Sends one event once and says what it means for the event and for its sink. */
export async function attempt(
  event: QueuedEvent,
  lane: SectorLane,
  settings: DeliverySettings,
  around: DeliverySurroundings,
): Promise<SettledAttempt> {
  const { eventId, body, sequence } = event;
  const message = { eventId, body, traceparent: traceparent(eventId, event.attempt) };
  const answer = await around.sinkOf(lane.sector).send(message);
  const verdict = judgeAnswer(answer);
  const { status, reason } = verdict;
  const settled = { sequence, attempt: event.attempt, status, reason, dueMs: 0 };
  if (answer.kind === 'STOPPED') return { ...settled, result: 'RETRY' };
  if (verdict.kind !== 'RETRY') {
    lane.circuit.succeeded();
    return { ...settled, result: verdict.kind };
  }
  lane.circuit.failed();
  const tries = event.tries + 1;
  if (tries >= settings.triesPerCall) return { ...settled, result: 'FAILED' };
  const waitMs = waitBeforeRetry(verdict, tries, settings.backOff, around.random);
  return { ...settled, result: 'RETRY', dueMs: Math.ceil(around.monotonicMs() + waitMs) };
}
