import type { Notice } from '../notice/notice.ts';
import type {
  CutOffAttempt,
  DeliveryRecord,
  Outbox,
  QueuedEvent,
  SettledAttempt,
  Undelivered,
  Wanted,
} from '../notice/outbox.ts';
import type { Connection } from './database.ts';
import { DeliveryEntries } from './delivery-entries.ts';
import {
  countUnqueued,
  oldestUndelivered,
  queueRecords,
  queueUndelivered,
  readEvents,
} from './delivery-queue.ts';
import { enqueueNotices } from './enqueue-notices.ts';
import {
  BEGIN,
  CUT_OFF,
  HEAD_OF_LANE_OF,
  PROMOTE,
  RECALL_ATTEMPTS,
  RELEASE,
  SETTLE,
  TAKE_OLDEST,
  TAKE_URGENT,
} from './queue-sql.ts';

/** Of what is delivered a page is asked for once or twice: memory stays flat in the backlog. */
const CACHE_KIB = 4 * 1024;

/** The outbox in the ledger's own file: evidence that only grows, and a queue derived from it. */
export class SqliteOutbox implements Outbox {
  readonly #database: Connection;
  readonly #entries: DeliveryEntries;
  /** Taken up and not settled: known to this call alone, so that a crash leaves nothing to undo. */
  readonly #taken = new Set<number>();

  constructor(database: Connection) {
    this.#database = database;
    this.#entries = new DeliveryEntries(database);
  }

  async enqueue(
    compose: (notice: Notice, recordedAt: string) => string,
    signal?: AbortSignal,
  ): Promise<number> {
    this.#database.exec(`pragma cache_size = -${CACHE_KIB}`);
    return enqueueNotices(this.#database, compose, signal);
  }

  async begin(): Promise<void> {
    this.#transact(() => {
      this.#database.change(BEGIN, []);
      for (const { at, events } of this.#entries.lastIntents())
        this.#database.change(RECALL_ATTEMPTS, [at, JSON.stringify(events)]);
    });
  }

  async cutOff(): Promise<readonly CutOffAttempt[]> {
    return this.#entries.lastIntents().flatMap(({ at, events }) => {
      const begun = this.#database.all(CUT_OFF, [JSON.stringify(events)]);
      return readEvents(this.#database, begun).map((event) => ({ event, startMs: at }));
    });
  }

  async exchange(
    settled: readonly SettledAttempt[],
    wanted: readonly Wanted[],
    nowMs: number,
  ): Promise<readonly QueuedEvent[]> {
    return this.#transact(() => {
      const at = Date.now();
      if (settled.length > 0) this.#settle(settled, at);
      const taken = wanted.flatMap((ask) => this.#take(ask, nowMs));
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

  async unqueued(): Promise<number> {
    return countUnqueued(this.#database);
  }

  async undelivered(): Promise<readonly Undelivered[]> {
    return queueUndelivered(this.#database);
  }

  async oldestUndelivered(): Promise<string | null> {
    return oldestUndelivered(this.#database);
  }

  async retry(state: 'DEAD' | 'FAILED', noticeId: string | null): Promise<number> {
    const sql = `
      select q.sequence from delivery_queue as q join delivery_event as e on e.id = q.sequence
      where q.state = ? and (? is null or e.notice_id = ?)`;
    return this.#putBack(sql, [state, noticeId, noticeId], `retry of ${state}`);
  }

  async resend(eventIds: readonly string[]): Promise<number> {
    const ids = JSON.stringify(eventIds);
    const sql = `
      select q.sequence from json_each(?) as s
      cross join delivery_event as e on e.event_id = s.value
      cross join delivery_queue as q on q.sequence = e.id where q.state = 'DELIVERED'`;
    return this.#putBack(sql, [ids], 'the receiver does not have it');
  }

  records(): AsyncIterable<readonly DeliveryRecord[]> {
    return queueRecords(this.#database);
  }

  #settle(settled: readonly SettledAttempt[], at: number): void {
    const outcomes = settled.map(({ dueMs: _, ...outcome }) => outcome);
    this.#entries.add({ kind: 'OUTCOME', outcomes }, at);
    const rows = settled.map(({ sequence, attempt, result, status, reason, dueMs }) => {
      const [state, hold] = NEXT_STATES[result];
      this.#taken.delete(sequence);
      return [sequence, state, hold, dueMs, status, reason, attempt];
    });
    this.#database.change(SETTLE, [at, JSON.stringify(rows)]);
    const done = rows.filter(([, state]) => state === 'DELIVERED' || state === 'DEAD');
    this.#database.change(PROMOTE, [JSON.stringify(done.map(([sequence]) => sequence))]);
  }

  #take({ sector, count, oldest }: Wanted, nowMs: number): readonly QueuedEvent[] {
    this.#database.change(RELEASE, [sector, Math.floor(nowMs)]);
    const first = this.#takeUp(TAKE_OLDEST, sector, oldest);
    const urgent = this.#takeUp(TAKE_URGENT, sector, count - oldest);
    return readEvents(this.#database, [...first, ...urgent]);
  }

  #takeUp(sql: string, sector: string, count: number): readonly unknown[][] {
    if (count <= 0) return [];
    const free = this.#database.all(sql, [sector, JSON.stringify([...this.#taken]), count]);
    for (const [sequence] of free) this.#taken.add(Number(sequence));
    return free;
  }

  #putBack(sql: string, parameters: readonly (string | null)[], reason: string): number {
    return this.#transact(() => {
      const events = this.#database.all(sql, parameters).map(([sequence]) => Number(sequence));
      if (events.length === 0) return 0;
      this.#entries.add({ kind: 'RETURNED', reason, events }, Date.now());
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

/** State and hold after each result. A `FAILED` one rests until the next call. */
export const NEXT_STATES = {
  DELIVERED: ['DELIVERED', null],
  DEAD: ['DEAD', null],
  RETRY: ['WAITING', 'DUE'],
  FAILED: ['FAILED', 'REST'],
  UNSENT: ['WAITING', null],
} as const;
