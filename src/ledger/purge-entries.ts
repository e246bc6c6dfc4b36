import { type Connection, damaged } from './database.ts';
import type { PurgeEntry, PurgeScope } from './purging.ts';
import { FIRST_CHAIN } from './row-digest.ts';
import { checkRow, type EvidenceRow, parseContent, rowColumns } from './row-reader.ts';

/** Every entry about purges, oldest first. Throws `LEDGER_DAMAGED` where one is missing. */
export function readPurgeEntries(database: Connection): readonly PurgeEntry[] {
  return entryRows(database).map((row) => parseContent<PurgeEntry>(database.file, row));
}

/** What the next entry must name. */
export function lastPurgeDigest(database: Connection): string {
  return entryRows(database).at(-1)?.digest.toString('hex') ?? FIRST_CHAIN;
}

/** What was purged of each run, by its number. */
export function purgedScopes(entries: readonly PurgeEntry[]): ReadonlyMap<number, PurgeScope> {
  const scopes = new Map<number, PurgeScope>();
  for (const entry of entries)
    if (entry.kind === 'RUNS')
      for (const run of entry.runs) if (scopes.get(run) !== 'ALL') scopes.set(run, entry.scope);
  return scopes;
}

/** How many rows of each table were purged of each run. */
export function purgedCounts(
  entries: readonly PurgeEntry[],
): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const counts = new Map<number, Map<string, number>>();
  for (const entry of entries) {
    if (entry.kind !== 'RUNS') continue;
    for (const [table, byRun] of Object.entries(entry.rows))
      for (const [run, rows] of Object.entries(byRun)) {
        const ofRun = counts.get(Number(run)) ?? new Map<string, number>();
        ofRun.set(table, (ofRun.get(table) ?? 0) + rows);
        counts.set(Number(run), ofRun);
      }
  }
  return counts;
}

function entryRows(database: Connection): readonly EvidenceRow[] {
  const rows = database
    .all(`select ${rowColumns('purge_entry')} from purge_entry as t order by id`)
    .map((raw) => checkRow(database.file, 'purge_entry', raw));
  let previous = FIRST_CHAIN;
  for (const { columns, digest } of rows) {
    if (columns[PREVIOUS_PLACE] !== previous)
      throw damaged(database.file, 'an entry about a purge is missing');
    previous = digest.toString('hex');
  }
  return rows;
}

const PREVIOUS_PLACE = 1;
