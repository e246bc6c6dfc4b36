import { describe, expect, it } from 'vitest';
import { findGoverning } from '../../src/case/governing.ts';
import type { Decision } from '../../src/register/decision.ts';
import { articleKey } from '../../src/sector/article.ts';
import { articlesOf, COMMON, matched } from '../support/builders.ts';

/** Fact to the id of the decision that governs it; ids are days of August, later ones overrule. */
function govern(...decisions: readonly Partial<Decision>[]): Record<string, string> {
  const { facts } = findGoverning(
    decisions.map((changed, index) =>
      matched({ decisionId: `D${index}`, decidedOn: `2025-08-1${index}`, ...changed }),
    ),
    ({ articles }) => articles.map((article) => articleKey(article, COMMON.laws)),
  );
  return Object.fromEntries([...facts].map(([fact, { decision }]) => [fact, decision.decisionId]));
}

describe('findGoverning', () => {
  it.each<[string, Partial<Decision>[], Record<string, string>]>([
    ['the last of two unnumbered decisions', [{}, {}], { '*': 'D1' }],
    [
      'each numbered decision of its own fact',
      [{ factNumber: 2 }, { factNumber: 1 }],
      { 1: 'D1', 2: 'D0' },
    ],
    ['a later unnumbered decision of every fact', [{ factNumber: 1 }, {}], { 1: 'D1' }],
    ['a later numbered decision of its fact alone', [{}, { factNumber: 1 }], { 1: 'D1' }],
    [
      'the unnumbered fact too, where it carries an article of its own',
      [{ factNumber: 1 }, { articles: articlesOf('300 Sr;310 Sr') }],
      { '*': 'D1', 1: 'D1' },
    ],
    [
      'no unnumbered fact, where only an earlier such decision carries one',
      [{ articles: articlesOf('310 Sr') }, { factNumber: 1 }, {}],
      { 1: 'D2' },
    ],
    [
      'no unnumbered fact for an article under another name of its law',
      [{ factNumber: 1 }, { articles: articlesOf('300 WvSr') }],
      { 1: 'D1' },
    ],
    ['nothing by a double booking', [{ kind: 'SEPOT', grounds: ['99', '20'] }], {}],
    [
      'as if a double booking did not stand there',
      [{}, { kind: 'SEPOT', grounds: ['99'], factNumber: 3 }],
      { '*': 'D0' },
    ],
    [
      'by ground 99 that is not the first',
      [{ kind: 'SEPOT', grounds: ['20', '99'] }],
      { '*': 'D0' },
    ],
    [
      'by registration where the day is the same',
      [
        { decidedOn: '2025-08-11' },
        { decidedOn: '2025-08-11', registeredAt: { ms: 0, finer: '' } },
      ],
      { '*': 'D0' },
    ],
  ])('governs %s (contract 3.3)', (_, decisions, facts) => {
    expect(govern(...decisions)).toEqual(facts);
    expect(
      govern(
        ...decisions
          .map((one, n) => ({ decisionId: `D${n}`, decidedOn: `2025-08-1${n}`, ...one }))
          .reverse(),
      ),
    ).toEqual(facts);
  });

  it('lists the unnumbered fact first, then by number (contract 5)', () => {
    const facts = [10, 2, 1].map((factNumber) =>
      matched({ factNumber, decisionId: `D${factNumber}` }),
    );
    const own = matched({ decisionId: 'Z', articles: articlesOf('310 Sr') });

    const found = findGoverning([...facts, own], ({ articles }) =>
      articles.map(({ number }) => number),
    );

    expect([...found.facts.keys()]).toEqual(['*', '1', '2', '10']);
    expect(found.unnumbered?.decision.decisionId).toBe('Z');
  });
});
