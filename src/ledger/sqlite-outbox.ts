import type { Notice } from '../notice/notice.ts';
import type {
  DeliveryRecord,
  Outbox,
  QueuedEvent,
  SettledAttempt,
  Undelivered,
  Wanted,
} from '../notice/outbox.ts';
import type { Connection } from './database.ts';
import { DeliveryEntries } from './delivery-entries.ts';
import { HEAD_OF_LANE_OF, queueRecords, queueUndelivered } from './delivery-queue.ts';
import { enqueueNotices } from './enqueue-notices.ts';
import { checkRow, rowColumns } from './row-reader.ts';

/** The outbox in the ledger's own file: evidence that only grows, and a queue derived from it. */
export class SqliteOutbox implements Outbox {
  readonly #database: Connection;
  readonly #entries: DeliveryEntries;

  constructor(database: Connection) {
    this.#database = database;
    this.#entries = new DeliveryEntries(database);
  }

  async enqueue(compose: (notice: Notice, recordedAt: string) => string): Promise<number> {
    return enqueueNotices(this.#database, compose);
  }

  async begin(): Promise<void> {
    this.#transact(() => {
      this.#database.change(
        `update delivery_queue set hold = null, tries = 0, due = 0 where ${HELD_OR_TRIED}`,
        [],
      );
    });
  }

  async exchange(
    settled: readonly SettledAttempt[],
    wanted: readonly Wanted[],
    nowMs: number,
  ): Promise<readonly QueuedEvent[]> {
    return this.#transact(() => {
      const at = new Date().toISOString();
      if (settled.length > 0) this.#settle(settled, at);
      const taken = wanted.flatMap((ask) => this.#take(ask, nowMs, at));
      if (taken.length > 0) {
        const events = taken.map(({ sequence, attempt }) => [sequence, attempt] as const);
        this.#entries.add({ kind: 'INTENT', events }, at);
      }
      return taken;
    });
  }

  async nextDueMs(sector: string): Promise<number | null> {
    const [first] = this.#database.all(
      "select min(due) from delivery_queue where sector = ? and hold = 'DUE'",
      [sector],
    );
    return typeof first?.[0] === 'number' ? first[0] : null;
  }

  async undelivered(): Promise<readonly Undelivered[]> {
    return queueUndelivered(this.#database);
  }

  async retry(state: 'DEAD' | 'FAILED', noticeId: string | null): Promise<number> {
    const sql = `select sequence from delivery_queue where state = ? and (? is null or notice_id = ?)`;
    return this.#putBack(sql, [state, noticeId, noticeId], `retry of ${state}`);
  }

  async resend(eventIds: readonly string[]): Promise<number> {
    const ids = JSON.stringify(eventIds);
    const sql = `select sequence from delivery_queue
      where state = 'DELIVERED' and event_id in (select value from json_each(?))`;
    return this.#putBack(sql, [ids], 'the receiver does not have it');
  }

  records(): AsyncIterable<readonly DeliveryRecord[]> {
    return queueRecords(this.#database);
  }

  #settle(settled: readonly SettledAttempt[], at: string): void {
    const outcomes = settled.map(({ dueMs: _, ...outcome }) => outcome);
    this.#entries.add({ kind: 'OUTCOME', outcomes }, at);
    for (const { sequence, result, status, reason, dueMs } of settled) {
      const [state, hold] = NEXT[result];
      this.#database.change(
        `update delivery_queue set state = ?, head = ?, hold = ?, due = ?, last_at = ?,
         status = ?, reason = ? where sequence = ?`,
        [state, isLive(state) ? 1 : 0, hold, dueMs, at, status, reason, sequence],
      );
      if (!isLive(state)) this.#promote(sequence);
    }
  }

  /** The next of a lane whose head is settled may go. */
  #promote(sequence: number): void {
    this.#database.change(
      `update delivery_queue set head = 1 where sequence = (
         select min(next.sequence) from delivery_queue as next, delivery_queue as done
         where done.sequence = ? and next.sector = done.sector and next.lane = done.lane
           and next.state in ('WAITING', 'FAILED'))`,
      [sequence],
    );
  }

  #take({ sector, count, oldest }: Wanted, nowMs: number, at: string): QueuedEvent[] {
    this.#database.change(
      "update delivery_queue set hold = null where sector = ? and hold = 'DUE' and due <= ?",
      [sector, Math.floor(nowMs)],
    );
    const taken: QueuedEvent[] = [];
    for (const [order, limit] of [
      ['sequence', oldest],
      ['priority, sequence', count - oldest],
    ] as const) {
      if (limit <= 0) continue;
      const found = this.#database.all(
        `select sequence, attempts, tries from delivery_queue
         where sector = ? and head = 1 and hold is null order by ${order} limit ?`,
        [sector, limit],
      );
      for (const [sequence, attempts, tries] of found)
        taken.push(this.#takeUp(Number(sequence), Number(attempts) + 1, Number(tries), at));
    }
    return taken;
  }

  #takeUp(sequence: number, attempt: number, tries: number, at: string): QueuedEvent {
    this.#database.change(
      `update delivery_queue set hold = 'SENT', attempts = ?, tries = tries + 1, last_at = ?,
       first_at = case first_at when '' then ? else first_at end where sequence = ?`,
      [attempt, at, at, sequence],
    );
    const [raw = []] = this.#database.all(
      `select ${rowColumns('delivery_event')} from delivery_event as t where id = ?`,
      [sequence],
    );
    const event = checkRow(this.#database.file, 'delivery_event', raw);
    const [eventId, , , sector] = event.columns;
    return {
      sequence,
      attempt,
      tries,
      eventId: String(eventId),
      sector: String(sector),
      body: event.content,
    };
  }

  #putBack(sql: string, parameters: readonly (string | null)[], reason: string): number {
    return this.#transact(() => {
      const events = this.#database.all(sql, parameters).map(([sequence]) => Number(sequence));
      if (events.length === 0) return 0;
      this.#entries.add({ kind: 'RETURNED', reason, events }, new Date().toISOString());
      for (const sequence of events) {
        this.#database.change(
          "update delivery_queue set state = 'WAITING', hold = null, tries = 0 where sequence = ?",
          [sequence],
        );
        this.#database.change(HEAD_OF_LANE_OF, [sequence]);
      }
      return events.length;
    });
  }

  #transact<T>(work: () => T): T {
    try {
      return this.#database.transaction(work);
    } catch (error: unknown) {
      this.#entries.forget();
      throw error;
    }
  }
}

const HELD_OR_TRIED = 'hold is not null or tries > 0';

/** State and hold after each result. A `FAILED` one rests until the next call. */
const NEXT = {
  DELIVERED: ['DELIVERED', null],
  DEAD: ['DEAD', null],
  RETRY: ['WAITING', 'DUE'],
  FAILED: ['FAILED', 'REST'],
  UNSENT: ['WAITING', null],
} as const;

function isLive(state: string): boolean {
  return state === 'WAITING' || state === 'FAILED';
}
