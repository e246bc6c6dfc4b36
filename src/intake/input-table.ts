import { InternalError } from '../errors.ts';
import type { InputKind } from '../register/rejection.ts';
import { arrangeCells, type RowShape } from '../register/row.ts';
import { type Block, cutBlocks } from './blocks.ts';
import {
  type BrokenRow,
  findRecords,
  parseFields,
  parseRecords,
  type Row,
  type Settle,
  withoutLineEnd,
} from './csv-rows.ts';
import { blankLinesOf, type Layout, readHeader } from './header.ts';
import type { OpenInput } from './input-file.ts';
import type { InputProfile, Translation } from './input-profile.ts';
import { rawText } from './raw-text.ts';
import { newRecordScan, RECORD_LIMIT_BYTES, scanRecord } from './record.ts';

/** What it takes to read the rows of a block. */
export interface TableForm {
  readonly kind: InputKind;
  /** Name in the artefacts: relative to the deepest folder that holds all inputs of its kind. */
  readonly file: string;
  readonly layout: Layout;
  readonly translation: Translation;
}

/** One input file, open and with its header read. */
export interface InputTable extends TableForm {
  readonly input: OpenInput;
  readonly profile: InputProfile | null;
  /** Bytes on disk when it was opened; 0 where that is not known. */
  readonly sizeOnDisk: number;
  /** The blocks after the header; once. */
  readonly blocks: () => AsyncGenerator<Block>;
  /** Physical line on which the first block begins. */
  readonly firstLine: number;
}

/** A row in contract order. */
export interface CellRow {
  /** Cells as in the shape of the kind: trimmed, translated. */
  readonly cells: readonly string[];
  /** Physical line, the header being 1. */
  readonly line: number;
  /** Offset in the decoded content. */
  readonly offset: number;
}

/** A record that is no row; `raw` and `cells` as far as they can be told. */
export interface BrokenCells extends CellRow {
  readonly code: BrokenRow['code'];
  /** Fields before they were put in order: a value may stand in the wrong one. */
  readonly fields: readonly string[];
}

/** What became of one block: the rows that were not settled, and how many rows and lines there were. */
export interface TableBlock {
  readonly rows: readonly CellRow[];
  readonly broken: readonly BrokenCells[];
  readonly settled: number;
  readonly lines: number;
  /** The raw text of a record that begins at an offset of this block. */
  readonly rawOf: (row: CellRow | BrokenCells) => string;
  /** Its bytes in the decoded content, without line end. */
  readonly bytesOf: (row: CellRow | BrokenCells) => Buffer;
}

/** Rows of a block, however they were read. */
export function rowsRead({ settled, rows, broken }: TableBlock): number {
  return settled + rows.length + broken.length;
}

/** Reads the header of an open input; its file is named in errors as the user gave it. */
export async function openTable(
  source: Pick<InputTable, 'kind' | 'file' | 'input' | 'translation' | 'profile' | 'sizeOnDisk'> & {
    shape: RowShape;
  },
): Promise<InputTable> {
  const chunks = source.input.chunks();
  let bytes: Buffer = Buffer.alloc(0);
  let offset = 0;
  let linesBefore = 0;
  for (;;) {
    const next = await chunks.next();
    if (next.done !== true) bytes = Buffer.concat([bytes, next.value]);
    const blank = blankLinesOf(bytes);
    bytes = bytes.subarray(blank.length);
    offset += blank.length;
    linesBefore += blank.lines;
    const header = readHeader(bytes, next.done === true, source);
    if (header === null) continue;
    const rest = { bytes: bytes.subarray(header.end), offset: offset + header.end };
    return {
      kind: source.kind,
      file: source.file,
      input: source.input,
      translation: source.translation,
      profile: source.profile,
      sizeOnDisk: source.sizeOnDisk,
      layout: header.layout,
      firstLine: linesBefore + header.line,
      blocks: () => cutBlocks(rest, chunks, header.layout),
    };
  }
}

/** The rows of one block, whose first physical line is `line`. */
export function readTableBlock(
  table: Pick<TableForm, 'layout' | 'translation'>,
  block: Block,
  line: number,
  settle: Settle | null,
): TableBlock {
  const { layout, translation } = table;
  const places = findRecords(block, layout, settle);
  const { rows, broken } = parseRecords(block, places, layout);
  const endOf = new Map<number, Row | BrokenRow>();
  const locate = (row: Row | BrokenRow) => {
    endOf.set(block.offset + row.start, row);
    return {
      cells: translation.translate(arrangeCells(row.fields, layout.positions)),
      line: line + row.line,
      offset: block.offset + row.start,
    };
  };
  const find = (offset: number) => {
    const row = endOf.get(offset);
    if (row === undefined) throw new InternalError('the raw text of a row of another block');
    return row;
  };
  return {
    rows: rows.map(locate),
    broken: broken.map((row) => ({ ...locate(row), code: row.code, fields: row.fields })),
    settled: places.settled,
    lines: places.lines,
    rawOf: ({ offset }) => {
      const row = find(offset);
      return rawText(block.bytes.subarray(row.start, row.end), row, translation.bytesInFile);
    },
    bytesOf: ({ offset }) => {
      const row = find(offset);
      return block.bytes.subarray(row.start, row.end);
    },
  };
}

/** Cells of whole records that begin at the given offsets of the decoded content, in that order. */
export function readCellsAt(table: InputTable, offsets: readonly number[]): string[][] {
  const texts = offsets.flatMap((offset) => [readRecordAt(table, offset), LINE_END]);
  const records = parseFields(texts, table.layout.delimiter);
  if (records.length !== offsets.length)
    throw new InternalError('rows that were read once could not be read again');
  return records.map((fields) =>
    table.translation.translate(arrangeCells(fields, table.layout.positions)),
  );
}

/** The header as it stands in the decoded content. */
export function readHeaderText(table: InputTable): Buffer {
  const { length } = blankLinesOf(table.input.readAt(0, RECORD_LIMIT_BYTES));
  return readRecordAt(table, length);
}

/** The raw text of the whole record that begins at an offset. */
export function readRawAt(table: InputTable, offset: number): string {
  return readRecordAt(table, offset).toString('utf8');
}

function readRecordAt(table: InputTable, offset: number): Buffer {
  const scan = newRecordScan();
  for (const length of [2048, RECORD_LIMIT_BYTES + 4]) {
    const bytes = table.input.readAt(offset, length);
    scanRecord(bytes, 0, table.layout.delimiter, bytes.length < length, scan);
    if (scan.status === 'WHOLE') return bytes.subarray(0, withoutLineEnd(bytes, 0, scan.end));
  }
  throw new InternalError('a row that was read once could not be read again');
}

const LINE_END = Buffer.from('\n');
