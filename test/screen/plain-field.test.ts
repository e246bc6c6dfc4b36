import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  birthSeed,
  HASH_PRIME,
  HASH_SEED,
  hashNameKey,
  hashText,
} from '../../src/person/key-hash.ts';
import {
  parseArticles,
  parseBirthDate,
  parseBsn,
  parseCaseNumber,
  parseCount,
  parseDate,
  parseEcli,
  parseFine,
  parseGrounds,
  parseId,
  parseSkn,
} from '../../src/register/field.ts';
import { isPlainArticles, isPlainEcli } from '../../src/screen/plain-article.ts';
import * as plain from '../../src/screen/plain-field.ts';
import { hashBytes, hashName } from '../../src/screen/plain-hash.ts';
import { mutatedBytes, mutationsOf } from './mutations.ts';

const SEED = 20_250_717;

type Check = (bytes: Buffer, start: number, end: number) => number | boolean;
type Parse = (text: string) => unknown;

/** Checks with their twins of the full path, and plain values that both must take. */
const TWINS: readonly (readonly [string, Check, Parse, readonly string[]])[] = [
  ['isPlainId', plain.isPlainId, parseId, ['D-1', '!', '~<=>', 'x'.repeat(64)]],
  ['isPlainSkn', plain.isPlainSkn, parseSkn, ['SKN1', 'z', '0123456789abcdefghiJ']],
  ['isPlainCaseNumber', plain.isPlainCaseNumber, parseCaseNumber, ['05/123456-25', '00/000000-00']],
  ['isPlainGrounds', plain.isPlainGrounds, parseGrounds, ['02', '55;01', '99;00;12']],
  ['isPlainFine', plain.isPlainFine, parseFine, ['0', '10', '10.5', '1234567890.99', '007']],
  ['isPlainEcli', isPlainEcli, parseEcli, ['ECLI:NL:HR:2025:1', 'ECLI:NL:RBAMS:2025:A.1']],
  [
    'isPlainArticles',
    isPlainArticles,
    parseArticles,
    ['249 Sr', '248a Sr;8 WVW1994', '2:48 APV', '420bis.1 Sr', '2 Opiumwet;10 W o w', '1 s;2 a b'],
  ],
  ['plainBsn', plain.plainBsn, parseBsn, ['999990342', '000000012']],
  ['plainDate', plain.plainDate, parseDate, ['2025-08-01', '2024-02-29', '0001-01-01']],
  [
    'plainBirthDate',
    plain.plainBirthDate,
    parseBirthDate,
    ['1980-00-00', '1980-02-00', '2000-02-29'],
  ],
  ['digits as a count', countOf, parseCount, ['1', '999999999', '012']],
];

function countOf(bytes: Buffer, start: number, end: number): boolean {
  return end > start && end - start <= 9 && plain.digits(bytes, start, end) >= 1;
}

/** The field with neighbours that would be taken for part of it. */
function checked(check: Check, field: Buffer): number | boolean {
  return check(Buffer.concat([Buffer.from('1;'), field, Buffer.from(';01')]), 2, 2 + field.length);
}

function accepts(answer: number | boolean): boolean {
  return typeof answer === 'number' ? answer > 0 : answer;
}

/** The screen looks at printable ASCII only, without quotes and without spaces at the ends. */
function isPlainText(field: Buffer): boolean {
  return /^(?! )[ !#-~]+(?<! )$/.test(field.toString('latin1'));
}

function expectTwin(check: Check, parse: Parse, field: Buffer): void {
  if (!isPlainText(field)) return;
  const answer = checked(check, field);
  if (!accepts(answer)) return;
  const text = field.toString('latin1');
  const value = parse(text);
  expect(value, text).not.toBeUndefined();
  if (typeof answer === 'number') expect(answer).toBe(Number(String(value).replaceAll('-', '')));
}

describe('each plain check', () => {
  it.each(TWINS)(
    '%s takes plain values that its twin takes, with the same value',
    (_, check, parse, values) => {
      for (const value of values) {
        expect(accepts(checked(check, Buffer.from(value)))).toBe(true);
        expectTwin(check, parse, Buffer.from(value));
      }
    },
  );

  it.each(TWINS)(
    '%s takes nothing that its twin does not, when any one byte is changed',
    (_, check, parse, values) => {
      for (const value of values)
        for (const changed of mutationsOf(Buffer.from(value))) expectTwin(check, parse, changed);
    },
  );

  it.each(TWINS)(
    '%s takes nothing that its twin does not, when several bytes are changed',
    (_, check, parse, values) => {
      const changed = fc.constantFrom(...values).chain((value) => mutatedBytes(Buffer.from(value)));

      fc.assert(
        fc.property(changed, (field) => {
          expectTwin(check, parse, field);
        }),
        { seed: SEED, numRuns: 4000 },
      );
    },
  );

  it.each(TWINS)(
    '%s takes nothing that its twin does not, of text made of its own signs',
    (_, check, parse, values) => {
      const signs = fc.constantFrom(...new Set(`${values.join('')}019 ;:.lLidZz-/`));

      fc.assert(
        fc.property(fc.string({ unit: signs, minLength: 1, maxLength: 14 }), (text) => {
          expectTwin(check, parse, Buffer.from(text));
        }),
        { seed: SEED, numRuns: 4000 },
      );
    },
  );
});

describe('plainDate and plainBirthDate', () => {
  const YEARS = ['0000', '0001', '0004', '0100', '1900', '2000', '2023', '2024', '9999'];

  it('take exactly the days that the full path takes', () => {
    for (const year of YEARS)
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const text = [year, ...[month, day].map((n) => String(n).padStart(2, '0'))].join('-');
          const field = Buffer.from(text);
          const value = Number(text.replaceAll('-', ''));

          expect(plain.plainDate(field, 0, 10)).toBe(parseDate(text) === undefined ? -1 : value);
          expect(plain.plainBirthDate(field, 0, 10)).toBe(
            parseBirthDate(text) === undefined ? -1 : value,
          );
        }
  });
});

describe('plainBsn', () => {
  it('takes exactly the numbers of nine digits that the full path takes', () => {
    const number = fc.stringMatching(/^(9999\d{5}|0000000\d\d)$/);

    fc.assert(
      fc.property(number, (text) => {
        expect(plain.plainBsn(Buffer.from(text), 0, 9)).toBe(Number(parseBsn(text) ?? -1));
      }),
      { seed: SEED, numRuns: 20_000 },
    );
  });
});

describe('codeAt', () => {
  const CODES = plain.codes(['OM', 'RECHTSPRAAK', 'OVAR']);

  it.each([
    ['OM', 0],
    ['RECHTSPRAAK', 1],
    ['OVAR', 2],
    ['om', -1],
    ['O', -1],
    ['OMM', -1],
    ['RECHTSPRAAC', -1],
    ['', -1],
  ])('finds %j at place %i', (text, place) => {
    const bytes = Buffer.from(`;${text};`);

    expect(plain.codeAt(bytes, 1, 1 + text.length, CODES)).toBe(place);
  });
});

describe('hashBytes and hashName', () => {
  const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
  const name = fc.oneof(
    ascii,
    fc.string({
      unit: fc.constantFrom('Ü', 'u\u0308', 'ß', 'Ａ', '日', '😀', 'ﬁ', 'b', '-', ' ', '3', '٣'),
    }),
  );

  it('give the hash that the full path gives to text', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        const bytes = Buffer.from(text);

        expect(hashBytes(bytes, 0, bytes.length, HASH_SEED, HASH_PRIME) || 1).toBe(hashText(text));
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  it('give the hash that the full path gives to a normalised name and a date of birth (contract 3.1)', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('1980-01-02', '2000-12-31'), (familyName, birthDate) => {
        const bytes = Buffer.from(familyName);
        const seed = birthSeed(Number(birthDate.replaceAll('-', '')));

        expect(hashName(bytes, 0, bytes.length, seed)).toBe(hashNameKey({ familyName, birthDate }));
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });
});

describe('isTooLong', () => {
  it('begins beyond 32 KiB (contract 2.5)', () => {
    expect(plain.isTooLong(5, 5 + 32 * 1024)).toBe(false);
    expect(plain.isTooLong(5, 6 + 32 * 1024)).toBe(true);
  });
});
