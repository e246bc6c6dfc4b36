import type { Ledger } from '../ledger/ledger.ts';
import type { PurgedFolder, PurgedFromLedger, PurgeEntry, PurgeOrder } from '../ledger/purging.ts';
import { type PurgeOfFolder, purgeFolder } from './purge-folder.ts';

/** What a purge did, in numbers, and what it could not do. */
export interface PurgeReport extends PurgedFromLedger {
  /** Runs that no earlier call had purged. */
  readonly runs: number;
  readonly filesRemoved: number;
  /** One sentence for each run folder that was left alone. */
  readonly leftAlone: readonly string[];
}

/**
 * Purges completed runs: in the ledger first, which makes it final, then in their folders, those of
 * earlier calls too. A call that was cut off is finished by the next.
 */
export async function purgeRuns(
  ledger: Ledger,
  outFolder: string,
  order: PurgeOrder,
  signal: AbortSignal,
): Promise<PurgeReport> {
  const purging = ledger.purging();
  const runs = purging.due(order).length;
  const fromLedger = await purging.purge(order);
  const noted = notedFolders(purging.entries());
  const folders: PurgedFolder[] = [];
  const leftAlone: string[] = [];
  let filesRemoved = 0;
  for (const { number, runId, manifestSha256, purged } of await ledger.runs()) {
    if (purged === undefined) continue;
    signal.throwIfAborted();
    const run = { runId, manifestSha256, scope: purged };
    const done = await purgeFolder(outFolder, run, purging.key());
    if (done.ok) filesRemoved += done.removed;
    const known = noted.get(`${number} ${purged}`);
    const what = whatIsWrong(done, known);
    if (what !== null) leftAlone.push(`${runId} ${what}`);
    else if (done.ok && known === undefined)
      folders.push({ run: number, scope: purged, sha256: done.sha256 });
  }
  await purging.noteFolders(order.by, folders);
  return { runs, filesRemoved, leftAlone, ...fromLedger };
}

/** SHA-256 of the `purged.json` that a purge left, by run and scope. */
export function notedFolders(entries: readonly PurgeEntry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap((entry) =>
      entry.kind === 'FOLDERS'
        ? entry.folders.map(({ run, scope, sha256 }) => [`${run} ${scope}`, sha256] as const)
        : [],
    ),
  );
}

/** Null where the folder is as this or an earlier call left it. */
function whatIsWrong(done: PurgeOfFolder, noted: string | undefined): string | null {
  if (!done.ok) return done.what;
  if (noted === undefined || noted === done.sha256) return null;
  return 'has another purged.json than the one that was left there';
}
