import { describe, expect, it } from 'vitest';
import * as field from '../../src/register/field.ts';

const LONG_ID = 'x'.repeat(64);

/** Parser, the contract's section, what it takes with its value, and what it refuses. */
const PARSERS: readonly (readonly [
  string,
  (text: string) => unknown,
  readonly (readonly [string, unknown])[],
  readonly string[],
])[] = [
  [
    'parseId',
    field.parseId,
    [
      ['!', '!'],
      ['a~9/', 'a~9/'],
      [LONG_ID, LONG_ID],
    ],
    ['', 'a b', 'a;b', 'a:b', 'é', `${LONG_ID}x`, 'a\n', '\u007f'],
  ],
  [
    'parseCount',
    field.parseCount,
    [
      ['1', 1],
      ['007', 7],
      ['999999999', 999_999_999],
    ],
    ['0', '000', '-1', '+1', '1.0', '1000000000', '0000000001', '١', ''],
  ],
  [
    'parseBirthDate',
    field.parseBirthDate,
    [
      ['1980-05-17', '1980-05-17'],
      ['1980-05-00', '1980-05-00'],
      ['1980-00-00', '1980-00-00'],
    ],
    ['1980-00-17', '1980-13-00', '1981-02-29', '0000-00-00', '1980', '1980-5-0'],
  ],
  [
    'parseCaseNumber',
    field.parseCaseNumber,
    [
      ['16/123456-25', '16/123456-25'],
      ['16-123456-25', '16/123456-25'],
      ['16.123456.25', '16/123456-25'],
      ['16 123456 25', '16/123456-25'],
      ['1612345625', '16/123456-25'],
    ],
    ['16/12345-25', '16123456-25', '16  123456 25', 'ab/123456-25', '16/123456-251', '161234562'],
  ],
  [
    'parseSkn',
    field.parseSkn,
    [
      ['sK1', 'sK1'],
      ['x'.repeat(20), 'x'.repeat(20)],
    ],
    ['', 'x'.repeat(21), 'S-1', 'é1', 'a b'],
  ],
  [
    'parseFine',
    field.parseFine,
    [
      ['0', 0],
      ['130', 13_000],
      ['129.9', 12_990],
      ['129.99', 12_999],
      ['007', 700],
    ],
    ['-1', '1,5', '1.', '.5', '1.555', '1e3', '+5', ''],
  ],
  [
    'parseGrounds',
    field.parseGrounds,
    [
      ['01', ['01']],
      ['43; 99', ['43', '99']],
    ],
    ['1', '001', '01;', ';01', '01,02', 'ab'],
  ],
  [
    'parseArticles',
    field.parseArticles,
    [
      ['249 Sr', [{ number: '249', law: 'Sr' }]],
      [
        '248A sr ; 8 lid 2 WVW1994',
        [
          { number: '248a', law: 'sr' },
          { number: '8', law: 'WVW1994' },
        ],
      ],
      ['2:48 APV', [{ number: '2:48', law: 'APV' }]],
      ['420bis.1 Sr', [{ number: '420bis.1', law: 'Sr' }]],
      ['007 Wetboek  van Strafrecht', [{ number: '7', law: 'Wetboek van Strafrecht' }]],
    ],
    ['', '300', 'Sr', '300 Sr;', '300 Sr;;8 WVW', 'a300 Sr', '300a1 Sr', '2: APV', '8 lid 2'],
  ],
  [
    'parseEcli',
    field.parseEcli,
    [
      ['ECLI:NL:HR:2025:AB1', 'ECLI:NL:HR:2025:AB1'],
      ['ecli:nl:hr:2025:1', 'ECLI:NL:HR:2025:1'],
    ],
    ['ECLI:BE:HR:2025:1', 'ECLI:NL:HR:25:1', 'ECLI:NL::2025:1', 'ECLI:NL:HR:2025', 'x'],
  ],
];

describe.each(PARSERS)('%s', (_, parse, taken, refused) => {
  it.each(taken)('takes %j as %j (contract 2.1)', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it.each(refused)('refuses %j (contract 2.1)', (text) => {
    expect(parse(text)).toBeUndefined();
  });
});

describe('trimText', () => {
  it.each([
    ['\u00a0 a b\u3000', 'a b'],
    ['\ufeff\u0085a\u0085\r\n', 'a'],
    ['\u200ba', '\u200ba'],
    [' \u0085 ', ''],
  ])('makes %j to %j (contract 2)', (text, trimmed) => {
    expect(field.trimText(text)).toBe(trimmed);
  });
});

describe('compareInstants', () => {
  it('orders by the fraction beyond milliseconds too (contract 3.3)', () => {
    const texts = ['2025-08-12T10:00:00.0010001Z', '2025-08-12T10:00:00.001Z', '2025-08-12T10:00Z'];
    const instants = texts.map((text) => field.parseInstant(text) ?? { ms: 0, finer: '' });

    expect(instants.sort(field.compareInstants)).toEqual([
      { ms: Date.parse(texts[2] ?? ''), finer: '' },
      { ms: Date.parse(texts[1] ?? ''), finer: '' },
      { ms: Date.parse(texts[1] ?? ''), finer: '0001' },
    ]);
  });
});
