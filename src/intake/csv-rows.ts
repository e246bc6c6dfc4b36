import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { InternalError } from '../errors.ts';
import type { Block } from './blocks.ts';
import { lineEnd, newRecordScan, RECORD_LIMIT_BYTES, scanRecord } from './record.ts';

/** A record that keeps to RFC 4180, has the right number of columns and is text throughout. */
export interface Row {
  /** Fields as csv-parse gives them, in file order, untrimmed. */
  readonly fields: readonly string[];
  /** Place of the record in the block, without its line end. */
  readonly start: number;
  readonly end: number;
  /** Physical line within the block, from 0. */
  readonly line: number;
}

/** A record or physical line that cannot be read as a row (contract 2.5). */
export interface BrokenRow {
  readonly code: 'MALFORMED_CSV' | 'COLUMN_COUNT' | 'INVALID_ENCODING';
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Fields as far as they can be told apart. */
  readonly fields: readonly string[];
}

/** Places of records in a block, four numbers each: start, end without line end, line, fields. */
export interface RecordPlaces {
  readonly whole: number[];
  readonly broken: number[];
  /** Physical lines in the block. */
  lines: number;
  /** Rows that the screen settled. */
  settled: number;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** What the plain-row screen does with the row that begins at `start`: its end if it settled it, else -1. */
export type Settle = (bytes: Buffer, start: number) => number;

/**
 * Walks the records of a block. Each row is offered to `settle` first; the places of all others are
 * gathered. Blank lines are no rows.
 */
export function findRecords(
  block: Block,
  shape: { readonly delimiter: number; readonly fields: number },
  settle: Settle | null,
): RecordPlaces {
  const { bytes } = block;
  const places: RecordPlaces = { whole: [], broken: [], lines: 0, settled: 0 };
  if (block.isOverlong) {
    places.broken.push(0, bytes.length, 0, 0);
    places.lines = 1;
    return places;
  }
  const scan = newRecordScan();
  let at = 0;
  let quote = bytes.indexOf(QUOTE);
  while (at < block.end) {
    const settled = settle === null ? -1 : settle(bytes, at);
    if (settled >= 0) {
      places.lines += 1;
      places.settled += 1;
      at = settled;
      continue;
    }
    let end = lineEnd(bytes, at, true);
    let lines = 1;
    let target = places.whole;
    let fields = shape.fields;
    if (quote >= 0 && quote < at) quote = bytes.indexOf(QUOTE, at);
    if (end - at > RECORD_LIMIT_BYTES || (quote >= 0 && quote < end)) {
      scanRecord(bytes, at, shape.delimiter, true, scan);
      if (scan.status === 'BROKEN') target = places.broken;
      else if (scan.lines > 1 && scan.fields !== shape.fields) {
        target = places.broken;
        fields = scan.fields;
      } else {
        end = scan.end;
        lines = scan.lines;
        fields = scan.fields;
      }
      if (scan.status === 'BROKEN') fields = 0;
    } else fields = countFields(bytes, at, end, shape.delimiter);
    const textEnd = withoutLineEnd(bytes, at, end);
    if (textEnd > at || lines > 1) target.push(at, textEnd, places.lines, fields);
    places.lines += lines;
    at = end;
  }
  return places;
}

/** Parses the found records: rows, and those that are none, in order of line within each list. */
export function parseRecords(
  block: Block,
  places: RecordPlaces,
  shape: { readonly delimiter: number; readonly fields: number },
): { readonly rows: readonly Row[]; readonly broken: readonly BrokenRow[] } {
  const broken: BrokenRow[] = [];
  const rows: Row[] = [];
  for (let i = 0; i < places.broken.length; i += 4) {
    const [start = 0, end = 0, line = 0, fields = 0] = places.broken.slice(i, i + 4);
    const code = fields === 0 ? 'MALFORMED_CSV' : 'COLUMN_COUNT';
    broken.push({
      code,
      start,
      end,
      line,
      fields: guessFields(block.bytes, start, end, shape.delimiter),
    });
  }
  const records = parseByLength(block, places, shape.delimiter);
  const isClean = isText(block.bytes);
  records.forEach((fields, index) => {
    const [start = 0, end = 0, line = 0] = places.whole.slice(index * 4, index * 4 + 3);
    if (fields.length !== shape.fields)
      broken.push({ code: 'COLUMN_COUNT', start, end, line, fields });
    else if (!isClean && !isText(block.bytes.subarray(start, end)))
      broken.push({ code: 'INVALID_ENCODING', start, end, line, fields });
    else rows.push({ fields, start, end, line });
  });
  broken.sort((a, b) => a.line - b.line);
  return { rows, broken };
}

/**
 * Records of one length together: for one that is longer or shorter than the first csv-parse makes an
 * error, also where it is told to pass over it, and that takes ten times as long as the record.
 */
function parseByLength(block: Block, { whole }: RecordPlaces, delimiter: number): string[][] {
  const byLength = new Map<number, number[]>();
  for (let i = 0; i < whole.length; i += 4) {
    const group = byLength.get(whole[i + 3] ?? 0);
    if (group === undefined) byLength.set(whole[i + 3] ?? 0, [i]);
    else group.push(i);
  }
  const records: string[][] = [];
  for (const group of byLength.values()) {
    const texts = group.flatMap((i) => [block.bytes.subarray(whole[i], whole[i + 1]), LINE_END]);
    const parsed = parseFields(texts, delimiter);
    if (parsed.length !== group.length)
      throw new InternalError('csv-parse and the record scan disagree on the number of records');
    group.forEach((i, place) => {
      records[i / 4] = parsed[place] ?? [];
    });
  }
  return records;
}

/** Of a record without a quote. */
function countFields(bytes: Buffer, start: number, end: number, delimiter: number): number {
  let fields = 1;
  for (let at = start; at < end; at += 1) if (bytes[at] === delimiter) fields += 1;
  return fields;
}

/** Fields of whole records, one array each. */
export function parseFields(texts: readonly Buffer[], delimiter: number): string[][] {
  if (texts.length === 0) return [];
  return parse(Buffer.concat(texts), {
    delimiter: String.fromCharCode(delimiter),
    record_delimiter: ['\n', '\r\n'],
    relax_column_count: true,
  }) as string[][];
}

const LINE_END = Buffer.from('\n');

/** Where the text of a record ends that ends, with its line end, at `end`. */
export function withoutLineEnd(bytes: Buffer, start: number, end: number): number {
  if (end === start || bytes[end - 1] !== LF) return end;
  return end - 2 >= start && bytes[end - 2] === CR ? end - 2 : end - 1;
}

/** Valid UTF-8 without NUL. */
function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && bytes.indexOf(0) < 0;
}

/** The fields of a broken line as a person would guess them: only to see whom it may concern. */
function guessFields(bytes: Buffer, start: number, end: number, delimiter: number): string[] {
  return bytes
    .toString('utf8', start, Math.min(end, start + RECORD_LIMIT_BYTES))
    .split(String.fromCharCode(delimiter))
    .map((field) => field.replace(/^\s*"|"\s*$/g, ''));
}
