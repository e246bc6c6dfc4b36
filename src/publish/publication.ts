import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CatchUpError, InternalError } from '../errors.ts';
import { CONSIDERED, REJECTS, REVIEWS, TOTALS } from './artefacts.ts';
import { type WrittenFile, writeCsv, writeText } from './csv-file.ts';
import { describePackage } from './data-package.ts';
import { describeRunAsManifest } from './manifest.ts';
import { NOTICES } from './notices-file.ts';
import { renderReport } from './report-page.ts';
import type { RunResult } from './run-result.ts';
import { createFolder, syncFolder, writing } from './safe-file.ts';

/** A run whose files are written and synced, but not under their final name yet. */
export interface StagedRun {
  readonly runId: string;
  readonly manifestSha256: string;
}

export interface PublishedRun {
  readonly folder: string;
  /** `replaced`: a folder of that name was there and differed. */
  readonly outcome: 'published' | 'unchanged' | 'replaced';
}

const RUN_ID = /^catchup-[0-9TZ]+-[0-9TZ]+-[0-9a-f]{12}$/;
const SUMS = 'SHA256SUMS';
const MANIFEST = 'manifest.json';
/** Files that may lie in a run folder beside those of the run itself (contract 5). */
const COMPANIONS = new Set(['manifest.json.sig', 'purged.json']);

/** Makes the folder of run folders where it is missing; refuses what is no folder. */
export async function prepareOutFolder(outFolder: string): Promise<void> {
  await writing(outFolder, async () => {
    await mkdir(outFolder, { recursive: true, mode: 0o700 });
  });
  const found = await lstat(outFolder);
  if (!found.isDirectory() && !found.isSymbolicLink())
    throw new CatchUpError('NOT_WRITABLE', `${outFolder} is not a folder: name another with --out`);
}

/** A run was published into this folder before. */
export async function hasRunFolders(outFolder: string): Promise<boolean> {
  const names = await readdir(outFolder).catch(() => []);
  return names.some((name) => RUN_ID.test(name));
}

/**
 * Writes all files of a run aside, each synced, the manifest and its sums last (contract 5). What an
 * earlier, interrupted attempt left is removed first.
 */
export async function stageRun(result: RunResult, outFolder: string): Promise<StagedRun> {
  const folder = stagedFolder(outFolder, result.runId);
  await writing(folder, () => rm(folder, { recursive: true, force: true }));
  await createFolder(folder);
  const files: WrittenFile[] = [
    await writeCsv(join(folder, NOTICES.file), NOTICES, result.notices),
    await writeCsv(join(folder, REVIEWS.file), REVIEWS, result.reviews),
    await writeCsv(join(folder, CONSIDERED.file), CONSIDERED, result.considered),
    await writeCsv(join(folder, REJECTS.file), REJECTS, result.rejections),
    await writeCsv(join(folder, TOTALS.file), TOTALS, result.totals),
    await writeText(join(folder, 'datapackage.json'), [
      describePackage(result.runId, [NOTICES, REVIEWS, CONSIDERED, REJECTS, TOTALS]),
    ]),
    await writeText(join(folder, 'report.html'), [renderReport(result)]),
  ];
  const manifest = await writeText(join(folder, MANIFEST), [describeRunAsManifest(result, files)]);
  const sums = [...files, manifest]
    .map(({ file, sha256 }) => `${sha256}  ${file}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  await writeText(join(folder, SUMS), sums);
  await syncFolder(folder);
  return { runId: result.runId, manifestSha256: manifest.sha256 };
}

/** Gives a staged run its final name; a folder that has it already is compared, byte for byte. */
export async function publishStaged(outFolder: string, runId: string): Promise<PublishedRun> {
  const staged = stagedFolder(outFolder, runId);
  const folder = join(resolve(outFolder), runId);
  const before = await readdir(folder).catch(() => null);
  if (before === null) {
    await writing(folder, () => rename(staged, folder));
    await syncFolder(outFolder);
    return { folder, outcome: 'published' };
  }
  if (await isSameFolder(staged, folder)) {
    await writing(staged, () => rm(staged, { recursive: true }));
    await syncFolder(outFolder);
    return { folder, outcome: 'unchanged' };
  }
  const aside = join(resolve(outFolder), `.${runId}.replaced`);
  await writing(folder, async () => {
    await rm(aside, { recursive: true, force: true });
    for (const name of before.filter((file) => COMPANIONS.has(file)))
      await rename(join(folder, name), join(staged, name));
    await rename(folder, aside);
    await rename(staged, folder);
    await syncFolder(outFolder);
    await rm(aside, { recursive: true, force: true });
  });
  return { folder, outcome: 'replaced' };
}

/** A staged run of which every file is whole and the manifest is the recorded one. */
export async function findStaged(
  outFolder: string,
  runId: string,
  manifestSha256: string,
): Promise<boolean> {
  const folder = stagedFolder(outFolder, runId);
  const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => null);
  if (sums === null) return false;
  const lines = sums.trimEnd().split('\n');
  if (!lines.includes(`${manifestSha256}  ${MANIFEST}`)) return false;
  for (const line of lines) {
    const bytes = await readFile(join(folder, line.slice(66))).catch(() => null);
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== line.slice(0, 64))
      return false;
  }
  return true;
}

/** Where a run lies until it has its final name; a run id never leads out of the folder. */
function stagedFolder(outFolder: string, runId: string): string {
  if (!RUN_ID.test(runId)) throw new InternalError('a run id of unknown form');
  return join(resolve(outFolder), `.${runId}.partial`);
}

async function isSameFolder(a: string, b: string): Promise<boolean> {
  const names = await readdir(a);
  const others = (await readdir(b)).filter((name) => !COMPANIONS.has(name));
  if (names.length !== others.length) return false;
  for (const name of names) {
    const other = await readFile(join(b, name)).catch(() => null);
    if (other === null || !other.equals(await readFile(join(a, name)))) return false;
  }
  return true;
}
