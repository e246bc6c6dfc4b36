import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Artefact, text } from '../../src/publish/column.ts';
import { csvText, guard, unguard, writeText } from '../../src/publish/csv-file.ts';

const SEED = 20_250_717;
const NASTY = [
  ...['=', '+', '-', '@', '＝', '＋', '－', '＠', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'a'],
  ...[
    '\u00a0',
    '\ufeff',
    '\u0085',
    '\u2028',
    '\u3000',
    '\u200b',
    '\u0301',
    '\u0000',
    '😀',
    '\u{10ffff}',
  ],
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 8 }),
);

type Pair = readonly [string, string];

const PAIRS: Artefact<Pair> = {
  file: 'pairs.csv',
  english: 'Pairs.',
  dutch: 'Paren.',
  compare: () => 0,
  columns: [
    text('left', ([left]) => left, 'Left.', 'Links.'),
    text('right', ([, right]) => right, 'Right.', 'Rechts.'),
  ],
};

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-file-test-'));
  path = join(folder, 'pairs.csv');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('guard', () => {
  it.each([
    '=1+1',
    '+31',
    '-1',
    '@SUM(A1)',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\u00a0=1',
    '\ufeff=1',
    '\u3000\u2003＝1',
    '\n=1',
    '\u0085@x',
    '\ttab',
    '\rreturn',
    ' \t x',
    '\u00a0\rx',
    '\ufeff\tx',
    "'t Hooft",
    "'",
    "''",
  ])('puts one apostrophe before %j (5)', (given) => {
    expect(guard(given)).toBe(`'${given}`);
  });

  it.each([
    '',
    ' ',
    '\n',
    'Jansen',
    'a=1',
    "d'Hondt",
    " 't Hooft",
    'x\t',
    '1-2',
    '"=1"',
    ';=1',
    '\u200b=1',
    '#1',
    '\u00a0',
  ])('leaves %j as it is (5)', (given) => {
    expect(guard(given)).toBe(given);
  });

  it('is taken back by unguard, whatever the text (5)', () => {
    fc.assert(
      fc.property(anyText, (given) => unguard(guard(given)) === given),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('leaves no text that begins like a formula (5)', () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const first = [...guard(given)].find((char) => !/[\p{White_Space}\ufeff]/u.test(char));
        return !'=+-@＝＋－＠'.includes(first ?? 'x');
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

describe('csvText', () => {
  it('gives an independent reader back the exact text of every field (5)', async () => {
    const pairs = fc.sample(fc.tuple(anyText, anyText), { seed: SEED, numRuns: 5000 });

    await writeText(path, csvText(PAIRS, pairs));

    const [, ...read] = parse(readFileSync(path), { record_delimiter: '\n' });
    expect(read.map((fields) => fields.map(unguard))).toEqual(pairs);
  });

  it('quotes only what needs it, with LF and comma (5)', async () => {
    const rows: Pair[] = [
      ['plain', 'a;b'],
      ['a,b', 'say "x"'],
      ['two\nlines', 'lone\rreturn'],
      [' led', 'trailed\u00a0'],
      ['', ''],
    ];

    expect([...csvText(PAIRS, rows)].join('')).toBe(
      'left,right\nplain,a;b\n"a,b","say ""x"""\n"two\nlines","lone\rreturn"\n" led","trailed\u00a0"\n,\n',
    );
  });
});

describe('writeText', () => {
  it('tells bytes, rows and SHA-256 of what lies on the disk (5)', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i): Pair => [`€ ${i}`, '😀']);

    const written = await writeText(path, csvText(PAIRS, rows), rows.length);

    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(written).toEqual({ file: 'pairs.csv', bytes: bytes.length, sha256, rows: 20_000 });
  });

  it('writes over no file that is there', async () => {
    await writeText(path, ['first']);

    const second = writeText(path, ['second']);

    await expect(second).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    expect(readFileSync(path, 'utf8')).toBe('first');
  });
});
