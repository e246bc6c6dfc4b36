import { join } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { unguard } from '../publish/csv-file.ts';
import { hashFile, MANIFEST, PURGED } from '../publish/run-folder.ts';
import { readCsv } from './csv-reading.ts';
import { type Manifest, readManifest } from './manifest-file.ts';
import type { Table, TableRow } from './table.ts';

/** The manifest of a run folder that somebody wants to read from: `USAGE`, `INPUT_DAMAGED`. */
export async function readSoundManifest(folder: string): Promise<Manifest> {
  const file = await readManifest(folder);
  if (file === null)
    throw new CatchUpError(
      'USAGE',
      `name the folder of a run: there is no ${MANIFEST} in ${folder}`,
    );
  if (file.manifest === null || file.fault !== null)
    throw new CatchUpError('INPUT_DAMAGED', `${MANIFEST} ${file.fault}: verify the folder`);
  return file.manifest;
}

/**
 * Rows of a CSV file of a run in batches, guard taken off. A file that is not the one of the manifest is
 * refused before its first row: `INPUT_DAMAGED`.
 */
export async function* readRows(
  folder: string,
  { file, artefact }: Table,
  manifest: Manifest,
): AsyncGenerator<readonly TableRow[]> {
  const path = join(folder, file);
  const stated = manifest.artefacts.find((known) => known.file === file)?.sha256;
  const found = await hashFile(path);
  if (found === null && (await hashFile(join(folder, PURGED))) !== null)
    throw new CatchUpError(
      'INPUT_DAMAGED',
      `${file} was purged from this run: nothing is left to read. lookup still tells who brings a decision's number`,
    );
  if (found !== stated)
    throw new CatchUpError(
      'INPUT_DAMAGED',
      `${file} is not there as the manifest states it: verify the folder`,
    );
  let isHeader = true;
  for await (const records of readCsv(path)) {
    const rows: TableRow[] = [];
    for (const { fields } of records) {
      if (!isHeader) rows.push(rowOf(artefact.columns, fields ?? []));
      isHeader = false;
    }
    yield rows;
  }
}

/** Values by column, guard taken off. */
export function rowOf(
  columns: Table['artefact']['columns'],
  fields: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    columns.map(({ name, type }, at) => {
      const field = fields[at] ?? '';
      return [name, type === 'string' ? unguard(field) : field];
    }),
  );
}
