import { RECORD_LIMIT_BYTES } from '../intake/record.ts';
import { isTooLong } from './plain-field.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;
const DELETE = 0x7f;
const BEYOND_ASCII = 1;
const ENDS_FIELD = 2;

/** Judges the fields of a row of plain form one after another. */
export interface FieldChecker {
  /** Text beyond ASCII is no matter in this column. */
  takesAnyText(column: number): boolean;
  /** The field in `[start, end)` is of plain, valid form. */
  check(bytes: Buffer, column: number, start: number, end: number): boolean;
}

/** How the rows of a file are walked. */
export interface PlainShape {
  readonly delimiter: number;
  readonly columns: number;
  /** Of every byte: ASCII text (0), text beyond ASCII (1), or none of these and so the end of a field (2). */
  readonly classes: Uint8Array;
  /** Of every column: the width of a field that has digits and dashes only; 0 where it varies. */
  readonly widths: Uint8Array;
  /** The bytes at hand are known to be valid UTF-8. */
  isUtf8: boolean;
}

export function plainShape(delimiter: number, widths: readonly number[]): PlainShape {
  const classes = new Uint8Array(256).fill(BEYOND_ASCII, 0x80);
  classes.fill(ENDS_FIELD, 0, SPACE);
  for (const byte of [QUOTE, DELETE, delimiter]) classes[byte] = ENDS_FIELD;
  return {
    delimiter,
    columns: widths.length,
    classes,
    widths: Uint8Array.from(widths),
    isUtf8: false,
  };
}

/**
 * Walks one row of plain form: text without control characters, fields bare or quoted without a quote
 * inside, no white space at a field's ends, LF or CRLF at its end. Gives the offset after it, or -1
 * where the row is of any other form or a field fails its check: then it is for the full path.
 */
export function walkPlainRow(
  bytes: Buffer,
  rowStart: number,
  shape: PlainShape,
  row: FieldChecker,
): number {
  const { delimiter, columns, widths } = shape;
  let at = rowStart;
  for (let column = 0; column < columns; column += 1) {
    const width = widths[column] as number;
    let byte = bytes[at + width] as number;
    // A field of fixed width is all digits and dashes if its check says so: no need to look for its end.
    if (width > 0 && (byte === delimiter || byte === LF)) {
      if (!row.check(bytes, column, at, at + width)) return -1;
      at += width;
    } else {
      const end = walkField(bytes, at, shape, column, row);
      if (end < 0) return -1;
      at = end;
      byte = bytes[at] as number;
    }
    if (column + 1 === columns) {
      if (at - rowStart > RECORD_LIMIT_BYTES) return -1;
      if (byte === LF) return at + 1;
      return byte === CR && bytes[at + 1] === LF ? at + 2 : -1;
    }
    if (byte !== delimiter) return -1;
    at += 1;
  }
  return -1;
}

/** The offset after one field, its closing quote included; -1 where it is not of plain, valid form. */
function walkField(
  bytes: Buffer,
  from: number,
  shape: PlainShape,
  column: number,
  row: FieldChecker,
): number {
  const { delimiter, classes, isUtf8 } = shape;
  let at = from;
  let byte = bytes[at] as number;
  const isQuoted = byte === QUOTE;
  if (isQuoted) byte = bytes[++at] as number;
  const start = at;
  let seen = 0;
  let kind = classes[byte] as number;
  // A tab is white space: as a delimiter it may not stand in a field whose ends would be trimmed.
  while (kind < ENDS_FIELD || (isQuoted && byte === delimiter && byte > SPACE)) {
    seen |= kind;
    byte = bytes[++at] as number;
    kind = classes[byte] as number;
  }
  if (isQuoted && byte !== QUOTE) return -1;
  if (at > start) {
    if (bytes[start] === SPACE || bytes[at - 1] === SPACE || isTooLong(start, at)) return -1;
    if ((seen & BEYOND_ASCII) !== 0) {
      if (!isUtf8 || !row.takesAnyText(column) || !isTrimmed(bytes, start, at)) return -1;
    }
  }
  if (!row.check(bytes, column, start, at)) return -1;
  return isQuoted ? at + 1 : at;
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
