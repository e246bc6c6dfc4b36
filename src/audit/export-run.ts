import { join } from 'node:path';
import { csvLine, type WrittenFile, writeText } from '../publish/csv-file.ts';
import { hashFile, MANIFEST, SUMS, sumsOf } from '../publish/run-folder.ts';
import { createFolder, syncFolder } from '../publish/safe-file.ts';
import type { Manifest } from './manifest-file.ts';
import { KEPT_COLUMNS, type Pseudonyms } from './pseudonyms.ts';
import { readRows, readSoundManifest } from './run-rows.ts';
import { BYTE_ORDER_MARK, spreadsheetLine } from './spreadsheet-line.ts';
import { TABLES, type Table, type TableRow } from './table.ts';

const PREFIX = 'copy-of-';
/** A sheet holds 1,048,576 rows; what is beyond goes into a file of its own. */
const SHEET_ROWS = 1_000_000;

/** What kind of copy is wanted. */
export interface CopyForm {
  readonly isSpreadsheet: boolean;
  /** Null where identities stay as they are. */
  readonly pseudonyms: Pseudonyms | null;
  readonly sheetRows?: number;
}

/**
 * Copies the CSV files of a run into a new folder, row by row. Its `SHA256SUMS` comes last: a copy
 * without it is not whole. Gives the files.
 */
export async function exportRun(
  folder: string,
  output: string,
  form: CopyForm,
): Promise<readonly WrittenFile[]> {
  const manifest = await readSoundManifest(folder);
  await createFolder(output);
  const files: WrittenFile[] = [];
  for (const table of TABLES) {
    const rows = new RowCursor(readRows(folder, table, manifest));
    for (let part = 1; part === 1 || !(await rows.isAtEnd()); part += 1) {
      const name = part === 1 ? table.file : table.file.replace('.csv', `-${part}.csv`);
      files.push(await writeText(join(output, PREFIX + name), copyText(table, rows, form)));
    }
  }
  const about = await describeCopy(folder, manifest, form);
  files.push(await writeText(join(output, `${PREFIX}run.json`), [about]));
  await writeText(join(output, SUMS), [sumsOf(files)]);
  await syncFolder(output);
  return files;
}

/** Whose copy this is, so that it is never taken for the run itself. */
async function describeCopy(
  folder: string,
  { runId, artefacts }: Manifest,
  { isSpreadsheet, pseudonyms }: CopyForm,
): Promise<string> {
  const names = new Set(TABLES.map(({ file }) => file));
  const copied = artefacts.filter(({ file }) => names.has(file));
  const about = {
    copyOf: runId,
    manifestSha256: await hashFile(join(folder, MANIFEST)),
    form: isSpreadsheet ? 'spreadsheet' : 'csv',
    identities: pseudonyms === null ? 'as in the run' : 'replaced by keyed digests',
    originals: copied.map(({ file, sha256, rows }) => ({ file, sha256, rows })),
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

async function* copyText(
  { artefact: { columns } }: Table,
  rows: RowCursor,
  { isSpreadsheet, pseudonyms, sheetRows = SHEET_ROWS }: CopyForm,
): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  const isText = columns.map(
    ({ name, type }) => type === 'string' || (pseudonyms !== null && !KEPT_COLUMNS.has(name)),
  );
  const lineOf = (texts: readonly string[]) =>
    isSpreadsheet
      ? spreadsheetLine(texts.map((text, at) => ({ text, isText: isText[at] ?? true })))
      : csvLine(texts);
  yield (isSpreadsheet ? BYTE_ORDER_MARK : '') + lineOf(names);
  for await (const batch of rows.take(isSpreadsheet ? sheetRows : Number.POSITIVE_INFINITY)) {
    const shown = pseudonyms === null ? batch : batch.map((row) => pseudonyms.replaceIn(row));
    yield shown.map((row) => lineOf(names.map((name) => row[name] ?? ''))).join('');
  }
}

/** Rows that are read in pieces of any size. */
class RowCursor {
  readonly #batches: AsyncIterator<readonly TableRow[]>;
  #rest: readonly TableRow[] = [];
  #isDone = false;

  constructor(batches: AsyncGenerator<readonly TableRow[]>) {
    this.#batches = batches;
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#rest.length === 0 && !this.#isDone) {
      const next = await this.#batches.next();
      if (next.done === true) this.#isDone = true;
      else this.#rest = next.value;
    }
    return this.#rest.length === 0;
  }

  async *take(most: number): AsyncGenerator<readonly TableRow[]> {
    for (let left = most; left > 0 && !(await this.isAtEnd()); ) {
      const batch = this.#rest.slice(0, left);
      this.#rest = this.#rest.slice(batch.length);
      left -= batch.length;
      yield batch;
    }
  }
}
