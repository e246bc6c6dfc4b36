import { type Block, cutBlocks } from '../../src/intake/blocks.ts';
import { findRecords, parseRecords } from '../../src/intake/csv-rows.ts';
import type {
  ReferenceBreak,
  ReferenceReading,
  ReferenceRow,
  ReferenceShape,
} from './reference-csv.ts';

const MIB = 1024 * 1024;

/** The content in pieces of the given sizes, over and over; no sizes: in one piece. */
export async function* chop(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let piece = 0; at < bytes.length; piece += 1) {
    const size = sizes.length === 0 ? bytes.length : (sizes[piece % sizes.length] ?? 1);
    yield Buffer.from(bytes.subarray(at, at + size));
    at += size;
  }
}

export async function collectBlocks(
  bytes: Buffer,
  sizes: readonly number[],
  shape: ReferenceShape,
): Promise<Block[]> {
  const blocks: Block[] = [];
  const start = { bytes: Buffer.alloc(0), offset: 0 };
  for await (const block of cutBlocks(start, chop(bytes, sizes), shape))
    blocks.push({ ...block, bytes: Buffer.from(block.bytes) });
  return blocks;
}

/** What the reader under test finds, in the words of the reference reader. */
export async function readInBlocks(
  bytes: Buffer,
  sizes: readonly number[],
  shape: ReferenceShape,
): Promise<ReferenceReading> {
  const rows: ReferenceRow[] = [];
  const broken: ReferenceBreak[] = [];
  let lines = 0;
  for (const block of await collectBlocks(bytes, sizes, shape)) {
    const places = findRecords(block, shape, null);
    const found = parseRecords(block, places, shape);
    const rawOf = ({ start, end }: { start: number; end: number }) =>
      block.bytes.toString('latin1', start, Math.min(end, start + MIB));
    for (const row of found.rows)
      rows.push({ fields: row.fields, line: lines + row.line, raw: rawOf(row) });
    for (const row of found.broken)
      broken.push({ code: row.code, line: lines + row.line, raw: rawOf(row) });
    lines += places.lines;
  }
  broken.sort((a, b) => a.line - b.line);
  return { rows, broken, lines };
}

/**
 * A lone CR at the end of a record is white space at the end of its last value and trimmed later
 * (contract 2): whether it still stands in the field makes no difference.
 */
export function withoutLastCr({ rows, broken, lines }: ReferenceReading): ReferenceReading {
  return {
    rows: rows.map((row) => ({
      ...row,
      fields: row.fields.map((field, at) =>
        at === row.fields.length - 1 ? field.replace(/\r+$/, '') : field,
      ),
    })),
    broken,
    lines,
  };
}
