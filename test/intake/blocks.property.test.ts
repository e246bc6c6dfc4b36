import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORD_LIMIT_BYTES, RECORD_LIMIT_LINES } from '../../src/intake/record.ts';
import { collectBlocks, readInBlocks, withoutLastCr } from '../support/found-records.ts';
import { readReference } from '../support/reference-csv.ts';

const COMMA = 0x2c;
const SEED = 20_250_717;

const PIECES = [
  ...['a', 'bc', ',', ',', ';', '"', '"', '""', '"""', '\n', '\n', '\r\n', '\r', ' ', '\0', '\t'],
  ...[
    '"a"',
    '"a,b"',
    '"a\nb"',
    '"a\r\nb"',
    '"a""b"',
    'a,b\n',
    '"a","b"\r\n',
    ',"\n',
    '"\n',
    '\ufeff',
  ],
  ...['é', '€', '😀', 'x"y', '"x"y', 'a,b,c\n', 'a\n'],
].map((text) => Buffer.from(text));
const BROKEN_TEXT = [[0xff], [0xc3], [0x80], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xc0, 0x80]].map(
  (bytes) => Buffer.from(bytes),
);

const hostile = fc
  .array(fc.constantFrom(...PIECES, ...BROKEN_TEXT), { maxLength: 60, size: 'max' })
  .map((pieces) => Buffer.concat(pieces));
/** Mostly sound records, so that blocks hold more than one row of each kind. */
const mixed = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a,b\n', '"a","b"\n', 'x,"y\nz"\r\n', '\r\n', ',\n'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('a,"b\n', '"a\nb"\n', 'a"b,c\n', '"a"b,"c\n', 'a,b,c\n'),
      },
      { weight: 1, arbitrary: fc.constantFrom('"\n\n"', 'é,\n', '"a\r"\r', ',"', '"",""\n') },
    ),
    { maxLength: 30, size: 'max' },
  )
  .map((lines) => Buffer.from(lines.join('')));
const cuts = fc.oneof(
  fc.constant<number[]>([]),
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 }),
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
);
const shape = fc.record({
  delimiter: fc.constantFrom(COMMA, COMMA, 0x3b),
  fields: fc.integer({ min: 1, max: 3 }),
});

describe('cutBlocks, findRecords and parseRecords together', () => {
  it.each([
    ['hostile pieces', hostile, 4000],
    ['sound and broken records', mixed, 4000],
  ])(
    'find what the reference finds in %s, however it is cut (contract 2.5)',
    async (_, files, numRuns) => {
      await fc.assert(
        fc.asyncProperty(files, cuts, shape, async (bytes, sizes, form) => {
          const found = await readInBlocks(bytes, sizes, form);

          expect(withoutLastCr(found)).toEqual(withoutLastCr(readReference(bytes, form)));
        }),
        { seed: SEED, numRuns },
      );
    },
  );

  it('find the same around the most that a record may hold, wherever it is cut (contract 2.5)', async () => {
    const file = fc.record({
      length: fc.integer({ min: RECORD_LIMIT_BYTES - 2, max: RECORD_LIMIT_BYTES + 3 }),
      head: fc.constantFrom('', '"', 'x,"\n', '\r\n', 'é'),
      tail: fc.constantFrom('', '"', '\r', '"\r', '""'),
      ending: fc.constantFrom('\n', '\r\n', ''),
      after: fc.constantFrom('', 'a,b\n', '"a\nb",c\n', '"'),
      cut: fc.integer({ min: RECORD_LIMIT_BYTES - 4, max: RECORD_LIMIT_BYTES + 6 }),
    });

    await fc.assert(
      fc.asyncProperty(file, async ({ length, head, tail, ending, after, cut }) => {
        const filler = 'z'.repeat(length - Buffer.byteLength(head) - tail.length);
        const bytes = Buffer.from(head + filler + tail + ending + after);
        const form = { delimiter: COMMA, fields: 2 };

        const found = await readInBlocks(bytes, [cut, 1, 1, 1, 1, 1, RECORD_LIMIT_BYTES], form);

        const expected = readReference(bytes, form);
        expect(found.broken.map(({ code, line }) => [code, line])).toEqual(
          expected.broken.map(({ code, line }) => [code, line]),
        );
        expect(found.rows.map(({ line, raw }) => [line, raw.length])).toEqual(
          expected.rows.map(({ line, raw }) => [line, raw.length]),
        );
        expect(found.lines).toBe(expected.lines);
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  it('find the same around the most lines of a record (contract 2.5)', async () => {
    const lines = fc.integer({ min: RECORD_LIMIT_LINES - 2, max: RECORD_LIMIT_LINES + 2 });
    const content = fc.constantFrom('', 'x', 'a,b', '""', '\r');

    await fc.assert(
      fc.asyncProperty(lines, content, cuts, async (count, line, sizes) => {
        const bytes = Buffer.from(`a,"${`${line}\n`.repeat(count - 1)}"\nc,d\n`);
        const form = { delimiter: COMMA, fields: 2 };

        const found = await readInBlocks(
          bytes,
          sizes.map((size) => size * 97),
          form,
        );

        expect(withoutLastCr(found)).toEqual(withoutLastCr(readReference(bytes, form)));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

describe('cutBlocks', () => {
  it('gives blocks that lie end to end and can be read again from their offsets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostile, mixed), cuts, shape, async (bytes, sizes, form) => {
        const blocks = await collectBlocks(bytes, sizes, form);

        let offset = 0;
        for (const block of blocks) {
          expect(block.offset).toBe(offset);
          expect(block.bytes).toEqual(bytes.subarray(offset, offset + block.bytes.length));
          expect(block.end).toBeGreaterThan(0);
          expect(block.end).toBeLessThanOrEqual(block.bytes.length);
          offset += block.end;
        }
        expect(offset).toBe(bytes.length);
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });
});
