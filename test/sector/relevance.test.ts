import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/register/decision.ts';
import { isAlwaysRegistered, judgeRelevance, weighArticles } from '../../src/sector/relevance.ts';
import { aDecision, articlesOf, COMMON, TAXI } from '../support/builders.ts';

function judge(articles: string, changed: Partial<Decision> = {}): string {
  const decision = aDecision({ articles: articlesOf(articles), ...changed });
  const found = judgeRelevance(weighArticles(decision, TAXI, COMMON), decision, TAXI, {
    asOf: '2025-08-13',
    subscriptionBirthDate: '1980-05-17',
  });
  return 'category' in found ? `${found.is} ${found.category.id}` : found.is;
}

const OLD = { decidedOn: '2020-08-11', offenceFrom: '2020-08-01', offenceUntil: '2020-08-01' };

describe('judgeRelevance', () => {
  it.each([
    ['300 Sr', {}, 'RELEVANT GEWELD'],
    ['301a WvSr', {}, 'RELEVANT GEWELD'],
    ['310 Sr', {}, 'NOT_RELEVANT'],
    ['2:48 APV', {}, 'NOT_RELEVANT'],
    ['311 Sr', {}, 'UNKNOWN_ARTICLE'],
    ['300 Onbekend', {}, 'UNKNOWN_ARTICLE'],
    ['311 Sr;300 Sr;310 Sr', {}, 'RELEVANT GEWELD'],
    ['311 Sr;310 Sr', {}, 'UNKNOWN_ARTICLE'],
    ['300 Sr;241 Sr', {}, 'RELEVANT ZEDEN'],
    ['107 WVW1994;300 Sr', {}, 'RELEVANT GEWELD'],
    ['300 Sr', OLD, 'OUTSIDE_LOOKBACK GEWELD'],
    ['300 Sr;107 WVW', OLD, 'RELEVANT VERKEER'],
    ['300 Sr;311 Sr', OLD, 'UNKNOWN_ARTICLE'],
    ['300 Sr;310 Sr', OLD, 'OUTSIDE_LOOKBACK GEWELD'],
  ] as const)('says of %s %j: %s (contract 3.5, 3.6)', (articles, changed, said) => {
    expect(judge(articles, changed)).toBe(said);
  });

  it.each([
    ['245 Sr', '2024-06-30', 'RELEVANT ZEDEN'],
    ['245 Sr', '2024-07-01', 'UNKNOWN_ARTICLE'],
    ['240 Sr', '2024-06-30', 'UNKNOWN_ARTICLE'],
    ['240 Sr', '2024-07-01', 'RELEVANT ZEDEN'],
  ])('goes for %s by the first day of the offence, %s (contract 3.5)', (articles, day, said) => {
    expect(judge(articles, { offenceFrom: day, offenceUntil: '2025-01-01' })).toBe(said);
  });

  it('asks for the class of the offence where an entry names one (contract 3.5)', () => {
    expect(judge('306 Sr')).toBe('RELEVANT GEWELD');
    expect(judge('306 Sr', { offenceClass: 'OVERTREDING' })).toBe('UNKNOWN_ARTICLE');
  });
});

describe('isAlwaysRegistered', () => {
  it.each([
    ['5 WVW', true],
    ['107 WVW1994;310 Sr', true],
    ['5a WVW', false],
    ['5 Sr', false],
  ])('says of %s: %s (contract 3.4)', (articles, is) => {
    expect(isAlwaysRegistered(aDecision({ articles: articlesOf(articles) }), COMMON)).toBe(is);
  });
});
