import { constants } from 'node:fs';
import { access, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { makeFolders } from '../folders.ts';
import { writeText } from './csv-file.ts';
import { describeFiles } from './run-files.ts';
import {
  COMPANIONS,
  foldersOf,
  isSameFolder,
  isWholeRun,
  kindOf,
  MANIFEST,
  RUN_ID,
  SIGNATURE,
  SUMS,
  sumsOf,
} from './run-folder.ts';
import type { RunResult } from './run-result.ts';
import { createFolder, isSystemError, syncFolder, writing } from './safe-file.ts';
import { checkTotals } from './totals.ts';

/** A run whose files are written and synced, but not under their final name yet. */
export interface StagedRun {
  readonly runId: string;
  readonly folder: string;
  readonly manifestSha256: string;
  /** Of all its tables. */
  readonly rows: number;
}

export interface PublishedRun {
  readonly folder: string;
  /** `replaced`: a folder of that name was there and differed. */
  readonly outcome: 'published' | 'unchanged' | 'replaced';
}

const PARTIAL = /^\.(catchup-.+)\.partial$/;

/** Makes the folder of run folders where it is missing; refuses what is no folder, or not writable. */
export async function prepareOutFolder(outFolder: string): Promise<void> {
  const out = resolve(outFolder);
  const made = await writing(out, async () => makeFolders(out));
  if (made !== undefined) await syncAbove(out, made);
  if ((await kindOf(out)) !== 'folder')
    throw new CatchUpError(
      'NOT_WRITABLE',
      `${outFolder} is a file or a link: name a folder itself with --out`,
    );
  await writing(out, () => access(out, constants.W_OK | constants.X_OK));
}

/** A run was published into this folder before. */
export async function hasRunFolders(outFolder: string): Promise<boolean> {
  return (await namesIn(outFolder)).some((name) => RUN_ID.test(name));
}

/**
 * Writes all files of a run aside, each synced, the manifest and its sums last (contract 5). What an
 * earlier, interrupted attempt left is removed first. Throws `InternalError`, and writes nothing,
 * where the totals do not add up.
 */
export async function stageRun(result: RunResult, outFolder: string): Promise<StagedRun> {
  checkTotals(result);
  const { runId } = result;
  const { staged: folder } = foldersOf(outFolder, runId);
  await writing(folder, () => rm(folder, { recursive: true, force: true }));
  await createFolder(folder);
  const { files, manifestOf } = describeFiles(result);
  // All at once: the disk syncs them together.
  const written = await Promise.all(
    files.map(({ file, pieces, rows }) => writeText(join(folder, file), pieces(), rows)),
  );
  const manifest = await writeText(join(folder, MANIFEST), [manifestOf(written)]);
  await writeText(join(folder, SUMS), [sumsOf([...written, manifest])]);
  await syncFolder(folder);
  const rows = written.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  return { runId, folder, manifestSha256: manifest.sha256, rows };
}

/** Gives a staged run its final name; a folder that has it already is compared, byte for byte. */
export async function publishStaged(outFolder: string, runId: string): Promise<PublishedRun> {
  const { folder, staged, aside } = foldersOf(outFolder, runId);
  const before = await kindOf(folder);
  // A kill may have come in the middle of an earlier replacement.
  const isInterrupted = (await kindOf(aside)) === 'folder';
  if (!isInterrupted) await writing(aside, () => rm(aside, { force: true }));
  if (before === 'folder' && isInterrupted) await dropReplaced(aside, folder);
  if (before === 'folder' && (await isSameFolder(staged, folder))) {
    await takeSignature(staged, folder);
    await writing(staged, () => rm(staged, { recursive: true }));
    await syncFolder(dirname(folder));
    return { folder, outcome: 'unchanged' };
  }
  if (before === 'folder') await writing(folder, () => rename(folder, aside));
  if (before === 'other') await writing(folder, () => rm(folder));
  await writing(folder, () => rename(staged, folder));
  await syncFolder(dirname(folder));
  if (before === null && !isInterrupted) return { folder, outcome: 'published' };
  await dropReplaced(aside, folder);
  return { folder, outcome: 'replaced' };
}

/** A staged run of which every file is whole and the manifest is the recorded one. */
export function findStaged(
  outFolder: string,
  runId: string,
  manifestSha256: string,
): Promise<boolean> {
  return isWholeRun(foldersOf(outFolder, runId).staged, manifestSha256);
}

/** Removes what interrupted attempts at runs other than the given ones left; gives their run ids. */
export async function removeStale(
  outFolder: string,
  keep: ReadonlySet<string>,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of (await namesIn(outFolder)).sort()) {
    const runId = PARTIAL.exec(name)?.[1] ?? '';
    if (!RUN_ID.test(runId) || keep.has(runId)) continue;
    const { staged } = foldersOf(outFolder, runId);
    await writing(staged, () => rm(staged, { recursive: true, force: true }));
    removed.push(runId);
  }
  return removed;
}

/** A folder that stays as it is takes a signature that was made now. */
async function takeSignature(staged: string, folder: string): Promise<void> {
  const made = join(staged, SIGNATURE);
  if ((await kindOf(made)) === null) return;
  await writing(folder, () => rename(made, join(folder, SIGNATURE)));
  await syncFolder(folder);
}

/** Removes a replaced folder; its signature and purge record stay with the run. */
async function dropReplaced(aside: string, folder: string): Promise<void> {
  await writing(folder, async () => {
    for (const name of COMPANIONS) {
      const isWanted = (await kindOf(join(folder, name))) === null;
      if (isWanted && (await kindOf(join(aside, name))) === 'other')
        await rename(join(aside, name), join(folder, name));
    }
    await syncFolder(folder);
    await rm(aside, { recursive: true, force: true });
    await syncFolder(dirname(folder));
  });
}

async function namesIn(outFolder: string): Promise<string[]> {
  try {
    return await readdir(outFolder);
  } catch (cause: unknown) {
    if (isSystemError(cause) && cause.code === 'ENOENT') return [];
    return writing(resolve(outFolder), () => Promise.reject(cause));
  }
}

/** A folder that was made lasts only once the one above it is synced. */
async function syncAbove(folder: string, firstMade: string): Promise<void> {
  for (let at = dirname(folder); ; at = dirname(at)) {
    await syncFolder(at);
    if (at === dirname(firstMade)) return;
  }
}
