import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PurgeScope } from '../ledger/purging.ts';
import { writeText } from '../publish/csv-file.ts';
import { foldersOf, hashFile, kindOf, PURGED, type RunFolders } from '../publish/run-folder.ts';
import { syncFolder, writing } from '../publish/safe-file.ts';
import { collectAnswers } from './answers.ts';
import { type Manifest, readManifest } from './manifest-file.ts';
import { PERSONAL_FILES, type PurgedRecord, purgedText, readPurged } from './purged-file.ts';

/** A run whose folder is to be purged. */
export interface RunToPurge {
  readonly runId: string;
  readonly manifestSha256: string;
  readonly scope: PurgeScope;
}

/** What is left of a run folder, or why it was left alone. */
export type PurgeOfFolder =
  | { readonly ok: true; readonly sha256: string; readonly removed: number }
  | { readonly ok: false; readonly what: string };

/**
 * Removes whole files from a run folder (contract 5). `purged.json` names them, on the disk, before
 * the first is removed, so that the step can be taken again after a kill. A folder that is not what
 * the ledger recorded is left alone: what it shows would be lost.
 */
export async function purgeFolder(
  outFolder: string,
  run: RunToPurge,
  key: Buffer | null,
): Promise<PurgeOfFolder> {
  const folders = foldersOf(outFolder, run.runId);
  const { folder } = folders;
  if ((await kindOf(folder)) !== 'folder') return { ok: false, what: 'has no folder here' };
  const found = await readManifest(folder);
  if (found?.sha256 !== run.manifestSha256 || found.manifest === null)
    return { ok: false, what: 'does not have the manifest that the ledger recorded' };
  const { manifest } = found;
  const before = await readPurged(folder);
  if (before?.record === null)
    return { ok: false, what: `has a ${PURGED} that this program did not write` };
  const named = new Set(before?.record.files.map(({ file }) => file));
  const files = PERSONAL_FILES[run.scope];
  for (const file of files)
    if (!named.has(file) && (await hashFile(join(folder, file))) !== statedHash(manifest, file))
      return { ok: false, what: `does not have ${file} as its manifest states it` };
  if (before === null || files.some((file) => !named.has(file))) {
    const record = await describeRest(folder, manifest, run.scope, key);
    await putRecord(folders, record);
    for (const { file } of record.files) named.add(file);
  }
  const removed = await removeFiles(folders, [...named]);
  return { ok: true, sha256: (await hashFile(join(folder, PURGED))) ?? '', removed };
}

/** Answers are read from the files that are about to go. */
async function describeRest(
  folder: string,
  manifest: Manifest,
  scope: PurgeScope,
  key: Buffer | null,
): Promise<PurgedRecord> {
  const { runId, artefacts } = manifest;
  const files = artefacts.filter(({ file }) => PERSONAL_FILES[scope].includes(file));
  const isAll = scope === 'ALL' && key !== null;
  const answers = isAll ? await collectAnswers(folder, manifest, key) : [];
  return { purgedVersion: 1, runId, files, answers: [...answers] };
}

/** A record written anew replaces the one of a purge of rejects. */
async function putRecord({ folder, purgeRecord }: RunFolders, record: PurgedRecord): Promise<void> {
  await writing(purgeRecord, () => rm(purgeRecord, { force: true }));
  await writeText(purgeRecord, purgedText(record));
  await writing(folder, () => rename(purgeRecord, join(folder, PURGED)));
  await syncFolder(folder);
}

async function removeFiles(
  { folder, staged, aside, purgeRecord }: RunFolders,
  files: readonly string[],
): Promise<number> {
  let removed = 0;
  for (const path of files.map((file) => join(folder, file))) {
    if ((await kindOf(path)) === null) continue;
    await writing(path, () => rm(path));
    removed += 1;
  }
  await syncFolder(folder);
  // What an interrupted attempt at this run left tells of the same persons.
  for (const left of [purgeRecord, staged, aside])
    await writing(left, () => rm(left, { recursive: true, force: true }));
  return removed;
}

function statedHash({ artefacts }: Manifest, file: string): string | undefined {
  return artefacts.find((artefact) => artefact.file === file)?.sha256;
}
