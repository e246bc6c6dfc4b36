import { describe, expect, it } from 'vitest';
import {
  findRecords,
  parseFields,
  parseRecords,
  type Settle,
  withoutLineEnd,
} from '../../src/intake/csv-rows.ts';
import { RECORD_LIMIT_BYTES } from '../../src/intake/record.ts';
import { readInBlocks } from '../support/found-records.ts';

const SHAPE = { delimiter: 0x2c, fields: 2 };

async function read(content: string | Buffer) {
  const { rows, broken } = await readInBlocks(Buffer.from(content), [], SHAPE);
  return {
    rows: rows.map(({ line, fields }) => [line, ...fields]),
    broken: broken.map(({ line, code, raw }) => [line, code, raw]),
  };
}

describe('findRecords and parseRecords', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        [0, 'a', 'b'],
        [1, 'c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        [0, 'a', 'b'],
        [1, 'c', 'd'],
      ],
    ],
    [
      'a,b\n\n\r\nc,d\n',
      [
        [0, 'a', 'b'],
        [3, 'c', 'd'],
      ],
    ],
    [
      '"a\nb",c\nd,e\n',
      [
        [0, 'a\nb', 'c'],
        [2, 'd', 'e'],
      ],
    ],
    [
      '"a\r\nb",c\r\nd,e\n',
      [
        [0, 'a\r\nb', 'c'],
        [2, 'd', 'e'],
      ],
    ],
    ['"a""b","c,d"\n', [[0, 'a"b', 'c,d']]],
    ["o'a, x \n", [[0, "o'a", ' x ']]],
    ['a\rb,c\n', [[0, 'a\rb', 'c']]],
    ['e\u0301,\ufeffx\u200d\n', [[0, 'e\u0301', '\ufeffx\u200d']]],
    ['\ufeffa,😀\n', [[0, '\ufeffa', '😀']]],
    [
      ',\n"",""\n',
      [
        [0, '', ''],
        [1, '', ''],
      ],
    ],
    ['__proto__,constructor\n', [[0, '__proto__', 'constructor']]],
  ])('reads %j as it stands (contract 2)', async (content, rows) => {
    expect(await read(content)).toEqual({ rows, broken: [] });
  });

  it('keeps the rows after an unclosed quote: it costs its own line (contract 2.5)', async () => {
    expect(await read('a,b\nc,"d\ne,f\ng,h\n')).toEqual({
      rows: [
        [0, 'a', 'b'],
        [2, 'e', 'f'],
        [3, 'g', 'h'],
      ],
      broken: [[1, 'MALFORMED_CSV', 'c,"d']],
    });
  });

  it('rejects the first line of a record whose quote closes lines later before text (contract 2.5)', async () => {
    expect(await read('a,"b\nc,d\ne"x,f\ng,h\n')).toEqual({
      rows: [
        [1, 'c', 'd'],
        [3, 'g', 'h'],
      ],
      broken: [
        [0, 'MALFORMED_CSV', 'a,"b'],
        [2, 'MALFORMED_CSV', 'e"x,f'],
      ],
    });
  });

  it.each([
    ['3" x,b', 'a quote inside a bare field'],
    ['"a"b,c', 'text after a closing quote'],
    ['a,"b', 'an unclosed quote at the end of the file'],
  ])('rejects %j alone: %s (contract 2.5)', async (line) => {
    expect(await read(`a,b\n${line}`)).toEqual({
      rows: [[0, 'a', 'b']],
      broken: [[1, 'MALFORMED_CSV', line]],
    });
  });

  it.each([['a'], ['a,b,c'], ['   '], ['"a"'], ['a,b,']])(
    'rejects %j whole for its column count (contract 2.5)',
    async (line) => {
      expect(await read(`${line}\r\nc,d\r\n`)).toEqual({
        rows: [[1, 'c', 'd']],
        broken: [[0, 'COLUMN_COUNT', line]],
      });
    },
  );

  it('rejects the first line of a record over several lines with the wrong columns and reads on with its second (contract 2.5)', async () => {
    expect(await read('a,"b\nc,d\n",e\nf,g\n')).toEqual({
      rows: [
        [1, 'c', 'd'],
        [3, 'f', 'g'],
      ],
      broken: [
        [0, 'COLUMN_COUNT', 'a,"b'],
        [2, 'MALFORMED_CSV', '",e'],
      ],
    });
  });

  it.each([
    [[0x61, 0xff, 0x2c, 0x62], 'a byte that stands nowhere in UTF-8'],
    [[0x61, 0x2c, 0xc3], 'a character cut short'],
    [[0xed, 0xa0, 0x80, 0x2c, 0x62], 'a lone surrogate'],
    [[0xc0, 0xaf, 0x2c, 0x62], 'an overlong form'],
    [[0x61, 0x00, 0x2c, 0x62], 'a NUL byte'],
  ])('rejects the row of %j for its encoding, and no other: %s (contract 2.5)', async (bytes) => {
    const content = Buffer.concat([
      Buffer.from('é,b\n'),
      Buffer.from(bytes),
      Buffer.from('\nc,d\n'),
    ]);

    expect(await read(content)).toEqual({
      rows: [
        [0, 'é', 'b'],
        [2, 'c', 'd'],
      ],
      broken: [[1, 'INVALID_ENCODING', Buffer.from(bytes).toString('latin1')]],
    });
  });

  it.each([
    ['\xff"x,b', 'MALFORMED_CSV'],
    ['\xff', 'COLUMN_COUNT'],
    ['\xff,b', 'INVALID_ENCODING'],
    ['\0,b,c', 'COLUMN_COUNT'],
    ['\0,"b', 'MALFORMED_CSV'],
  ])('gives %j one code only, %s: the first that applies (contract 2.5)', async (line, code) => {
    const { broken } = await read(Buffer.from(line, 'latin1'));

    expect(broken).toEqual([[0, code, line]]);
  });

  it('rejects a line beyond 1 MiB and keeps the first of it (contract 2.5)', async () => {
    const { rows, broken } = await read(`a,${'x'.repeat(RECORD_LIMIT_BYTES)}\nc,d\n`);

    expect(rows).toEqual([[1, 'c', 'd']]);
    expect(broken.map(([line, code, raw = '']) => [line, code, String(raw).length])).toEqual([
      [0, 'MALFORMED_CSV', RECORD_LIMIT_BYTES],
    ]);
  });

  it('rejects the first of 1,001 lines in one record and reads the others (contract 2.5)', async () => {
    const { rows, broken } = await read(`a,"b\n${'c,d\n'.repeat(999)}e"\nf,g\n`);

    expect(rows).toHaveLength(1000);
    expect(broken).toEqual([
      [0, 'MALFORMED_CSV', 'a,"b'],
      [1000, 'MALFORMED_CSV', 'e"'],
    ]);
  });

  it('reads 1,000 lines in one record (contract 2.5)', async () => {
    const { rows, broken } = await read(`a,"b\n${'c,d\n'.repeat(998)}e"\nf,g\n`);

    expect(rows.map(([line]) => line)).toEqual([0, 1000]);
    expect(broken).toEqual([]);
  });

  it('lists broken rows in order of line', () => {
    const bytes = Buffer.from('a\nb"\nc\n\0,d\n"e\n');
    const block = { bytes, end: bytes.length, offset: 0, isOverlong: false };

    const { broken } = parseRecords(block, findRecords(block, SHAPE, null), SHAPE);

    expect(broken.map(({ line }) => line)).toEqual([0, 1, 2, 3, 4]);
  });

  it('offers each record to the screen once and leaves out what it settles', () => {
    const bytes = Buffer.from('a,b\n\nc,d\n"e\nf",g\nh,i\n');
    const block = { bytes, end: bytes.length, offset: 0, isOverlong: false };
    const offered: number[] = [];
    const settle: Settle = (_, start) => {
      offered.push(start);
      return start === 5 ? 9 : -1;
    };

    const places = findRecords(block, SHAPE, settle);

    const { rows } = parseRecords(block, places, SHAPE);
    expect(offered).toEqual([0, 4, 5, 9, 17]);
    expect(places).toMatchObject({ settled: 1, lines: 6 });
    expect(rows.map(({ line, fields }) => [line, ...fields])).toEqual([
      [0, 'a', 'b'],
      [3, 'e\nf', 'g'],
      [5, 'h', 'i'],
    ]);
  });

  it('gives the fields of a malformed line as far as a person would see them', () => {
    const bytes = Buffer.from('a,"999990342,x"y\n');
    const block = { bytes, end: bytes.length, offset: 0, isOverlong: false };

    const { broken } = parseRecords(block, findRecords(block, SHAPE, null), SHAPE);

    expect(broken[0]?.fields).toEqual(['a', '999990342', 'x"y']);
  });
});

describe('parseFields', () => {
  it('gives the fields of several records in order', () => {
    const texts = ['a;"b;c"\n', 'd\n'].map((text) => Buffer.from(text));

    expect(parseFields(texts, 0x3b)).toEqual([['a', 'b;c'], ['d']]);
    expect(parseFields([], 0x3b)).toEqual([]);
  });
});

describe('withoutLineEnd', () => {
  it.each([
    ['ab\n', 0, 2],
    ['ab\r\n', 0, 2],
    ['ab\r', 0, 3],
    ['ab', 0, 2],
    ['\r\n', 0, 0],
    ['\r\n', 1, 1],
    ['', 0, 0],
  ])('ends the text of %j from %i at %i', (text, start, end) => {
    expect(withoutLineEnd(Buffer.from(text), start, text.length)).toBe(end);
  });
});
