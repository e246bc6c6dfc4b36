import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CatchUpError, InternalError } from '../errors.ts';
import { isSystemError } from './safe-file.ts';

export const RUN_ID = /^catchup-[0-9TZ]+-[0-9TZ]+-[0-9a-f]{12}$/;
export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';
export const SIGNATURE = 'manifest.json.sig';
/** Names what was removed from a run folder. */
export const PURGED = 'purged.json';
/** Files that may lie in a run folder beside those of the run itself (contract 5). */
export const COMPANIONS: ReadonlySet<string> = new Set([SIGNATURE, PURGED]);

const BLOCK_BYTES = 256 * 1024;
/** Neither a link nor a pipe that was planted under a file's name is followed or waited for. */
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The folders of a run, as absolute paths. */
export interface RunFolders {
  readonly folder: string;
  /** Where the run lies until it has its final name. */
  readonly staged: string;
  /** Where a folder lies that is being replaced. */
  readonly aside: string;
  /** Where the record of a purge is written before it goes into the folder. */
  readonly purgeRecord: string;
}

/** The id of a run is checked, so that it never leads out of the output folder. */
export function foldersOf(outFolder: string, runId: string): RunFolders {
  if (!RUN_ID.test(runId)) throw new InternalError('a run id of unknown form');
  const out = resolve(outFolder);
  return {
    folder: join(out, runId),
    staged: join(out, `.${runId}.partial`),
    aside: join(out, `.${runId}.replaced`),
    purgeRecord: join(out, `.${runId}.purged`),
  };
}

/** What lies under a name, links not followed; null where nothing does. */
export async function kindOf(path: string): Promise<'folder' | 'other' | null> {
  const found = await reading(path, () => lstat(path));
  if (found === null) return null;
  return found.isDirectory() ? 'folder' : 'other';
}

/** SHA-256 of a plain file, in hex; null where there is none of that name. */
export async function hashFile(path: string): Promise<string | null> {
  return reading(path, async () => {
    const handle = await open(path, READ_PLAIN);
    try {
      if (!(await handle.stat()).isFile()) return null;
      const hash = createHash('sha256');
      const block = Buffer.allocUnsafe(BLOCK_BYTES);
      for (;;) {
        const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, null);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(block.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  });
}

/** Both folders hold the same plain files, byte for byte; companions do not count. */
export async function isSameFolder(a: string, b: string): Promise<boolean> {
  const names = await filesOf(a);
  if (names.join('/') !== (await filesOf(b)).join('/')) return false;
  for (const name of names) {
    const hash = await hashFile(join(a, name));
    if (hash === null || hash !== (await hashFile(join(b, name)))) return false;
  }
  return true;
}

/** The folder holds the run of that manifest, whole: every file of it, its sums, and nothing else. */
export async function isWholeRun(folder: string, manifestSha256: string): Promise<boolean> {
  if ((await kindOf(folder)) !== 'folder') return false;
  if ((await hashFile(join(folder, MANIFEST))) !== manifestSha256) return false;
  // The hash shows that this program wrote the manifest, so its form and names can be relied on.
  const text = await readFile(join(folder, MANIFEST), 'utf8');
  const { artefacts } = JSON.parse(text) as { artefacts: { file: string; sha256: string }[] };
  const files = [...artefacts, { file: MANIFEST, sha256: manifestSha256 }];
  const sums = createHash('sha256').update(sumsOf(files)).digest('hex');
  const whole = [...files, { file: SUMS, sha256: sums }];
  const names = whole.map(({ file }) => file).sort();
  if (names.join('/') !== (await filesOf(folder)).join('/')) return false;
  for (const { file, sha256 } of whole)
    if ((await hashFile(join(folder, file))) !== sha256) return false;
  return true;
}

/** The text of `SHA256SUMS`, as `sha256sum -c` reads it, sorted by name (contract 5). */
export function sumsOf(files: readonly { file: string; sha256: string }[]): string {
  const sorted = files.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return sorted.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}

async function filesOf(folder: string): Promise<string[]> {
  const names = (await reading(folder, () => readdir(folder))) ?? [];
  return names.filter((name) => !COMPANIONS.has(name)).sort();
}

/** Null where nothing (or a link) lies under the name; any other failure is told. */
async function reading<T>(path: string, step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (cause: unknown) {
    if (!isSystemError(cause)) throw cause;
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(cause.code)) return null;
    throw new CatchUpError(
      'NOT_WRITABLE',
      `cannot read back ${basename(dirname(path))}/${basename(path)} (${cause.code}): give access to the output folder, then give the same command again`,
      { cause },
    );
  }
}
