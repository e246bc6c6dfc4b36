import { isTooLong } from './plain-field.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;

/** Says whether the field in `[start, end)` of a column is of plain, valid form. */
export interface FieldChecker {
  check(bytes: Buffer, column: number, start: number, end: number): boolean;
}

/**
 * Walks one row of plain form: printable ASCII, fields bare or quoted without a quote or line break
 * inside, no space at a field's ends, LF or CRLF at its end. Gives the offset after it, or -1 where
 * the row is of any other form or a field fails its check: then it is for the full path.
 */
export function walkPlainRow(
  bytes: Buffer,
  rowStart: number,
  delimiter: number,
  columns: number,
  row: FieldChecker,
): number {
  let at = rowStart;
  let column = 0;
  for (;;) {
    let byte = bytes[at] as number;
    const isQuoted = byte === QUOTE;
    if (isQuoted) byte = bytes[++at] as number;
    const start = at;
    while (byte >= SPACE && byte < 0x7f && byte !== QUOTE && (isQuoted || byte !== delimiter))
      byte = bytes[++at] as number;
    const end = at;
    if (isQuoted) {
      if (byte !== QUOTE) return -1;
      byte = bytes[++at] as number;
    }
    if (end > start && (bytes[start] === SPACE || bytes[end - 1] === SPACE)) return -1;
    if (isTooLong(start, end) || column === columns || !row.check(bytes, column, start, end))
      return -1;
    column += 1;
    if (byte === delimiter) {
      at += 1;
      continue;
    }
    if (column !== columns) return -1;
    if (byte === LF) return at + 1;
    return byte === CR && bytes[at + 1] === LF ? at + 2 : -1;
  }
}
