import { describe, expect, it } from 'vitest';
import { judgeAnswer, parseRetryAfter, waitBeforeRetry } from '../../src/deliver/retry.ts';
import type { Answer } from '../../src/deliver/sink.ts';

const ANSWER = {
  kind: 'ANSWERED',
  status: 202,
  retryAfterMs: null,
  excerpt: 'what it said',
  namesEvent: false,
} as const;

describe('judgeAnswer (contract 6)', () => {
  it.each([200, 201, 202, 204, 299])('takes %i for delivered', (status) => {
    expect(judgeAnswer({ ...ANSWER, status }).kind).toBe('DELIVERED');
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 599, 600, 999])('tries %i again', (status) => {
    expect(judgeAnswer({ ...ANSWER, status, retryAfterMs: 7 })).toMatchObject({
      kind: 'RETRY',
      status,
      afterMs: 7,
    });
  });

  it.each([400, 401, 403, 404, 410, 413, 422, 300, 301, 302, 307, 308, 101])(
    'makes %i a dead letter with what the receiver said',
    (status) => {
      expect(judgeAnswer({ ...ANSWER, status })).toEqual({
        kind: 'DEAD',
        status,
        reason: 'what it said',
      });
    },
  );

  it('takes a 409 that names the event for delivered, any other for a dead letter', () => {
    expect(judgeAnswer({ ...ANSWER, status: 409, namesEvent: true }).kind).toBe('DELIVERED');
    expect(judgeAnswer({ ...ANSWER, status: 409 }).kind).toBe('DEAD');
  });

  it.each<Answer['kind']>(['TIMED_OUT', 'CONNECTION_FAILED', 'STOPPED'])(
    'tries again after %s',
    (kind) => {
      expect(judgeAnswer({ kind, reason: 'why' } as Answer)).toEqual({
        kind: 'RETRY',
        status: null,
        reason: 'why',
        afterMs: null,
      });
    },
  );
});

describe('waitBeforeRetry', () => {
  const backOff = { baseMs: 100, capMs: 1000, retryAfterCapMs: 5000 };

  it('grows with the tries up to its cap, with full jitter', () => {
    const longest = [0, 1, 2, 3, 4, 50].map((tries) =>
      waitBeforeRetry({ afterMs: null }, tries, backOff, () => 1),
    );

    expect(longest).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect(waitBeforeRetry({ afterMs: null }, 3, backOff, () => 0)).toBe(0);
  });

  it('does as the receiver asks, up to a cap', () => {
    expect(waitBeforeRetry({ afterMs: 3000 }, 1, backOff, () => 0)).toBe(3000);
    expect(waitBeforeRetry({ afterMs: 9e15 }, 1, backOff, () => 0)).toBe(5000);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2025, 8, 1, 12, 0, 0);

  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5000],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['Mon, 01 Sep 2025 12:01:00 GMT', 60_000],
    ['Mon, 01 Sep 2025 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['', null],
    [undefined, null],
  ])('reads %j as %j', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
