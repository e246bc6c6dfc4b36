import { describe, expect, it } from 'vitest';
import { cutBlocks } from '../../src/intake/blocks.ts';
import { RECORD_LIMIT_BYTES } from '../../src/intake/record.ts';
import { chop, collectBlocks, readInBlocks } from '../support/found-records.ts';

const SHAPE = { delimiter: 0x2c, fields: 2 };
const CHUNK_BYTES = 256 * 1024;

async function textsOf(content: string, sizes: readonly number[]): Promise<string[]> {
  const blocks = await collectBlocks(Buffer.from(content), sizes, SHAPE);
  return blocks.map(({ bytes, end }) => bytes.toString('utf8', 0, end));
}

describe('cutBlocks', () => {
  it.each([
    ['a,b\nc,d\n', [5], ['a,b\n', 'c,d\n']],
    ['a,b\nc,d', [5], ['a,b\n', 'c,d']],
    ['a,b\r\nc,d\r\n', [4], ['a,b\r\n', 'c,d\r\n']],
    ['"a\nb",c\nd,e\n', [4], ['"a\nb",c\n', 'd,e\n']],
    ['x"y,a\nb,c\n', [8], ['x"y,a\n', 'b,c\n']],
    ['a,"b\nc\n', [4], ['a,"b\nc\n']],
    ['a,b\n', [4], ['a,b\n']],
    ['', [1], []],
  ])('cuts %j after pieces of %j where a record ends', async (content, sizes, texts) => {
    expect(await textsOf(content, sizes)).toEqual(texts);
  });

  it('goes on from what was read with the header, at its offset', async () => {
    const start = { bytes: Buffer.from('a,b\nc'), offset: 10 };
    const blocks = [];

    for await (const block of cutBlocks(start, chop(Buffer.from(',d\ne,f'), [3]), SHAPE))
      blocks.push({ offset: block.offset, text: block.bytes.toString('utf8', 0, block.end) });

    expect(blocks).toEqual([
      { offset: 10, text: 'a,b\nc,d\n' },
      { offset: 18, text: 'e,f' },
    ]);
  });

  it('gives with a broken record all that shows that it is broken, also beyond the block', async () => {
    const content = `a,"b\n${'c\n'.repeat(3)}"x,y\n`;

    const [block] = await collectBlocks(Buffer.from(content), [content.length], SHAPE);

    expect(block?.bytes.toString()).toContain('"x');
  });

  it('drops an overlong line but for its first MiB, and reads on after it (contract 2.5)', async () => {
    const long = 5 * RECORD_LIMIT_BYTES;
    const content = Buffer.from(`a,b\n${'x'.repeat(long)}\nc,d\n`);

    const blocks = await collectBlocks(content, [CHUNK_BYTES], SHAPE);

    expect(
      blocks.map(({ isOverlong, offset, bytes }) => [isOverlong, offset, bytes.length]),
    ).toEqual([
      [false, 0, 4],
      [true, 4, RECORD_LIMIT_BYTES + 1],
      [false, 5 + long, 4],
    ]);
  });

  it('reads on after an overlong line that ends the input', async () => {
    const content = Buffer.from(`a,b\n${'x'.repeat(3 * RECORD_LIMIT_BYTES)}`);

    const { rows, broken, lines } = await readInBlocks(content, [CHUNK_BYTES], SHAPE);

    expect(rows.map(({ line }) => line)).toEqual([0]);
    expect(broken.map(({ code, line }) => [code, line])).toEqual([['MALFORMED_CSV', 1]]);
    expect(lines).toBe(2);
  });

  it('holds no more than a piece and a record of an endless line', async () => {
    let given = 0;
    async function* endless() {
      for (; given < 400; given += 1) yield Buffer.alloc(CHUNK_BYTES, 0x78);
      yield Buffer.from('\na,b\n');
    }
    let most = 0;
    const start = { bytes: Buffer.alloc(0), offset: 0 };

    for await (const block of cutBlocks(start, endless(), SHAPE))
      most = Math.max(most, block.bytes.buffer.byteLength);

    expect(most).toBeLessThanOrEqual(RECORD_LIMIT_BYTES + 2 * CHUNK_BYTES);
  });

  it.each([
    ['a million line breaks in a quoted field', `a,"${'\n'.repeat(1_000_000)}"\nc,d\n`],
    ['a quote that never closes before a million rows', `a,"b\n${'c,d\n'.repeat(1_000_000)}`],
    ['a million lines with one quote each', `${'"x\n'.repeat(1_000_000)}c,d\n`],
    ['a million quoted breaks with the wrong columns', `${'"\n"\n'.repeat(500_000)}c,d\n`],
    ['a million quotes in one line', `${'"'.repeat(1_000_000)}x\nc,d\n`],
    ['lines that open a quote every 500 lines', `${`a,"\n${'\n'.repeat(498)}`.repeat(2_000)}c,d\n`],
  ])('takes bounded time for %s, and the row after it (contract 2.5)', async (_, content) => {
    const started = process.hrtime.bigint();

    const { rows } = await readInBlocks(Buffer.from(content), [CHUNK_BYTES], SHAPE);

    expect(rows.at(-1)?.fields).toEqual(['c', 'd']);
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(20);
  });
});
