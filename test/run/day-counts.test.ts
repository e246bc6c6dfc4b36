import { describe, expect, it } from 'vitest';
import { DayCounts } from '../../src/run/day-counts.ts';
import { DaySums } from '../../src/screen/day-sums.ts';

const KEY = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const WINDOW = {
  fromMs: Date.parse('2025-10-24T22:00:00Z'),
  untilMs: Date.parse('2025-10-27T23:00:00Z'),
};

type Row = readonly [source: 'OM' | 'RECHTSPRAAK', at: string, text: string];

function count(rows: readonly Row[], key = KEY, window = WINDOW) {
  const counts = new DayCounts(window, key);
  const sums = new DaySums(counts.setting);
  for (const [source, at, text] of rows) {
    const bytes = Buffer.from(`..${text}..`);
    const row = { isOm: source === 'OM', instant: Date.parse(at) };
    sums.add(row, bytes, { start: 2, end: bytes.length - 2 });
    if (text === 'c') counts.add(sums.take());
  }
  counts.add(sums.take());
  return counts.list();
}

describe('DayCounts', () => {
  const rows: readonly Row[] = [
    ['OM', '2025-10-25T00:00:00+02:00', 'a'],
    ['OM', '2025-10-26T00:00:00+02:00', 'b'],
    ['RECHTSPRAAK', '2025-10-26T12:00:00+01:00', 'c'],
    ['OM', '2025-10-26T23:59:59+01:00', 'd'],
    ['OM', '2025-10-27T00:00:00+01:00', 'e'],
    ['OM', '2025-10-27T23:59:59+01:00', 'f'],
  ];

  it('counts per source and local day, 25 hours long where it is', () => {
    expect(count(rows).map(({ source, day, rows: n }) => [source, day, n])).toEqual([
      ['OM', '2025-10-25', 1],
      ['OM', '2025-10-26', 2],
      ['OM', '2025-10-27', 2],
      ['RECHTSPRAAK', '2025-10-26', 1],
    ]);
  });

  it('puts every quarter of an hour into one day, over both changes of the clock', () => {
    for (const [first, last] of [
      ['2025-03-28T23:00:00Z', '2025-03-31T22:00:00Z'],
      ['2025-10-24T22:00:00Z', '2025-10-27T23:00:00Z'],
    ] as const) {
      const window = { fromMs: Date.parse(first), untilMs: Date.parse(last) };
      const quarters: Row[] = [];
      for (let ms = window.fromMs; ms < window.untilMs; ms += 900_000)
        quarters.push(['OM', new Date(ms).toISOString(), 'x']);
      const hours = count(quarters, KEY, window).map((day) => day.rows / 4);

      expect(hours).toEqual(first.includes('03') ? [24, 23, 24] : [24, 25, 24]);
    }
  });

  it('gives the same fingerprint in whatever order rows come', () => {
    expect(count(rows.toReversed())).toEqual(count(rows));
  });

  it.each([
    ['a changed byte', rows.with(3, ['OM', '2025-10-26T23:59:59+01:00', 'D'])],
    ['a row twice, another gone', rows.with(1, ['OM', '2025-10-26T23:59:59+01:00', 'd'])],
  ])('gives another one for %s, to that day alone', (_, changed) => {
    const differing = count(changed).filter((day, index) => {
      return day.fingerprint !== count(rows)[index]?.fingerprint;
    });

    expect(differing.map(({ source, day }) => `${source} ${day}`)).toEqual(['OM 2025-10-26']);
  });

  it('cannot be made without the key', () => {
    const other = Buffer.from(KEY).fill(7);

    expect(count(rows, other)[0]?.fingerprint).not.toBe(count(rows)[0]?.fingerprint);
  });
});
