import type { Processing, ProcessingLog } from '../audit/processing-log.ts';
import type { DeliveryOutbox } from '../deliver/attempt.ts';
import { traceparent } from '../deliver/trace.ts';
import type { CutOffAttempt, Outbox, QueuedEvent, SettledAttempt } from '../notice/outbox.ts';

/**
 * An outbox that enters every attempt into the processing log before the ledger takes its outcome. An
 * attempt that was in the air when a call was cut off is entered by the next one.
 */
export class LoggedOutbox implements DeliveryOutbox {
  readonly #outbox: Outbox;
  readonly #log: ProcessingLog;
  readonly #activity: string;
  readonly #now: () => number;
  readonly #begun = new Map<number, CutOffAttempt>();

  constructor(
    outbox: Outbox,
    log: ProcessingLog,
    { activity, now }: { readonly activity: string; readonly now: () => number },
  ) {
    this.#outbox = outbox;
    this.#log = log;
    this.#activity = activity;
    this.#now = now;
  }

  async begin(): Promise<void> {
    const cutOff = await this.#outbox.cutOff();
    await this.#enter(cutOff.map((attempt) => this.#describe(attempt, 'UNKNOWN')));
    await this.#outbox.begin();
  }

  async exchange(...call: Parameters<Outbox['exchange']>): Promise<readonly QueuedEvent[]> {
    const [settled] = call;
    await this.#enter(settled.flatMap((attempt) => this.#describeSettled(attempt)));
    const taken = await this.#outbox.exchange(...call);
    for (const { sequence } of settled) this.#begun.delete(sequence);
    const startMs = this.#now();
    for (const event of taken) this.#begun.set(event.sequence, { event, startMs });
    return taken;
  }

  nextDueMs(sector: string): Promise<number | null> {
    return this.#outbox.nextDueMs(sector);
  }

  undelivered(): ReturnType<Outbox['undelivered']> {
    return this.#outbox.undelivered();
  }

  #describeSettled({ sequence, result }: SettledAttempt): readonly Processing[] {
    const begun = this.#begun.get(sequence);
    return begun === undefined || result === 'UNSENT' ? [] : [this.#describe(begun, result)];
  }

  #describe({ event, startMs }: CutOffAttempt, outcome: string): Processing {
    const { eventId, attempt, person } = event;
    const [, traceId = '', spanId = ''] = traceparent(eventId, attempt).split('-');
    return {
      ...{ person, traceId, spanId, name: 'deliver' },
      status: outcome === 'DELIVERED' ? 'Ok' : 'Unset',
      ...{ startMs, endMs: this.#now(), activity: this.#activity },
      more: { 'screening_catchup.event_id': eventId, 'screening_catchup.outcome': outcome },
    };
  }

  async #enter(lines: readonly Processing[]): Promise<void> {
    if (lines.length > 0) await this.#log.enter(lines);
  }
}
