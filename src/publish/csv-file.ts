import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Artefact, Column } from './column.ts';
import type { Rows } from './run-result.ts';
import { createFile, writeAll, writing } from './safe-file.ts';

/** A file that was written and synced. */
export interface WrittenFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Rows without the header; null where the file has none. */
  readonly rows: number | null;
}

const CHUNK_CHARACTERS = 64 * 1024;
const NEEDS_QUOTES = /[",\r\n]|^[\s\ufeff]|[\s\ufeff]$/u;
// A spreadsheet skips what looks empty before it decides that a field is a formula.
const LOOKS_LIKE_FORMULA =
  /^'|^[\p{White_Space}\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\p{White_Space}\ufeff]*?[\t\r]/u;

/** Writes text piece by piece to a new file, hashes it on the way, and syncs the file: `NOT_WRITABLE`. */
export async function writeText(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  rows: number | null = null,
): Promise<WrittenFile> {
  const handle = await createFile(path);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      const chunk = Buffer.from(piece, 'utf8');
      hash.update(chunk);
      bytes += chunk.length;
      await writeAll(handle, chunk, path);
    }
    await writing(path, () => handle.sync());
  } finally {
    await writing(path, () => handle.close());
  }
  return { file: basename(path), bytes, sha256: hash.digest('hex'), rows };
}

/** The rows of an artefact, sorted, in RFC 4180 with LF (contract 5), piece by piece; lines are whole. */
export function* csvText<Row>(artefact: Artefact<Row>, rows: Rows<Row>): Generator<string> {
  const { columns } = artefact;
  let text = `${columns.map(({ name }) => name).join(',')}\n`;
  for (const row of inOrder(rows, artefact)) {
    text += `${columns.map((column) => formatField(column, row)).join(',')}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Rows in the order of their artefact. */
export function inOrder<Row>(
  rows: Rows<Row>,
  { compare }: Pick<Artefact<Row>, 'compare'>,
): Iterable<Row> {
  return 'isSorted' in rows ? rows : rows.toSorted(compare);
}

function formatField<Row>(column: Column<Row>, row: Row): string {
  const text = column.text(row);
  return quote(column.type === 'string' ? guard(text) : text);
}

/** One line of texts, guarded and quoted. */
export function csvLine(texts: readonly string[]): string {
  return `${texts.map((text) => quote(guard(text))).join(',')}\n`;
}

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Text that a spreadsheet could take for a formula gets one `'` in front (contract 5). */
export function guard(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** Takes back what `guard` did: a leading `'` always stands for one added character. */
export function unguard(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}
