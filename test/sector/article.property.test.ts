import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCommon } from '../../src/intake/rule-compiling.ts';
import { isInRange, lawKey, parseArticleNumber, parseRange } from '../../src/sector/article.ts';

const RUNS = { seed: 20_250_717, numRuns: 2000 };

/** In the order in which the contract puts them. */
const LETTERS = [
  '',
  'a',
  'b',
  'bi',
  'bisa',
  'c',
  'z',
  'bis',
  'ter',
  'quater',
  'quinquies',
  'octies',
];

interface SimpleArticle {
  readonly number: number;
  readonly letters: string;
}

const article: fc.Arbitrary<SimpleArticle> = fc.record({
  number: fc.integer({ min: 8, max: 12 }),
  letters: fc.constantFrom(...LETTERS),
});
const textOf = ({ number, letters }: SimpleArticle) => `${number}${letters}`;

/** Place among all articles, listed one after another: what a range is, said without comparing. */
function placeOf({ number, letters }: SimpleArticle): number {
  const all: string[] = [];
  for (let each = 8; each <= 12; each += 1) for (const tail of LETTERS) all.push(`${each}${tail}`);
  return all.indexOf(`${number}${letters}`);
}

describe('isInRange', () => {
  it('holds what stands between the ends in the list of all articles (contract 3.5)', () => {
    fc.assert(
      fc.property(article, article, article, (from, to, one) => {
        const range = parseRange(`${textOf(from)}-${textOf(to)}`);
        const number = parseArticleNumber(textOf(one)) ?? [];

        if (placeOf(from) > placeOf(to)) expect(range).toBeUndefined();
        else
          expect(range !== undefined && isInRange(number, range)).toBe(
            placeOf(one) >= placeOf(from) && placeOf(one) <= placeOf(to),
          );
      }),
      RUNS,
    );
  });
});

describe('lawKey', () => {
  const NAMES = ['Sr', 'Wetboek van Strafrecht', 'WVW 1994', 'W.E.D.'];
  const { laws } = compileCommon(
    {
      version: 'test',
      laws: Object.fromEntries(NAMES.map((name, place) => [`L${place}`, [name]])),
      knownGrounds: [],
      minorOffences: { fineThresholdEur: 130, alwaysRegistered: [] },
    },
    'common.json',
  );
  /** A name in which case, spaces and dots are otherwise. */
  const spelling = fc
    .tuple(fc.constantFrom(...NAMES), fc.infiniteStream(fc.constantFrom('', '', ' ', '.', 'case')))
    .map(([name, stream]) => {
      const letters = [...name].map((letter) => {
        const change = stream.next().value;
        return change === 'case' ? letter.toUpperCase() : `${change}${letter.toLowerCase()}`;
      });
      return { name, text: letters.join('') };
    });

  it('knows a law however it is spelt, and no other (contract 3.5)', () => {
    const bare = (text: string) =>
      [...text.toLowerCase()].filter((c) => !' .'.includes(c)).join('');
    fc.assert(
      fc.property(spelling, fc.constantFrom('', 'x', '1'), ({ name, text }, tail) => {
        const known = NAMES.findIndex((each) => bare(each) === bare(text + tail));

        expect(lawKey(text, laws)).toBe(`L${NAMES.indexOf(name)}`);
        expect(lawKey(text + tail, laws)).toBe(known < 0 ? `?${bare(text + tail)}` : `L${known}`);
      }),
      { ...RUNS, numRuns: 500 },
    );
  });
});
