import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { MANIFEST, RUN_ID } from '../publish/run-folder.ts';

/**
 * Where a copy or a list may be written: outside run folders and folders of run folders (contract 5),
 * and over nothing. Gives the absolute path.
 */
export function checkNewPlace(output: string): string {
  const above = dirname(resolve(output));
  if (!existsSync(above))
    throw new CatchUpError('USAGE', `there is no folder for ${output}: make it first`);
  const path = join(realpathSync(above), basename(resolve(output)));
  if (isInRunFolder(dirname(path)))
    throw new CatchUpError('USAGE', `${output} lies in a run folder: choose another place`);
  if (readdirSync(dirname(path)).some((name) => RUN_ID.test(name)))
    throw new CatchUpError('USAGE', `${output} lies between run folders: choose another place`);
  if (existsSync(path))
    throw new CatchUpError('USAGE', `${output} is there already: choose another name`);
  return path;
}

function isInRunFolder(folder: string): boolean {
  if (existsSync(join(folder, MANIFEST)) || RUN_ID.test(basename(folder))) return true;
  return dirname(folder) !== folder && isInRunFolder(dirname(folder));
}
