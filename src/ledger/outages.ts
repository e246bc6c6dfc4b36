import type { Connection } from './database.ts';
import { damaged } from './database.ts';
import type { DeclaredOutage } from './declared-outage.ts';
import { canonicalJson, FIRST_CHAIN, makeSaltSource } from './row-digest.ts';
import { checkRow, type EvidenceRow, parseContent, rowColumns } from './row-reader.ts';
import { insertRow } from './run-recorder.ts';
import type { StoredRun } from './run-row.ts';

/** Enters a declaration behind the last run. Runs inside a transaction. */
export function enterOutage(
  database: Connection,
  runs: readonly StoredRun[],
  outage: DeclaredOutage,
): void {
  const previous = outageRows(database, runs).at(-1)?.digest.toString('hex') ?? FIRST_CHAIN;
  const content = canonicalJson(outage);
  const row = { table: 'outage', run: runs.length, columns: [previous], content } as const;
  insertRow(database, row, makeSaltSource()());
}

/** Outages that were declared before the run of that number was recorded, oldest first. */
export function readOutages(
  database: Connection,
  runs: readonly StoredRun[],
  runNumber: number,
): readonly DeclaredOutage[] {
  return outageRows(database, runs)
    .filter(({ run }) => run < runNumber)
    .map((row) => parseContent<DeclaredOutage>(database.file, row));
}

/** Each names the digest of the one before it, and every run how many there were when it came. */
function outageRows(database: Connection, runs: readonly StoredRun[]): readonly EvidenceRow[] {
  const rows = database
    .all(`select ${rowColumns('outage')} from outage as t order by id`)
    .map((raw) => checkRow(database.file, 'outage', raw));
  let previous = FIRST_CHAIN;
  for (const { columns, digest } of rows) {
    if (columns[0] !== previous) throw damaged(database.file, 'a declared outage is missing');
    previous = digest.toString('hex');
  }
  for (const { run, content } of runs) {
    const known = rows.filter((row) => row.run < run.number).length;
    if (known !== (content.outages ?? 0))
      throw damaged(database.file, `not every outage known to run ${run.number} is there`);
  }
  return rows;
}
