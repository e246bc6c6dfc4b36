import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, 0700, and those above it that are missing; gives the first one that was made.
 * Throws the error of the system. What `recursive` of Node 20 does, but for a file system such as
 * /proc that answers ENOENT under a folder that is there: that one tries for ever.
 */
export function makeFolders(folder: string): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT' && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder || existsSync(above)) throw error;
    const first = makeFolders(above);
    return makeFolders(folder) === undefined ? first : (first ?? folder);
  }
}
