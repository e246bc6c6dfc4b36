import { join, resolve } from 'node:path';
import type { Ledger } from '../ledger/ledger.ts';
import { purgeMark } from '../ledger/purge-key.ts';
import { readManifest } from './manifest-file.ts';
import { notedFolders } from './purge-runs.ts';
import { type Answer, readPurged } from './purged-file.ts';

/** What a purged run decided on one decision. */
export interface FoundAnswers {
  readonly runId: string;
  readonly asOf: string;
  readonly window: { readonly fromLocal: string; readonly untilLocal: string };
  readonly answers: readonly Omit<Answer, 'decision'>[];
}

export interface LookupResult {
  /** Purged runs that were looked through. */
  readonly runs: number;
  readonly found: readonly FoundAnswers[];
  /** One sentence for each purged run that cannot be looked through. */
  readonly missing: readonly string[];
}

/**
 * Tells by the number of a decision what purged runs decided on it. `key` is the ledger's; answers count
 * only where the `purged.json` is the one that the purge left.
 */
export async function lookUp(
  ledger: Ledger,
  outFolder: string,
  { key, name }: { readonly key: Buffer; readonly name: string },
): Promise<LookupResult> {
  const mark = purgeMark(key, 'decision', name);
  const noted = notedFolders(ledger.purging().entries());
  const found: FoundAnswers[] = [];
  const missing: string[] = [];
  let runs = 0;
  for (const { runId, number, purged } of await ledger.runs()) {
    if (purged !== 'ALL') continue;
    const folder = join(resolve(outFolder), runId);
    const file = await readPurged(folder);
    const manifest = (await readManifest(folder))?.manifest ?? null;
    if (file?.record == null || manifest === null) missing.push(`${runId} has no folder here`);
    else if (file.sha256 !== noted.get(`${number} ALL`))
      missing.push(`${runId} has another purged.json than the one that was left there`);
    else {
      runs += 1;
      const answers = file.record.answers
        .filter(({ decision }) => decision === mark)
        .map(({ decision: _, ...answer }) => answer);
      const { asOf, window } = manifest;
      const { fromLocal, untilLocal } = window;
      if (answers.length > 0)
        found.push({ runId, asOf, window: { fromLocal, untilLocal }, answers });
    }
  }
  return { runs, found, missing };
}
