import { createHash } from 'node:crypto';
import { checkedRows } from './checked-rows.ts';
import type { Connection } from './database.ts';
import type { PurgeEntry } from './purging.ts';

/** SHA-256 over all that purges left in place of what they took out. Throws `LEDGER_DAMAGED`. */
export function sealLeft(database: Connection): string {
  const hash = createHash('sha256');
  for (const table of ['purged_version', 'sealed_memory'] as const)
    for (const { digest } of checkedRows(database, table)) hash.update(digest);
  return hash.digest('hex');
}

/** One sentence where that is not what the last purge sealed. */
export function leftFaults(
  database: Connection,
  entries: readonly PurgeEntry[],
): readonly string[] {
  const seal = sealLeft(database);
  const last = entries.findLast((entry) => entry.kind === 'RUNS');
  // Ledgers that were purged before there was a seal have none.
  if (last?.kind !== 'RUNS' || last.left === undefined || last.left === seal) return [];
  return ['What purges left in tables purged_version and sealed_memory is not as they sealed it.'];
}
