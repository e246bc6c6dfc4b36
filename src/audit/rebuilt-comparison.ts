import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { WrittenFile } from '../publish/csv-file.ts';
import { describeFiles, type RunFile } from '../publish/run-files.ts';
import { hashFile, MANIFEST } from '../publish/run-folder.ts';
import type { RunResult } from '../publish/run-result.ts';
import { type CsvRecord, readCsv, splitRecords, UnreadableCsv } from './csv-reading.ts';
import { type Fault, faultOf } from './fault.ts';
import { readPlainFile } from './manifest-file.ts';
import { rowOf } from './run-rows.ts';
import { compareRows, TABLES, type Table } from './table.ts';

/**
 * Every file of a run folder is, byte for byte, what its inputs give when they are judged again
 * (contract 3.9); names file and row that differ. A file that is missing is named elsewhere.
 */
export async function* compareWithRebuilt(
  folder: string,
  result: RunResult,
): AsyncGenerator<Fault> {
  const { files, manifestOf } = describeFiles(result);
  const rebuilt: WrittenFile[] = [];
  for (const file of files) {
    const written = measure(file);
    rebuilt.push(written);
    const published = await hashFile(join(folder, file.file));
    if (published === null || published === written.sha256) continue;
    const table = TABLES.find((known) => known.file === file.file);
    if (table === undefined) yield* compareLines(folder, file.file, [...file.pieces()].join(''));
    else yield* compareTable(folder, table, file);
  }
  yield* compareLines(folder, MANIFEST, manifestOf(rebuilt));
}

function measure({ file, pieces, rows }: RunFile): WrittenFile {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of pieces()) {
    hash.update(piece);
    bytes += Buffer.byteLength(piece);
  }
  return { file, bytes, sha256: hash.digest('hex'), rows };
}

/** The first line that differs: what comes after it may only be moved. */
async function* compareLines(folder: string, file: string, text: string): AsyncGenerator<Fault> {
  const bytes = await readPlainFile(join(folder, file));
  if (bytes === null || bytes.equals(Buffer.from(text))) return;
  const [found, right] = [bytes.toString('latin1'), Buffer.from(text).toString('latin1')].map(
    (each) => each.split('\n'),
  );
  const line = (right ?? []).findIndex((each, at) => each !== found?.[at]) + 1;
  yield line === 0
    ? faultOf(file, 'has more lines than the inputs give')
    : { place: file, line, what: 'is not what the inputs give' };
}

async function* compareTable(
  folder: string,
  table: Table,
  { pieces }: RunFile,
): AsyncGenerator<Fault> {
  try {
    yield* mergeRecords(table, readCsv(join(folder, table.file)), splitRecords(pieces()));
  } catch (error: unknown) {
    if (!(error instanceof UnreadableCsv)) throw error;
    yield { place: table.file, line: error.line, what: 'and what follows cannot be compared' };
  }
}

type Records = AsyncIterable<readonly CsvRecord[]> | Iterable<readonly CsvRecord[]>;

/** Both are in the order of the table: a row that only one of them has can be told. */
async function* mergeRecords(table: Table, a: Records, b: Records): AsyncGenerator<Fault> {
  const place = table.file;
  const [published, rebuilt] = [singly(a), singly(b)];
  let [found, right] = [await next(published), await next(rebuilt)];
  let line = 1;
  while (found !== null || right !== null) {
    line = found?.line ?? line + 1;
    const by = compareRecords(table, found, right);
    if (by < 0) yield { place, line, what: 'is no row that the inputs give' };
    if (by > 0) yield { place, line, what: 'a row that the inputs give is missing here' };
    if (by === 0 && found?.text !== right?.text)
      yield {
        ...{ place, line },
        what: `is not what the inputs give in ${differing(table, found, right)}`,
      };
    if (by <= 0) found = await next(published);
    if (by >= 0) right = await next(rebuilt);
  }
}

function compareRecords(table: Table, a: CsvRecord | null, b: CsvRecord | null): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  // The header of both.
  if (a.line === 1 || b.line === 1) return a.line - b.line;
  const { columns } = table.artefact;
  return compareRows(table, rowOf(columns, a.fields ?? []), rowOf(columns, b.fields ?? []));
}

function differing(table: Table, a: CsvRecord | null, b: CsvRecord | null): string {
  const names = table.artefact.columns.map(({ name }) => name);
  const differ = names.filter((_, at) => a?.fields?.[at] !== b?.fields?.[at]);
  return differ.join(', ') || 'its quoting';
}

async function* singly(batches: Records): AsyncGenerator<CsvRecord> {
  for await (const batch of batches) yield* batch;
}

async function next(records: AsyncGenerator<CsvRecord>): Promise<CsvRecord | null> {
  const { value, done } = await records.next();
  return done === true ? null : value;
}
