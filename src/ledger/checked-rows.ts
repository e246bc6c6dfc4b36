import type { Connection } from './database.ts';
import { type PurgedRow, purgedRows } from './purged-rows.ts';
import { checkRow, type EvidenceRow, rowColumns } from './row-reader.ts';
import type { TableName } from './tables.ts';

const ROWS_PER_PAGE = 4096;

/** All rows of a table by their number, purged ones among them. */
export function* sealedRows(
  database: Connection,
  table: TableName,
): Generator<EvidenceRow | PurgedRow> {
  const purged = purgedRows(database, table);
  let next = purged.next();
  for (const row of checkedRows(database, table)) {
    for (; next.done !== true && next.value.id <= row.id; next = purged.next()) yield next.value;
    yield row;
  }
  for (; next.done !== true; next = purged.next()) yield next.value;
}

/** All rows of a table by their number. Throws `LEDGER_DAMAGED` at the first that is not as it was entered. */
export function* checkedRows(database: Connection, table: TableName): Generator<EvidenceRow> {
  for (let after = 0; ; ) {
    const page = database.all(
      `select ${rowColumns(table)} from ${table} as t where id > ? order by id limit ${ROWS_PER_PAGE}`,
      [after],
    );
    if (page.length === 0) return;
    for (const raw of page) {
      const row = checkRow(database.file, table, raw);
      yield row;
      after = row.id;
    }
  }
}
