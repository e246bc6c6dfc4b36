import { describe, expect, it } from 'vitest';
import { describeFindings } from '../../src/watch/describe-findings.ts';
import { earlierWeekdays, findOddDays, findRepeatedFiles } from '../../src/watch/findings.ts';

const DAY = '2025-08-14';
const DAYS = new Set([DAY]);

/** The day, and so many same weekdays before it, newest first. */
function calendar(rows: number, before: readonly number[]) {
  const weekdays = earlierWeekdays(DAY);
  const day = (date: string, count: number) =>
    ({ source: 'OM', day: date, state: 'COMPLETE', rows: count }) as const;
  return [...before.map((count, week) => day(weekdays[week] ?? '', count)), day(DAY, rows)];
}

describe('findOddDays', () => {
  it.each([
    [0, [], 'SILENT'],
    [0, [0, 0, 0], 'SILENT'],
    [0, [0, 0, 0, 0], null],
    [0, [9, 9, 0, 0], 'SILENT'],
    [3, [9, 9, 9, 9], null],
    [2, [9, 9, 9, 9], 'VOLUME'],
    [27, [9, 9, 9, 9], null],
    [28, [9, 9, 9, 9], 'VOLUME'],
    [100, [9, 9, 9], null],
    [100, [0, 0, 0, 0], null],
    [31, [1, 99, 20, 2, 9, 10, 10, 11], 'VOLUME'],
    [30, [1, 99, 20, 2, 9, 10, 10, 11], null],
  ] as const)('judges %i rows after weeks of %j', (rows, before, kind) => {
    const found = findOddDays(DAYS, calendar(rows, before));

    expect(found[0]?.kind ?? null).toBe(kind);
  });

  it('looks back eight weeks, over the changes of the clock, and no further', () => {
    expect(earlierWeekdays('2025-11-03')).toEqual([
      '2025-10-27',
      '2025-10-20',
      '2025-10-13',
      '2025-10-06',
      '2025-09-29',
      '2025-09-22',
      '2025-09-15',
      '2025-09-08',
    ]);
  });

  it('compares with complete days alone, and says nothing of others', () => {
    const partial = calendar(2, [9, 9, 9, 9]).map((day, index) => {
      return index === 0 ? ({ ...day, state: 'PARTIAL' } as const) : day;
    });

    expect(findOddDays(DAYS, partial)).toEqual([]);
    expect(findOddDays(new Set(['2025-01-01']), calendar(0, []))).toEqual([]);
  });

  it('names a declared outage as long as rows are missing', () => {
    const days = [{ source: 'OM', day: DAY, state: 'OUTAGE', rows: 0 }] as const;

    expect(findOddDays(DAYS, days)).toEqual([{ kind: 'OUTAGE', source: 'OM', day: DAY }]);
  });
});

describe('findRepeatedFiles', () => {
  const file = (sha256: string, rows = 9, kind = 'decisions') => ({
    kind,
    sha256,
    rows,
    file: sha256,
  });
  const night = (day: number, ...inputs: ReturnType<typeof file>[]) => ({
    runId: `run-${day}`,
    from: `2025-08-${day}T22:00:00Z`,
    until: `2025-08-${day + 1}T22:00:00Z`,
    inputs,
  });

  it('names a decisions file that another window had', () => {
    expect(findRepeatedFiles(night(14, file('a'), file('b')), [night(13, file('b'))])).toEqual([
      { kind: 'REPEATED_FILE', file: 'b', runId: 'run-14', otherRunId: 'run-13' },
    ]);
  });

  it.each([
    ['another kind of input', night(14, file('b', 9, 'subscriptions')), night(13, file('b'))],
    ['a file without rows', night(14, file('b', 0)), night(13, file('b', 0))],
    ['the same window again', night(14, file('b')), night(14, file('b'))],
    [
      'slices of one window',
      { ...night(14, file('b')), sliceUntil: '2025-08-20T22:00:00Z' },
      { ...night(13, file('b')), sliceUntil: '2025-08-20T22:00:00Z' },
    ],
  ])('says nothing of %s', (_, run, other) => {
    expect(findRepeatedFiles(run, [other])).toEqual([]);
  });
});

describe('describeFindings', () => {
  it('says one sentence each, days in a row together', () => {
    const silent = (day: string) => ({ kind: 'SILENT', source: 'OM', day }) as const;
    const volume = { kind: 'VOLUME', source: 'OM', day: DAY, rows: 2, median: 9 } as const;

    expect(
      describeFindings([
        ...['2025-08-30', '2025-08-31', '2025-09-01', '2025-09-03'].map(silent),
        volume,
        { ...volume, rows: 30 },
        { kind: 'OUTAGE', source: 'RECHTSPRAAK', day: DAY },
        { kind: 'REPEATED_FILE', file: 'om.csv', runId: 'a', otherRunId: 'b' },
      ]),
    ).toEqual([
      'OM is silent from 2025-08-30 to 2025-09-01: no row at all',
      'OM is silent on 2025-09-03: no row at all',
      'OM has 2 rows on 2025-08-14: below a third of 9, the median of such weekdays',
      'OM has 30 rows on 2025-08-14: above three times 9, the median of such weekdays',
      'RECHTSPRAAK had a declared outage on 2025-08-14, and rows are still missing',
      'om.csv of a is byte for byte a file of b, which is of another window',
    ]);
  });
});
