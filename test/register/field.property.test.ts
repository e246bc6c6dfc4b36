import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { dayNumber, parseBsn, parseDate, parseInstant } from '../../src/register/field.ts';

const RUNS = { seed: 20_250_717, numRuns: 2000 };

const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
const nearTwo = fc.constantFrom(
  '00',
  '01',
  '02',
  '12',
  '13',
  '28',
  '29',
  '30',
  '31',
  '32',
  '59',
  '60',
);
const number = fc.oneof(nearTwo, two);
const year = fc.constantFrom('0000', '0001', '1900', '1999', '2000', '2024', '2025', '9999');
const dateText = fc.tuple(year, number, number).map((parts) => parts.join('-'));

describe('parseDate', () => {
  it('takes just the days that luxon knows, from the year 1 on (contract 2.1)', () => {
    fc.assert(
      fc.property(dateText, (text) => {
        const isDay = DateTime.fromISO(text, { zone: 'utc' }).isValid && !text.startsWith('0000');

        expect(parseDate(text)).toBe(isDay ? text : undefined);
      }),
      RUNS,
    );
  });

  it('counts days as luxon does', () => {
    fc.assert(
      fc.property(dateText, (text) => {
        fc.pre(parseDate(text) !== undefined);

        expect(dayNumber(text)).toBe(
          DateTime.fromISO(text, { zone: 'utc' }).toMillis() / 86_400_000,
        );
      }),
      RUNS,
    );
  });
});

describe('parseInstant', () => {
  const time = fc
    .tuple(number, number, fc.option(number), fc.option(fc.stringMatching(/^\d{1,9}$/)))
    .map(([hour, minute, second, fraction]) => {
      const seconds = second === null ? '' : `:${second}${fraction === null ? '' : `.${fraction}`}`;
      return `${hour}:${minute}${seconds}`;
    });
  const offset = fc.oneof(
    fc.constant('Z'),
    fc.tuple(fc.constantFrom('+', '-'), number, number).map(([sign, h, m]) => `${sign}${h}:${m}`),
  );

  it('takes what luxon takes but 24:00, and gives the same moment (contract 2.1)', () => {
    fc.assert(
      fc.property(dateText, time, offset, (date, clock, zone) => {
        const [hours = '', minutes = ''] = zone.slice(1).split(':');
        // Luxon rolls an offset of 99 minutes over.
        fc.pre(zone === 'Z' || (Number(hours) <= 23 && Number(minutes) <= 59));
        const text = `${date}T${clock}${zone}`;
        const moment = DateTime.fromISO(text, { zone: 'utc' });
        const isMoment = moment.isValid && !clock.startsWith('24') && !date.startsWith('0000');

        expect(parseInstant(text)?.ms).toBe(isMoment ? moment.toMillis() : undefined);
      }),
      RUNS,
    );
  });

  it('keeps what milliseconds cannot hold (contract 3.3)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,20}$/), (fraction) => {
        const instant = parseInstant(`2025-08-12T10:00:00.${fraction}Z`);
        const digits = `${String((instant?.ms ?? 0) % 1000).padStart(3, '0')}${instant?.finer}`;

        expect(digits.replace(/0+$/, '')).toBe(fraction.replace(/0+$/, ''));
      }),
      RUNS,
    );
  });

  it.each([
    '2025-08-12',
    '2025-08-12T10:00',
    '2025-08-12 10:00Z',
    '2025-08-12T10:00+0200',
    '2025-08-12T10Z',
    '2025-08-12T10:00:00,5Z',
    '2025-08-12T10:00:00.Z',
    '2025-08-12t10:00z',
  ])('refuses %s (contract 2.1)', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('parseBsn', () => {
  /** The 11-test as it is told: nine digits, weighed 9 to 2 and the last one −1. */
  function passesElevenTest(digits: string): boolean {
    const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    const sum = weights.reduce(
      (so, weight, place) => so + weight * Number(digits.charAt(place)),
      0,
    );
    return sum % 11 === 0 && Number(digits) > 0;
  }

  it('takes just the numbers that pass the 11-test, padded to nine digits (contract 2.1)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{7,10}$/), (text) => {
        const padded = text.padStart(9, '0');
        const isBsn = [8, 9].includes(text.length) && passesElevenTest(padded);

        expect(parseBsn(text)).toBe(isBsn ? padded : undefined);
      }),
      RUNS,
    );
  });

  it('takes one number in eleven: one last digit of ten, and none where it would be ten', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{7}$/), (text) => {
        const taken = [...'0123456789'].filter((digit) => parseBsn(text + digit) !== undefined);
        const weighed = [...text].reduce(
          (sum, digit, place) => sum + (9 - place) * Number(digit),
          0,
        );

        expect(taken).toEqual(weighed % 11 === 10 ? [] : [String(weighed % 11)]);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  it.each(['00000000', '000000000', '99999034a', ' 99999034', '999 990 342', ''])(
    'refuses %j (contract 2.1)',
    (text) => {
      expect(parseBsn(text)).toBeUndefined();
    },
  );
});
