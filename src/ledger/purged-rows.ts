import { type Connection, damaged } from './database.ts';
import { DIGEST_BYTES } from './row-digest.ts';
import type { TableName } from './tables.ts';

const ROWS_PER_PAGE = 4096;

/** What is left of a row that was purged. */
export interface PurgedRow {
  readonly id: number;
  readonly run: number;
  readonly digest: Buffer;
  readonly columns: null;
}

/** What is left of the purged rows of a table, by their number. */
export function* purgedRows(database: Connection, table: TableName): Generator<PurgedRow> {
  for (let after = 0; ; ) {
    const page = database.all(
      `select id, cast(run as integer), cast(digest as blob) from purged_row
       where table_name = ? and id > ? order by id limit ${ROWS_PER_PAGE}`,
      [table, after],
    );
    if (page.length === 0) return;
    for (const [id, run, digest] of page) {
      if (!Buffer.isBuffer(digest) || digest.length !== DIGEST_BYTES)
        throw damaged(database.file, `a purged row of table ${table} has no digest`);
      yield { id: Number(id), run: Number(run), digest, columns: null };
      after = Number(id);
    }
  }
}
