import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/register/field.ts';
import { plainInstant } from '../../src/screen/plain-instant.ts';
import { mutatedBytes, mutationsOf } from './mutations.ts';

const SEED = 20_250_717;

/** The field stands in the middle of a row, so that a check that reads beyond it is seen. */
function instantOf(field: Buffer): number {
  const bytes = Buffer.concat([Buffer.from('1,'), field, Buffer.from(',0+00:00Z\n')]);
  return plainInstant(bytes, 2, 2 + field.length);
}

function expectSame(field: Buffer): boolean {
  const ms = instantOf(field);
  if (Number.isNaN(ms)) return false;
  expect(parseInstant(field.toString('latin1'))).toEqual({ ms, finer: '' });
  return true;
}

const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
const moment = fc
  .record({
    date: fc
      .date({
        min: new Date('0001-01-01T00:00Z'),
        max: new Date('9999-12-31T00:00Z'),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10)),
    hour: two(23),
    minute: two(59),
    seconds: fc.oneof(
      fc.constant(''),
      two(59).map((second) => `:${second}`),
      fc.tuple(two(59), fc.stringMatching(/^\d{1,3}$/)).map(([s, f]) => `:${s}.${f}`),
    ),
    offset: fc.oneof(
      fc.constant('Z'),
      fc
        .tuple(fc.constantFrom('+', '-'), two(23), two(59))
        .map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  })
  .map(({ date, hour, minute, seconds, offset }) => `${date}T${hour}:${minute}${seconds}${offset}`);

describe('plainInstant', () => {
  it('gives the moment of the full path for every plain form (contract 2.1)', () => {
    fc.assert(
      fc.property(moment, (text) => {
        expect(expectSame(Buffer.from(text))).toBe(true);
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });

  it('takes nothing that the full path does not take, whatever bytes are changed', () => {
    const changed = moment.chain((text) => mutatedBytes(Buffer.from(text)));

    fc.assert(
      fc.property(changed, (field) => {
        expectSame(field);
      }),
      { seed: SEED, numRuns: 40_000 },
    );
  });

  it.each([
    ['2025-08-01T12:30Z'],
    ['2025-08-01T12:30+02:00'],
    ['2025-08-01T12:30:05-01:30'],
    ['2025-08-01T12:30:05.123Z'],
    ['2024-02-29T23:59:59.9+23:59'],
  ])('takes %s, and no other value for it when any one byte is changed', (text) => {
    expect(expectSame(Buffer.from(text))).toBe(true);
    for (const changed of mutationsOf(Buffer.from(text))) expectSame(changed);
  });

  it.each([
    ['2025-08-01T24:00Z', 'hour 24'],
    ['2025-08-01T12:00:60Z', 'second 60'],
    ['2025-08-01T12:00', 'no offset'],
    ['2025-08-01T12:00:00', 'no offset after seconds'],
    ['2025-08-01T12:00:00.Z', 'an empty fraction'],
    ['2025-08-01T12:00:00.1234Z', 'more than milliseconds, which the full path knows'],
    ['2025-02-29T12:00Z', 'a day that is none'],
    ['2025-08-01T12:00+24:00', 'an offset of a day'],
    ['2025-08-01T12:00+02:60', 'an offset of sixty minutes'],
    ['2025-08-01T12:00+0200', 'an offset without colon'],
    ['2025-08-01t12:00z', 'small letters'],
    ['2025-08-01 12:00Z', 'a space for the T'],
    ['', 'nothing'],
  ])('leaves %s to the full path: %s', (text) => {
    expect(instantOf(Buffer.from(text))).toBeNaN();
  });
});
