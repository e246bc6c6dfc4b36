import type { DeliveryRecord, DeliveryState, QueuedEvent, Undelivered } from '../notice/outbox.ts';
import { type Connection, damaged } from './database.ts';
import { EVENTS } from './queue-sql.ts';
import { readGroup, textOf } from './row-reader.ts';

const RECORDS_PER_BATCH = 1000;

/** All events in the order of issue, with what became of them so far. */
export async function* queueRecords(
  database: Connection,
): AsyncGenerator<readonly DeliveryRecord[]> {
  for (let after = 0; ; ) {
    const rows = database.all(
      `select q.sequence, cast(e.event_id as blob), cast(e.notice_id as blob), e.notice_version,
         cast(q.sector as blob), cast(q.state as blob), q.attempts, q.first_ms, q.last_ms, q.status,
         cast(q.reason as blob)
       from delivery_queue as q join delivery_event as e on e.id = q.sequence
       where q.sequence > ? order by q.sequence limit ${RECORDS_PER_BATCH}`,
      [after],
    );
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.[0]);
    yield rows.map(toRecord);
  }
}

/** Notice versions of published runs without an event of theirs. */
export function countUnqueued(database: Connection): number {
  const [row] = database.all(
    `select count(*) from notice as t
     where not exists (select 1 from delivery_event as e where e.id = t.id)
       and exists (select 1 from published as p where p.run = t.run)`,
  );
  return Number(row?.[0]);
}

/** Counts of what is not delivered, sector by sector. */
export function queueUndelivered(database: Connection): readonly Undelivered[] {
  const rows = database.all(
    `select cast(sector as blob), sum(state = 'WAITING'), sum(state = 'FAILED'), sum(state = 'DEAD')
     from delivery_queue indexed by queue_open where state <> 'DELIVERED'
     group by sector order by sector`,
  );
  return rows.map(([sector, waiting, failed, dead]) => ({
    sector: textOf(sector),
    waiting: Number(waiting),
    failed: Number(failed),
    dead: Number(dead),
  }));
}

/** When the first notice in the order of issue that is not delivered was recorded; null where all are. */
export function oldestUndelivered(database: Connection): string | null {
  const [row] = database.all(
    `select cast(recorded_at as blob) from notice where id = (select min(id) from (
       select min(sequence) as id from delivery_queue indexed by queue_open
       where state <> 'DELIVERED'
       union all select min(t.id) from notice as t
       where not exists (select 1 from delivery_event as e where e.id = t.id)
         and exists (select 1 from published as p where p.run = t.run)))`,
  );
  return row === undefined ? null : textOf(row[0]);
}

function toRecord(row: unknown[]): DeliveryRecord {
  const [, eventId, noticeId, version, sector, state, attempts, firstMs, lastMs, status, reason] =
    row;
  return {
    eventId: textOf(eventId),
    noticeId: textOf(noticeId),
    noticeVersion: Number(version),
    sector: textOf(sector),
    state: textOf(state) as DeliveryState,
    attempts: Number(attempts),
    firstSentAt: instant(firstMs),
    lastAt: instant(lastMs),
    status: typeof status === 'number' ? status : null,
    reason: textOf(reason),
  };
}

function instant(ms: unknown): string {
  return typeof ms === 'number' ? new Date(ms).toISOString() : '';
}

/** Events of the queue, given as their place in it, attempts before this one, and tries of this call. */
export function readEvents(
  database: Connection,
  taken: readonly unknown[][],
): readonly QueuedEvent[] {
  const places = JSON.stringify(taken.map(([sequence]) => sequence));
  const found = readGroup(database, 'delivery_event', { select: EVENTS, parameters: [places] });
  const events = new Map(found.map((event) => [event.id, event]));
  return taken.map(([sequence, attempts, tries]) => {
    const event = events.get(Number(sequence));
    if (event === undefined) throw damaged(database.file, 'an event of the queue is gone');
    const [eventId, , , sector, person] = event.columns;
    return {
      sequence: event.id,
      attempt: Number(attempts) + 1,
      tries: Number(tries),
      eventId: String(eventId),
      sector: String(sector),
      person: String(person),
      body: event.content,
    };
  });
}
