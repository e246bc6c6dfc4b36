import { isTooLong } from './plain-field.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;
const DELETE = 0x7f;

/** Judges the fields of a row of plain form one after another. */
export interface FieldChecker {
  /** Text beyond ASCII is no matter in this column. */
  takesAnyText(column: number): boolean;
  /** The field in `[start, end)` is of plain, valid form. */
  check(bytes: Buffer, column: number, start: number, end: number): boolean;
}

/**
 * Walks one row of plain form: text without control characters, fields bare or quoted without a quote
 * inside, no white space at a field's ends, LF or CRLF at its end. Gives the offset after it, or -1
 * where the row is of any other form or a field fails its check: then it is for the full path.
 * `isUtf8` says that the bytes are known to be valid; without that the row must be ASCII.
 */
export function walkPlainRow(
  bytes: Buffer,
  rowStart: number,
  shape: { readonly delimiter: number; readonly columns: number; readonly isUtf8: boolean },
  row: FieldChecker,
): number {
  const { delimiter, columns, isUtf8 } = shape;
  let at = rowStart;
  for (let column = 0; column < columns; column += 1) {
    let byte = bytes[at] as number;
    const isQuoted = byte === QUOTE;
    if (isQuoted) byte = bytes[++at] as number;
    const start = at;
    let seen = 0;
    while (byte >= SPACE && byte !== DELETE && byte !== QUOTE && (isQuoted || byte !== delimiter)) {
      seen |= byte;
      byte = bytes[++at] as number;
    }
    const end = at;
    if (isQuoted) {
      if (byte !== QUOTE) return -1;
      byte = bytes[++at] as number;
    }
    if (end > start) {
      if (bytes[start] === SPACE || bytes[end - 1] === SPACE || isTooLong(start, end)) return -1;
      if (seen > 0x7f && !(isUtf8 && row.takesAnyText(column) && isTrimmed(bytes, start, end)))
        return -1;
    }
    if (!row.check(bytes, column, start, end)) return -1;
    if (column + 1 === columns) {
      if (byte === LF) return at + 1;
      return byte === CR && bytes[at + 1] === LF ? at + 2 : -1;
    }
    if (byte !== delimiter) return -1;
    at += 1;
  }
  return -1;
}

/**
 * No character beyond ASCII at either end could be white space: in UTF-8 all of those begin with one
 * of five bytes (U+0085 and U+00A0 with C2; U+1680, U+2000 to U+205F, U+3000, U+FEFF).
 */
function isTrimmed(bytes: Buffer, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && ((bytes[last] as number) & 0xc0) === 0x80) last -= 1;
  return !mayBeSpace(bytes[start] as number) && !mayBeSpace(bytes[last] as number);
}

function mayBeSpace(byte: number): boolean {
  return byte === 0xc2 || byte === 0xe1 || byte === 0xe2 || byte === 0xe3 || byte === 0xef;
}
