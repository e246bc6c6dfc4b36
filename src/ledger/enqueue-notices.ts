import { setImmediate } from 'node:timers/promises';
import type { Notice } from '../notice/notice.ts';
import { personOf } from '../notice/person.ts';
import type { Connection } from './database.ts';
import { DEMOTE, QUEUE } from './queue-sql.ts';
import { makeSaltSource } from './row-digest.ts';
import { type EvidenceRow, readGroup } from './row-reader.ts';
import { insertRow } from './run-recorder.ts';

const NOTICES_PER_BATCH = 500;

/**
 * Makes an event of every notice version of a published run that has none, in the order in which
 * they were issued, until it is to stop. A number below the last one may still come: its run was
 * published late.
 */
export async function enqueueNotices(
  database: Connection,
  compose: (notice: Notice, recordedAt: string) => string,
  signal?: AbortSignal,
): Promise<number> {
  let queued = 0;
  for (let after = firstGap(database); ; ) {
    const notices = readGroup(database, 'notice', { select: UNQUEUED, parameters: [after] });
    if (notices.length === 0 || signal?.aborted) return queued;
    database.transaction(() => {
      const nextSalt = makeSaltSource();
      for (const row of notices) enqueue(database, row, compose, nextSalt());
      database.change(DEMOTE, [JSON.stringify(notices.map(({ id }) => id))]);
    });
    queued += notices.length;
    after = notices.at(-1)?.id ?? after;
    // So that a stop is heard, however many there are.
    await setImmediate();
  }
}

const UNQUEUED = `
  select * from notice as t where id > ?
    and not exists (select 1 from delivery_event as e where e.id = t.id)
    and exists (select 1 from published as p where p.run = t.run)
  order by id limit ${NOTICES_PER_BATCH}`;

/** All notices up to this one have their event, as long as no run was published late. */
function firstGap(database: Connection): number {
  const [row] = database.all(
    `select min(t.id) - 1 from notice as t
     where not exists (select 1 from delivery_event as e where e.id = t.id)`,
  );
  return typeof row?.[0] === 'number' ? row[0] : 0;
}

function enqueue(
  database: Connection,
  row: EvidenceRow,
  compose: (notice: Notice, recordedAt: string) => string,
  salt: Buffer,
): void {
  const notice = JSON.parse(row.content) as Notice;
  const { noticeId, noticeVersion, sector, priority } = notice;
  const eventId = `${noticeId}.${noticeVersion}`;
  const lane = personOf(notice);
  const columns = [eventId, noticeId, noticeVersion, sector, lane, priority];
  const content = compose(notice, String(row.columns[RECORDED_AT_PLACE]));
  insertRow(database, { table: 'delivery_event', run: row.run, columns, content }, salt, row.id);
  database.change(QUEUE, [row.id, sector, lane, priority]);
}

const RECORDED_AT_PLACE = 4;
