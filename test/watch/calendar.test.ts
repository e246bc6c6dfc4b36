import { describe, expect, it } from 'vitest';
import { type CoverageFacts, drawCalendar, findGaps } from '../../src/watch/calendar.ts';

const DAY = '2025-08-14';
const MORNING = { from: '2025-08-13T22:00:00Z', until: '2025-08-14T10:00:00Z' };
const AFTERNOON = { from: '2025-08-14T10:00:00Z', until: '2025-08-14T22:00:00Z' };
const WHOLE = { from: MORNING.from, until: AFTERNOON.until };

function omOf(facts: Partial<CoverageFacts>, day = DAY) {
  const all = drawCalendar([day], { runs: [], counts: [], outages: [], ...facts });
  return all.find(({ source }) => source === 'OM');
}
const count = (run: number, rows: number) =>
  ({ run, source: 'OM', day: DAY, rows, fingerprint: '' }) as const;

describe('drawCalendar', () => {
  it.each([
    ['never looked at', [], [], 'NEVER', null],
    ['one run over it', [WHOLE], [count(1, 5)], 'COMPLETE', 5],
    ['one run over a part', [MORNING], [count(1, 5)], 'PARTIAL', 5],
    ['two runs over its parts', [MORNING, AFTERNOON], [count(1, 5), count(2, 7)], 'COMPLETE', 12],
    ['run again with fewer rows', [WHOLE, WHOLE], [count(1, 5), count(2, 1)], 'COMPLETE', 5],
    ['a part run again', [WHOLE, MORNING], [count(1, 5), count(2, 4)], 'COMPLETE', 5],
    ['a run without counts', [WHOLE], [], 'COMPLETE', null],
    ['silent', [WHOLE], [count(1, 0)], 'COMPLETE', 0],
  ] as const)('says of a day %s what is known', (_, windows, counts, state, rows) => {
    const runs = windows.map((window, index) => ({ number: index + 1, ...window }));

    expect(omOf({ runs, counts })).toEqual({ source: 'OM', day: DAY, state, rows });
  });

  it('shows a declared outage until the rows of the whole day were seen', () => {
    const outages = [
      { source: 'OM', from: '2025-08-14T21:00:00Z', until: '2025-08-20T00:00:00Z' },
    ] as const;
    const runs = [{ number: 1, ...WHOLE }];

    expect(omOf({ outages })?.state).toBe('OUTAGE');
    expect(omOf({ outages, runs, counts: [count(1, 0)] })?.state).toBe('OUTAGE');
    expect(omOf({ outages, runs, counts: [count(1, 3)] })?.state).toBe('COMPLETE');
    expect(omOf({ outages, runs, counts: [count(1, 3)] }, '2025-08-13')?.state).toBe('NEVER');
    const courts = drawCalendar([DAY], { runs: [], counts: [], outages });
    expect(courts.find(({ source }) => source === 'RECHTSPRAAK')?.state).toBe('NEVER');
  });

  it('takes a local day as long as it is', () => {
    const short = { number: 1, from: '2025-03-29T23:00:00Z', until: '2025-03-30T22:00:00Z' };
    const long = { number: 2, from: '2025-10-25T22:00:00Z', until: '2025-10-26T22:00:00Z' };

    expect(omOf({ runs: [short] }, '2025-03-30')?.state).toBe('COMPLETE');
    expect(omOf({ runs: [long] }, '2025-10-26')?.state).toBe('PARTIAL');
  });
});

describe('findGaps', () => {
  it('gives what lies open between the first window and a moment, in order', () => {
    const windows = [
      { from: 50, until: 60 },
      { from: 0, until: 10 },
      { from: 20, until: 30 },
      { from: 25, until: 40 },
    ];

    expect(findGaps(windows, 100)).toEqual([
      { from: 10, until: 20 },
      { from: 40, until: 50 },
      { from: 60, until: 100 },
    ]);
    expect(findGaps(windows, 45)).toEqual([
      { from: 10, until: 20 },
      { from: 40, until: 45 },
    ]);
    expect(findGaps([], 100)).toEqual([]);
  });
});
