import { CatchUpError } from '../errors.ts';
import { trimText } from '../register/field.ts';
import type { RowShape } from '../register/row.ts';
import { parseFields } from './csv-rows.ts';
import type { Translation } from './input-profile.ts';
import { newRecordScan, RECORD_LIMIT_BYTES, scanRecord } from './record.ts';

/** How the rows of a file lie: found once from its header. */
export interface Layout {
  readonly delimiter: number;
  /** Number of columns in the file. */
  readonly fields: number;
  /** Contract column of each column of the file; '' for an unknown one. */
  readonly columns: readonly string[];
  /** Column of the file for each contract column; -1 where the file has none. */
  readonly positions: readonly number[];
  /** Names of columns that are ignored, as the file has them. */
  readonly unknownColumns: readonly string[];
}

/** The first record of a file and what it means. */
export interface Header {
  readonly layout: Layout;
  /** Offset after the header in the decoded content, and the physical line that begins there. */
  readonly end: number;
  readonly line: number;
}

const DELIMITERS = [0x2c, 0x3b, 0x09, 0x7c];
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * Reads the header that `bytes` begin with (contract 2), lines counted from 1; null while they do not
 * hold all of it.
 */
export function readHeader(
  bytes: Buffer,
  isLast: boolean,
  source: { readonly file: string; readonly shape: RowShape; readonly translation: Translation },
): Header | null {
  const { file, translation } = source;
  if (bytes.length === 0) {
    if (isLast)
      throw new CatchUpError('INPUT_HEADER', `${file} is empty: a header row was expected`);
    return null;
  }
  if (!isLast && bytes.length <= RECORD_LIMIT_BYTES + 2 && !holdsHeader(bytes)) return null;
  const delimiter = translation.delimiter ?? commonestDelimiter(bytes);
  const scan = newRecordScan();
  scanRecord(bytes, 0, delimiter, isLast, scan);
  if (scan.status === 'NEEDS_MORE') return null;
  const text = bytes.subarray(0, scan.end);
  if (scan.status === 'BROKEN' || text.includes(0) || !isValidText(text))
    throw new CatchUpError(
      'INPUT_HEADER',
      `${file}: the header row is not readable (quotes, size or encoding): mend it or name the encoding in an input profile`,
    );
  const names = (parseFields([text], delimiter)[0] ?? []).map(trimText);
  return {
    layout: { ...layOut(names, source), delimiter },
    end: scan.end,
    line: 1 + scan.lines,
  };
}

/** Length and number of the blank lines that `bytes` begin with: they are no rows. */
export function blankLinesOf(bytes: Buffer): { readonly length: number; readonly lines: number } {
  let length = 0;
  let lines = 0;
  for (;;) {
    const width =
      bytes[length] === LF ? 1 : bytes[length] === CR && bytes[length + 1] === LF ? 2 : 0;
    if (width === 0) return { length, lines };
    length += width;
    lines += 1;
  }
}

/** Which column is which: by name, trimmed, ignoring case; order is free. */
function layOut(
  names: readonly string[],
  source: { readonly file: string; readonly shape: RowShape; readonly translation: Translation },
): Omit<Layout, 'delimiter'> {
  const { file, shape, translation } = source;
  const positionByName = new Map<string, number>();
  let doubled: number | null = null;
  for (const [position, name] of names.entries()) {
    if (positionByName.has(name.toLowerCase())) doubled ??= position;
    else positionByName.set(name.toLowerCase(), position);
  }
  const columns = names.map(() => '');
  const positions = shape.columns.map((column) => {
    const name = translation.headerOf(column).toLowerCase();
    const position = translation.isElsewhere(column) ? -1 : (positionByName.get(name) ?? -1);
    if (position >= 0) columns[position] = column;
    return position;
  });
  const missing = shape.columns.filter(
    (column, index) =>
      positions[index] === -1 && shape.needed.has(column) && !translation.supplies(column),
  );
  if (missing.length > 0)
    throw new CatchUpError(
      'INPUT_COLUMN_MISSING',
      `${file} has no column ${missing.map(translation.headerOf).join(', ')}: add it, or name the file's own columns in an input profile`,
    );
  if (doubled !== null)
    throw new CatchUpError(
      'INPUT_COLUMN_DUPLICATE',
      `${file}: column ${doubled + 1} has the name of an earlier one: every column needs a name of its own`,
    );
  const unknownColumns = names.filter((_, position) => columns[position] === '');
  return { fields: names.length, columns, positions, unknownColumns };
}

/** The one of the four that stands most often outside quotes, ties in the contract's order. */
function commonestDelimiter(bytes: Buffer): number {
  const counts = new Map<number, number>();
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && byte === LF) break;
    else if (!isQuoted) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  let best = DELIMITERS[0] ?? 0;
  for (const delimiter of DELIMITERS)
    if ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0)) best = delimiter;
  return best;
}

/** A line end outside quotes stands in the bytes. */
function holdsHeader(bytes: Buffer): boolean {
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] === LF && !isQuoted) return true;
  }
  return false;
}

function isValidText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
