import { createHash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { COMPANIONS, hashFile, MANIFEST, PURGED, SUMS, sumsOf } from '../publish/run-folder.ts';
import { type Fault, faultOf, showName } from './fault.ts';
import { type ManifestFile, readPlainFile } from './manifest-file.ts';

/** The files of every run besides the manifest and the sums, in the manifest's order (contract 5). */
export const ARTEFACT_FILES = [
  'notices.csv',
  'review.csv',
  'considered.csv',
  'rejects.csv',
  'totals.csv',
  'datapackage.json',
  'report.html',
] as const;

const HALF_PURGED = `is named in ${PURGED} and yet is there: the purge was cut off, give it again`;
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Names, modes, sizes and hashes: the folder holds the files of its manifest, apart from those that
 * were purged, and nothing else (contract 5).
 */
export async function* checkFolder(
  folder: string,
  file: ManifestFile,
  purged: ReadonlySet<string>,
): AsyncGenerator<Fault> {
  yield* checkNames(folder, purged);
  if (file.fault !== null) yield faultOf(MANIFEST, file.fault);
  if (file.manifest === null) return;
  const { runId, artefacts } = file.manifest;
  if (basename(resolve(folder)) !== runId)
    yield faultOf(MANIFEST, `is of run ${runId}, which is not the name of the folder`);
  const listed = artefacts.map((artefact) => artefact.file);
  if (listed.join('/') !== ARTEFACT_FILES.join('/'))
    yield faultOf(MANIFEST, `does not list exactly ${ARTEFACT_FILES.join(', ')} in this order`);
  for (const { file: name, bytes, sha256 } of artefacts) {
    const path = join(folder, name);
    const hash = await hashFile(path);
    if (hash === null) continue;
    const { size } = await lstat(path);
    if (size !== bytes) yield faultOf(name, `has ${size} bytes; the manifest says ${bytes}`);
    if (hash !== sha256) yield faultOf(name, 'does not have the SHA-256 that the manifest states');
  }
  yield* checkSums(folder, [...artefacts, { file: MANIFEST, sha256: file.sha256 }]);
}

async function* checkNames(folder: string, purged: ReadonlySet<string>): AsyncGenerator<Fault> {
  yield* checkMode('.', folder, FOLDER_MODE);
  const expected: readonly string[] = [...ARTEFACT_FILES, MANIFEST, SUMS];
  const found = (await readdir(folder)).sort();
  for (const name of expected) {
    const isThere = found.includes(name);
    if (!isThere && !purged.has(name)) yield faultOf(name, 'is missing from the run folder');
    if (isThere && purged.has(name)) yield faultOf(name, HALF_PURGED);
  }
  for (const name of found) {
    if (!expected.includes(name) && !COMPANIONS.has(name))
      yield faultOf(name, 'does not belong in a run folder');
    else yield* checkMode(name, join(folder, name), FILE_MODE);
  }
}

async function* checkMode(name: string, path: string, expected: number): AsyncGenerator<Fault> {
  const stats = await lstat(path);
  if (expected === FILE_MODE && !stats.isFile()) yield faultOf(name, 'is no plain file');
  const mode = stats.mode & 0o7777;
  if (mode !== expected)
    yield faultOf(name, `has mode ${mode.toString(8)}; it must be ${expected.toString(8)}`);
}

async function* checkSums(
  folder: string,
  files: readonly { readonly file: string; readonly sha256: string }[],
): AsyncGenerator<Fault> {
  const bytes = await readPlainFile(join(folder, SUMS));
  if (bytes === null) return;
  const expected = sumsOf(files);
  if (sha256Of(bytes) === sha256Of(Buffer.from(expected))) return;
  const [found, right] = [bytes.toString('latin1').split('\n'), expected.split('\n')];
  for (let at = 0; at < Math.max(found.length, right.length); at += 1) {
    if (found[at] === right[at]) continue;
    const name = right[at]?.slice(SUM_CHARACTERS) ?? '';
    const what = name === '' ? 'is one too many' : `does not give the SHA-256 of ${showName(name)}`;
    yield { place: SUMS, line: at + 1, what };
  }
}

const SUM_CHARACTERS = 66;

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
