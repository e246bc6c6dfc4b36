import { describe, expect, it } from 'vitest';
import * as time from '../../src/register/local-time.ts';

const ms = (iso: string) => Date.parse(iso);

describe('local midnight', () => {
  it.each([
    ['2025-07-17', '2025-07-16T22:00:00Z'],
    ['2025-01-01', '2024-12-31T23:00:00Z'],
    ['2025-03-30', '2025-03-29T23:00:00Z'],
    ['2025-03-31', '2025-03-30T22:00:00Z'],
    ['2025-10-26', '2025-10-25T22:00:00Z'],
    ['2025-10-27', '2025-10-26T23:00:00Z'],
  ])('of %s is %s (contract 1)', (date, instant) => {
    expect(time.localMidnight(date)).toBe(ms(instant));
    expect(time.isLocalMidnight(ms(instant))).toBe(true);
    expect(time.isLocalMidnight(ms(instant) + 1)).toBe(false);
    expect(time.localDate(ms(instant))).toBe(date);
    expect(time.localDate(ms(instant) - 1)).not.toBe(date);
  });
});

describe('days', () => {
  it.each([
    ['2025-03-30', 23],
    ['2025-10-26', 25],
    ['2025-08-12', 24],
  ])('%s is %i hours long (contract 1)', (date, hours) => {
    const start = time.localMidnight(date);

    expect(time.addLocalDays(start, 1) - start).toBe(hours * 3_600_000);
    expect(time.startOfLocalDay(start + 2.5 * 3_600_000)).toBe(start);
    expect(time.countLocalDays(start, time.addLocalDays(start, 1))).toBe(1);
  });

  it('counts the local days that a stretch touches', () => {
    const [from, until] = [ms('2025-08-12T21:59:00Z'), ms('2025-08-13T22:01:00Z')];

    expect(time.countLocalDays(from, until)).toBe(3);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-03-01', -1, '2025-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-03-30', 1, '2025-03-31'],
  ])('moves %s by %i to %s', (date, days, moved) => {
    expect(time.shiftDate(date, days)).toBe(moved);
  });
});

describe('texts of a moment', () => {
  it('are those of its zone', () => {
    expect(time.localText(ms('2025-07-16T22:00:00Z'))).toBe('2025-07-17T00:00:00+02:00');
    expect(time.utcText(ms('2025-07-17T00:00:00+02:00'))).toBe('2025-07-16T22:00:00Z');
  });
});
