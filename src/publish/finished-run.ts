import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REJECTS, REVIEWS } from './artefacts.ts';
import { foldersOf, isWholeRun, MANIFEST } from './run-folder.ts';

/** A published run that lies whole in its folder, and how much of it needs attention. */
export interface FinishedRun {
  readonly runId: string;
  readonly folder: string;
  readonly manifestSha256: string;
  readonly rejections: number;
  readonly reviews: number;
}

/** Null where the folder is not there, or not as the run left it. */
export async function readFinishedRun(
  outFolder: string,
  known: { readonly runId: string; readonly manifestSha256: string; readonly reviews?: number },
): Promise<FinishedRun | null> {
  const { runId, manifestSha256 } = known;
  const { folder } = foldersOf(outFolder, runId);
  if (!(await isWholeRun(folder, manifestSha256))) return null;
  const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as {
    artefacts: { file: string; rows?: number }[];
  };
  const rowsOf = (name: string) => manifest.artefacts.find(({ file }) => file === name)?.rows ?? 0;
  const reviews = known.reviews ?? rowsOf(REVIEWS.file);
  return { runId, folder, manifestSha256, rejections: rowsOf(REJECTS.file), reviews };
}
