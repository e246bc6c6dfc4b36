import { describe, expect, it } from 'vitest';
import { CatchUpError } from '../../src/errors.ts';
import { blankLinesOf, readHeader } from '../../src/intake/header.ts';
import { type Translation, translationOf } from '../../src/intake/input-profile.ts';
import type { RowShape } from '../../src/register/row.ts';

const SHAPE: RowShape = {
  columns: ['skn', 'bsn', 'reference'],
  needed: new Set(['skn', 'bsn']),
};
const PLAIN = translationOf(null, SHAPE);

function read(content: string | Buffer, isLast = true, translation: Translation = PLAIN) {
  const source = { file: 'people.csv', shape: SHAPE, translation };
  return readHeader(Buffer.from(content), isLast, source);
}

function errorOf(content: string | Buffer, translation: Translation = PLAIN): CatchUpError {
  try {
    read(content, true, translation);
  } catch (error: unknown) {
    if (error instanceof CatchUpError) return error;
    throw error;
  }
  throw new Error('the header was taken');
}

describe('blankLinesOf', () => {
  it.each([
    ['skn,bsn\n', 0, 0],
    ['\n\r\n\nskn;bsn\n\n', 4, 3],
    ['\n\r', 1, 1],
    [' \n', 0, 0],
    ['\r\n', 2, 1],
  ])('finds of %j that %i bytes are %i blank lines (contract 2)', (content, length, lines) => {
    expect(blankLinesOf(Buffer.from(content))).toEqual({ length, lines });
  });
});

describe('readHeader', () => {
  it('finds each contract column by name, whatever their order (contract 2)', () => {
    expect(read('bsn,remark,skn\n1,2,3\n')).toEqual({
      layout: {
        delimiter: 0x2c,
        fields: 3,
        columns: ['bsn', '', 'skn'],
        positions: [2, 0, -1],
        unknownColumns: ['remark'],
      },
      end: 15,
      line: 2,
    });
  });

  it.each([
    ['SKN,Bsn\n'],
    [' skn\t,\u00a0bsn\ufeff\n'],
    ['"skn","bsn"\r\n'],
    ['" skn ","BSN"'],
    ['\u0085skn,bsn\u2003\n'],
  ])('matches the names of %j after trimming, ignoring case (contract 2)', (content) => {
    expect(read(content)?.layout.positions).toEqual([0, 1, -1]);
  });

  it.each([
    ['skn,bsn\n', ','],
    ['skn;bsn\n', ';'],
    ['skn\tbsn\n', '\t'],
    ['skn|bsn\n', '|'],
    ['skn;bsn;"a,b,c,d"\n', ';'],
    ['skn|bsn|"x""|,,,,,"\n', '|'],
    ['skn;bsn;a|b\n', ';'],
    ['skn,bsn\n1;2;3;4;5\n', ','],
  ])('recognises the delimiter of %j as %j (contract 2)', (content, delimiter) => {
    expect(read(content)?.layout.delimiter).toBe(delimiter.charCodeAt(0));
  });

  it.each([
    ['a,b;c\n', ','],
    ['a|b;c\n', ';'],
    ['a|b\tc\n', '\t'],
    ['a\n', ','],
  ])(
    'takes the first of the delimiters that stand equally often in %j: %j (contract 2)',
    (content, delimiter) => {
      const translation = { ...PLAIN, supplies: () => true };

      expect(read(content, true, translation)?.layout.delimiter).toBe(delimiter.charCodeAt(0));
    },
  );

  it('takes the delimiter of the profile where it names one (contract 2)', () => {
    const translation = { ...PLAIN, delimiter: 0x7c };

    expect(read('skn|bsn|a,b,c,d\n', true, translation)?.layout.fields).toBe(3);
  });

  it('takes names and absent columns from the profile (contract 2)', () => {
    const translation = {
      ...PLAIN,
      headerOf: (column: string) => (column === 'bsn' ? 'Burgerservicenummer' : column),
      supplies: (column: string) => column === 'skn',
    };

    expect(read('burgerservicenummer,bsn\n', true, translation)?.layout).toMatchObject({
      columns: ['bsn', ''],
      positions: [-1, 0, -1],
      unknownColumns: ['bsn'],
    });
  });

  it('does not read a column that a profile has under the name of another (contract 2)', () => {
    const translation = {
      ...PLAIN,
      headerOf: (column: string) => (column === 'bsn' ? 'skn' : column),
      isElsewhere: (column: string) => column === 'skn',
      supplies: (column: string) => column === 'skn',
    };

    expect(read('SKN,other\n', true, translation)?.layout).toMatchObject({
      columns: ['bsn', ''],
      positions: [-1, 0, -1],
    });
  });

  it.each([
    ['skn,bsn\n', 8, 2],
    ['skn,bsn\r\n', 9, 2],
    ['skn,bsn', 7, 2],
    ['skn,bsn,"two\nlines"\nx', 20, 3],
  ])('ends the header of %j at %i, before line %i', (content, end, line) => {
    expect(read(content)).toMatchObject({ end, line });
  });

  it.each([[''], ['skn,b'], ['skn,bsn,"a\n'], ['skn,bsn\r'], ['skn,bsn,"a\nb"']])(
    'waits for more after %j',
    (content) => {
      expect(read(content, false)).toBeNull();
    },
  );

  it.each<readonly [string | Buffer, string]>([
    ['', 'an empty file'],
    ['skn,bsn,"a\n', 'an unclosed quote'],
    ['skn,b"sn\n', 'a quote inside a bare name'],
    ['skn,bsn,\0\n', 'a NUL'],
    [Buffer.from('skn,bsn,\xff\n', 'latin1'), 'invalid UTF-8'],
    [`skn,bsn,${'x'.repeat(1024 * 1024)}\n`, 'more than 1 MiB'],
  ])('refuses %#: %s', (content) => {
    expect(errorOf(content).code).toBe('INPUT_HEADER');
  });

  it('names every missing column, by the name that the file should have (contract 2)', () => {
    const translation = {
      ...PLAIN,
      headerOf: (column: string) => (column === 'bsn' ? 'Nummer' : column),
    };

    const error = errorOf('reference,x\n', translation);

    expect(error.code).toBe('INPUT_COLUMN_MISSING');
    expect(error.message).toMatch(/people\.csv.*skn, Nummer/);
  });

  it.each([['999990342,Jansen\n'], ['999990342,Jansen,Jansen\n']])(
    'does not show a header that may be a row of a person (contract 2): %#',
    (content) => {
      const error = errorOf(content);

      expect(error.code).toBe('INPUT_COLUMN_MISSING');
      expect(error.message).not.toMatch(/999990342|Jansen/);
    },
  );

  it.each([
    ['skn,bsn,skn\n', 3],
    ['skn,bsn, BSN \n', 3],
    ['skn,x,bsn,X\n', 4],
  ])(
    'refuses the doubled column of %j and says that it is column %i (contract 2)',
    (content, column) => {
      const error = errorOf(content);

      expect(error.code).toBe('INPUT_COLUMN_DUPLICATE');
      expect(error.message).toContain(`column ${column} `);
    },
  );

  it('takes columns of any name as plain data', () => {
    expect(read('skn,bsn,__proto__,constructor\n')?.layout.unknownColumns).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('takes 10,000 columns', () => {
    const names = Array.from({ length: 9_998 }, (_, number) => `c${number}`);

    expect(read(`${names.join(',')},skn,bsn\n`)?.layout).toMatchObject({
      fields: 10_000,
      positions: [9_998, 9_999, -1],
    });
  });
});
