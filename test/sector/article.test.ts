import { describe, expect, it } from 'vitest';
import {
  articleKey,
  compareArticleNumbers,
  isInRange,
  lawKey,
  parseArticleNumber,
  parseRange,
  printArticle,
} from '../../src/sector/article.ts';
import { COMMON } from '../support/builders.ts';

const { laws } = COMMON;

describe('compareArticleNumbers', () => {
  it('goes by number, then by letters, Latin ones after all plain ones (contract 3.5)', () => {
    const sorted = ['9', '240b', '241', '248', '248a', '248b', '248zz', '248bis', '248ter'];
    sorted.push(
      '248quater',
      '248quinquies',
      '248sexies',
      '248septies',
      '248octies',
      '248:1',
      '249',
    );
    const parse = (text: string) => parseArticleNumber(text) ?? [];

    const mixed = sorted.toReversed().sort((a, b) => compareArticleNumbers(parse(a), parse(b)));

    // Parts are compared one by one, so what begins with 248 alone comes before its lettered ones.
    expect(mixed.filter((text) => text !== '248:1')).toEqual(sorted.filter((t) => t !== '248:1'));
    expect(mixed.indexOf('248:1')).toBe(mixed.indexOf('248') + 1);
  });

  it.each([
    ['2:48', '2.48'],
    ['007', '7'],
    ['248A', '248a'],
  ])('takes %s and %s for the same (contract 2.1, 3.5)', (a, b) => {
    expect(compareArticleNumbers(parseArticleNumber(a) ?? [], parseArticleNumber(b) ?? [])).toBe(0);
  });
});

describe('isInRange', () => {
  it.each([
    ['242-250', '242', true],
    ['242-250', '250', true],
    ['242-250', '249octies', true],
    ['242-250', '248a', true],
    ['242-250', '250a', false],
    ['242-250', '241z', false],
    ['242-250', '24', false],
    ['242-250', '2421', false],
    ['240b', '240b', true],
    ['240b', '240', false],
    ['240b', '240bis', false],
    ['5-8', '5:2', true],
    ['2:1-2:48', '2:48', true],
    ['2:1-2:48', '2:49', false],
    ['*', '2:48', true],
  ])('%s holds %s: %s (contract 3.5)', (range, article, isInside) => {
    const [parsed, number] = [parseRange(range), parseArticleNumber(article)];
    if (parsed === undefined || number === null) throw new Error('neither range nor article');

    expect(isInRange(number, parsed)).toBe(isInside);
  });
});

describe('parseRange', () => {
  it.each(['', '250-242', '1-2-3', 'a', '240 b', '-5', '240b-240a'])(
    'refuses %j (contract 3.5)',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});

describe('lawKey', () => {
  it.each(['Sr', 'sr', 'S.r.', 'WvSr', 'wetboek van strafrecht', 'Wetboekvan Strafrecht'])(
    'knows %s by its aliases, without case, spaces and dots (contract 3.5)',
    (law) => {
      expect(lawKey(law, laws)).toBe('Sr');
    },
  );

  it('keeps an unknown law apart from a known one of that name (contract 3.5)', () => {
    expect(lawKey('Onbekende wet', laws)).toBe(lawKey('onbekendewet', laws));
    expect(lawKey('?sr', laws)).not.toBe('Sr');
  });
});

describe('an article', () => {
  it.each([
    [{ number: '248a', law: 'WvSr' }, '248a Sr'],
    [{ number: '2:48', law: 'apv' }, '2:48 APV'],
    [{ number: '1', law: 'Onbekende wet' }, '1 Onbekende wet'],
  ])('%j is printed %s (contract 5)', (article, text) => {
    expect(printArticle(article, laws)).toBe(text);
  });

  it('is the same by number and law, however both are written (contract 3.3)', () => {
    expect(articleKey({ number: '2.48', law: 'a.p.v.' }, laws)).toBe(
      articleKey({ number: '2:48', law: 'APV' }, laws),
    );
  });
});
