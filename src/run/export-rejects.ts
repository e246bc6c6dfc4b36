import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from '../audit/manifest-file.ts';
import { readRows, readSoundManifest } from '../audit/run-rows.ts';
import { TABLES } from '../audit/table.ts';
import { CatchUpError, InternalError } from '../errors.ts';
import { encoderBack } from '../intake/encoding-back.ts';
import { checkEncoding } from '../intake/encoding-name.ts';
import type { InputProfile } from '../intake/input-profile.ts';
import { type InputTable, readHeaderText, readTableBlock } from '../intake/input-table.ts';
import { REJECTS } from '../publish/artefacts.ts';
import { csvLine } from '../publish/csv-file.ts';
import { createFile, createFolder, syncFolder, writeAll, writing } from '../publish/safe-file.ts';
import { INPUT_KINDS, type InputPaths, openInputs } from './open-inputs.ts';
import { digestInputs } from './recognise.ts';
import { Resources } from './resources.ts';

/** A file of rejected rows, to be mended. */
export interface ExportedRejects {
  readonly file: string;
  readonly rows: number;
}

/** Says of each exported row where it stood and what is wrong with it. */
export const GUIDE = 'to-mend.csv';

const GUIDE_COLUMNS = ['file', 'line', 'was_line', 'error_codes', 'touches_subscription'];

/**
 * Writes the rejected rows of a run into a new folder, one file an input, under the header and in the
 * bytes of that input, and a guide to them. Gives the files. Throws `USAGE` for an input of another run.
 */
export async function exportRejects(asked: {
  readonly folder: string;
  readonly output: string;
  readonly inputs: InputPaths;
  readonly profiles: readonly InputProfile[];
}): Promise<readonly ExportedRejects[]> {
  const { folder, output, inputs, profiles } = asked;
  const manifest = await readSoundManifest(folder);
  const resources = new Resources();
  try {
    const tables = await openInputs({ inputs, profiles }, resources);
    const digests = await digestInputs(tables);
    const all = INPUT_KINDS.flatMap((kind) => tables[kind]);
    const named = all.map((table) => {
      const encoding = checkEncoding(table.profile?.encoding, table.file) ?? 'utf-8';
      const known = findInput(table, digests.get(table) ?? '', manifest);
      return { table, known, back: encoderBack(encoding) };
    });
    await createFolder(output);
    const guide = await openText(join(output, GUIDE), resources);
    await guide.write(Buffer.from(csvLine(GUIDE_COLUMNS)));
    const written: ExportedRejects[] = [];
    for (const { table, known, back } of named) {
      const refused = refusedRows(folder, manifest, known);
      const file = join(table.kind, plainName(table.file));
      const rows = await exportTable(table, refused, { output, file, guide, back, resources });
      if (rows > 0) written.push({ file, rows });
    }
    await syncFolder(output);
    return written;
  } finally {
    await resources.free();
  }
}

type KnownInput = Manifest['inputs'][number];

/** What the run called a file: by its bytes, so that no row is taken from another. */
function findInput(
  { kind, file }: InputTable,
  sha256: string,
  { inputs, runId }: Manifest,
): KnownInput {
  const known = inputs.find((one) => one.input === kind && one.sha256 === sha256);
  if (known !== undefined) return known;
  throw new CatchUpError(
    'USAGE',
    `${file} is no input of ${runId}: give the files as they were then`,
  );
}

interface RefusedRow {
  readonly line: number;
  readonly codes: string;
  readonly touches: string;
}

/** The rejected rows of one input, by line. */
async function* refusedRows(
  folder: string,
  manifest: Manifest,
  { input, file }: KnownInput,
): AsyncGenerator<RefusedRow> {
  const table = TABLES.find((one) => one.file === REJECTS.file);
  if (table === undefined) throw new InternalError('there is no table of rejects');
  for await (const batch of readRows(folder, table, manifest))
    for (const row of batch)
      if (row.input === input && row.file === file)
        yield {
          line: Number(row.line),
          codes: row.error_codes ?? '',
          touches: row.touches_subscription ?? '',
        };
}

interface TextFile {
  write(bytes: Buffer): Promise<void>;
}

interface Copying {
  readonly output: string;
  readonly file: string;
  readonly guide: TextFile;
  /** Into the encoding of the input. */
  readonly back: (content: Buffer) => Buffer;
  readonly resources: Resources;
}

/** Copies the rows on the refused lines, both in order of line; makes no file where there is none. */
async function exportTable(
  table: InputTable,
  refused: AsyncGenerator<RefusedRow>,
  { output, file, guide, back, resources }: Copying,
): Promise<number> {
  let next = await refused.next();
  if (next.done === true) return 0;
  const path = join(output, file);
  await writing(path, () => mkdir(dirname(path), { recursive: true, mode: 0o700 }));
  const target = await openText(path, resources);
  const header = readHeaderText(table);
  let line = 1 + linesOf(header);
  let rows = 0;
  await target.write(Buffer.concat([back(header), LINE_END]));
  for await (const { row, bytes } of rowsOf(table)) {
    if (next.done === true || row !== next.value.line) continue;
    const { codes, touches } = next.value;
    await target.write(Buffer.concat([back(bytes), LINE_END]));
    await guide.write(Buffer.from(csvLine([file, String(line), String(row), codes, touches])));
    line += linesOf(bytes);
    rows += 1;
    next = await refused.next();
  }
  if (next.done !== true) throw new InternalError('a rejected row is not where it was');
  return rows;
}

/** Every row of an input by physical line, read the long way. */
async function* rowsOf(
  table: InputTable,
): AsyncGenerator<{ readonly row: number; readonly bytes: Buffer }> {
  let { firstLine } = table;
  for await (const block of table.blocks()) {
    const read = readTableBlock(table, block, firstLine, null);
    firstLine += read.lines;
    const rows = [...read.rows, ...read.broken].sort((a, b) => a.line - b.line);
    for (const row of rows) yield { row: row.line, bytes: read.bytesOf(row) };
  }
}

async function openText(path: string, resources: Resources): Promise<TextFile> {
  const handle = await createFile(path);
  resources.defer(() => handle.close());
  return { write: (bytes) => writeAll(handle, bytes, path) };
}

const LINE_END = Buffer.from('\n');
const LF = 0x0a;

/** Physical lines that a record without its line end takes. */
function linesOf(record: Buffer): number {
  let lines = 1;
  for (const byte of record) if (byte === LF) lines += 1;
  return lines;
}

/** What is written is not compressed. */
function plainName(file: string): string {
  return file === '-' ? 'standard-input.csv' : file.replace(/\.(gz|zst)$/i, '');
}
