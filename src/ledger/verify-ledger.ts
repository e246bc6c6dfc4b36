import { createHash, type Hash } from 'node:crypto';
import { resolve } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { sealedRows } from './checked-rows.ts';
import type { Connection } from './database.ts';
import { ledgerExists, missingLedger, openForReading } from './ledger-file.ts';
import { readKey } from './ledger-keys.ts';
import { readOutages } from './outages.ts';
import { purgedCounts, readPurgeEntries } from './purge-entries.ts';
import { readPurgeKey } from './purge-key.ts';
import { leftFaults } from './purge-seal.ts';
import { readResolutions } from './reviews.ts';
import { textOf } from './row-reader.ts';
import { readRuns, type StoredRun } from './run-row.ts';
import { BROUGHT_TABLES, type BroughtTable } from './tables.ts';
import { deliveryFaults } from './verify-delivery.ts';

/**
 * Checks a whole ledger: the file's structure, the digest of every row, and the chain of runs with
 * all that each brought. Gives one sentence per fault; none means sound. Throws `LEDGER_MISSING`.
 */
export async function verifyLedger(file: string): Promise<readonly string[]> {
  const path = resolve(file);
  let database: Connection | null = null;
  try {
    if (!ledgerExists(path)) throw missingLedger(path, false);
    database = openForReading(path);
    return findFaults(database);
  } catch (error: unknown) {
    return [sayDamage(error)];
  } finally {
    database?.close();
  }
}

/** The same of a ledger that is open. */
export function findFaults(database: Connection): readonly string[] {
  const faults: string[] = [];
  try {
    faults.push(...structureFaults(database));
    const runs = readRuns(database);
    const issued = issuedByReview(database, runs);
    for (const table of BROUGHT_TABLES)
      faults.push(...tableFaults(database, table, { runs, issued }));
    if (issued.size > 0)
      faults.push('Table notice does not hold what an answer to a review issued.');
    faults.push(...knownDecisionFaults(database));
    faults.push(...deliveryFaults(database));
    readOutages(database, runs, Number.POSITIVE_INFINITY);
    readKey(database, 'counting_key');
    readKey(database, 'processing_key');
    readPurgeKey(database);
    faults.push(...purgeFaults(database));
  } catch (error: unknown) {
    faults.push(sayDamage(error));
  }
  return faults;
}

function sayDamage(error: unknown): string {
  if (error instanceof CatchUpError && error.code === 'LEDGER_DAMAGED') return error.message;
  throw error;
}

function structureFaults(database: Connection): readonly string[] {
  const said = database
    .all('select cast(integrity_check as blob) from pragma_integrity_check(20)')
    .map(([line]) => textOf(line));
  return said.filter((line) => line !== 'ok').map((line) => `SQLite says: ${line}`);
}

/** Digests of the notice versions that no run brought: the answers that issued them seal them. */
function issuedByReview(database: Connection, runs: readonly StoredRun[]): Set<string> {
  const resolutions = readResolutions(database, runs);
  return new Set(resolutions.flatMap(({ notice }) => notice?.digest ?? []));
}

function tableFaults(
  database: Connection,
  table: BroughtTable,
  { runs, issued }: { readonly runs: readonly StoredRun[]; readonly issued: Set<string> },
): readonly string[] {
  const brought = new Map<number, { rows: number; hash: Hash }>();
  for (const { run, digest } of sealedRows(database, table)) {
    if (issued.delete(digest.toString('hex'))) continue;
    const seen = brought.get(run) ?? { rows: 0, hash: createHash('sha256') };
    seen.rows += 1;
    seen.hash.update(digest);
    brought.set(run, seen);
  }
  return runs
    .flatMap(({ run, content }) => {
      const seen = brought.get(run.number) ?? { rows: 0, hash: createHash('sha256') };
      brought.delete(run.number);
      const sealed = content.brought[table];
      const isAsSealed = sealed.rows === seen.rows && sealed.sha256 === seen.hash.digest('hex');
      return isAsSealed ? [] : [`Table ${table} does not hold what run ${run.number} brought.`];
    })
    .concat(
      [...brought.keys()].map(
        (run) => `Table ${table} has rows of run ${run}, which is not there.`,
      ),
    );
}

function knownDecisionFaults(database: Connection): readonly string[] {
  const known = 'select source, decision_id from known_decision';
  const remembered = ['decision', 'conflict_row', 'kept_version']
    .map((table) => `select source, decision_id from ${table}`)
    .join(' union ');
  const differing = [
    `${known} except select * from (${remembered})`,
    `${remembered} except ${known}`,
  ];
  const counts = differing.map((sql) =>
    Number(database.all(`select count(*) from (${sql})`)[0]?.[0]),
  );
  return counts.every((count) => count === 0)
    ? []
    : ['Table known_decision does not name the decisions of the other tables.'];
}

/** As many rows stand among the purged ones as the entries say, table by table and run by run. */
function purgeFaults(database: Connection): readonly string[] {
  const entries = readPurgeEntries(database);
  const said = [...purgedCounts(entries)].flatMap(([run, byTable]) =>
    [...byTable].map(([table, rows]) => `${table} ${run} ${rows}`),
  );
  const there = database
    .all(
      `select cast(table_name || ' ' || run || ' ' || count(*) as blob)
       from purged_row group by table_name, run`,
    )
    .map(([text]) => textOf(text));
  const isSame = said.sort().join() === there.sort().join();
  const faults = isSame
    ? []
    : ['Table purged_row does not hold what the purges say they took out.'];
  return faults.concat(leftFaults(database, entries));
}
