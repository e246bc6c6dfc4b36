import type { DeliveryRecord, DeliveryState, Undelivered } from '../notice/outbox.ts';
import type { Connection } from './database.ts';

const RECORDS_PER_BATCH = 1000;

/** Of the lane of one event only the oldest that is not settled is its head. */
export const HEAD_OF_LANE_OF = `
  update delivery_queue as q set head = (q.sequence = (
    select min(f.sequence) from delivery_queue as f
    where f.sector = q.sector and f.lane = q.lane and f.state in ('WAITING', 'FAILED')))
  from delivery_queue as changed
  where changed.sequence = ? and q.sector = changed.sector and q.lane = changed.lane
    and q.state in ('WAITING', 'FAILED')`;

/** All events in the order of issue, with what became of them so far. */
export async function* queueRecords(
  database: Connection,
): AsyncGenerator<readonly DeliveryRecord[]> {
  for (let after = 0; ; ) {
    const rows = database.all(
      `select sequence, event_id, notice_id, notice_version, sector, state, attempts, first_at,
         last_at, status, cast(reason as blob)
       from delivery_queue where sequence > ? order by sequence limit ${RECORDS_PER_BATCH}`,
      [after],
    );
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.[0]);
    yield rows.map(toRecord);
  }
}

/** Counts of what is not delivered, sector by sector. */
export function queueUndelivered(database: Connection): readonly Undelivered[] {
  const rows = database.all(
    `select sector, sum(state = 'WAITING'), sum(state = 'FAILED'), sum(state = 'DEAD')
     from delivery_queue where state <> 'DELIVERED' group by sector order by sector`,
  );
  return rows.map(([sector, waiting, failed, dead]) => ({
    sector: String(sector),
    waiting: Number(waiting),
    failed: Number(failed),
    dead: Number(dead),
  }));
}

function toRecord(row: unknown[]): DeliveryRecord {
  const [, eventId, noticeId, version, sector, state, attempts, firstAt, lastAt, status, reason] =
    row;
  return {
    eventId: String(eventId),
    noticeId: String(noticeId),
    noticeVersion: Number(version),
    sector: String(sector),
    state: String(state) as DeliveryState,
    attempts: Number(attempts),
    firstSentAt: String(firstAt),
    lastAt: String(lastAt),
    status: typeof status === 'number' ? status : null,
    reason: Buffer.isBuffer(reason) ? reason.toString() : '',
  };
}
