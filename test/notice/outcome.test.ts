import { describe, expect, it } from 'vitest';
import { endingOf, judgeFact } from '../../src/notice/outcome.ts';
import type { Match } from '../../src/person/match.ts';
import type { Decision } from '../../src/register/decision.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import {
  articlesOf,
  aSubscription,
  COMMON,
  DOUBTFUL,
  EXACT,
  matched,
  TAXI,
} from '../support/builders.ts';

const MEASURE = { common: COMMON, sector: TAXI, asOf: '2025-08-13' };
const ENDED = { status: 'ENDED' } as const;
const OLD = { decidedOn: '2020-08-11', offenceFrom: '2020-08-01', offenceUntil: '2020-08-01' };
const CLEARED = { kind: 'SEPOT', grounds: ['01'] };

function judge(
  changed: Partial<Decision>,
  {
    match = EXACT,
    subscription = {},
  }: { match?: Match; subscription?: Partial<Subscription> } = {},
) {
  const fact = judgeFact('1', matched(changed, match), aSubscription(subscription), MEASURE);
  return [fact.outcome, fact.rule, ...fact.reasons].join(' ').trim();
}

describe('judgeFact', () => {
  it.each<[string, Partial<Decision>]>([
    ['NOTICE GEWELD', {}],
    ['CLEARED GROUND_01', { ...CLEARED, articles: articlesOf('310 Sr') }],
    ['NOT_WEIGHED GROUND_02', { ...OLD, kind: 'SEPOT', grounds: ['02'] }],
    [
      'NOT_RELEVANT LIST_NOT_RELEVANT',
      { kind: 'SEPOT', grounds: ['10'], articles: articlesOf('310 Sr') },
    ],
    ['OUTSIDE_LOOKBACK CATEGORY_GEWELD', { ...OLD, kind: 'OVAR' }],
    ['REVIEW  UNKNOWN_ARTICLE', { articles: articlesOf('311 Sr') }],
    ['REVIEW  UNKNOWN_GROUND', { kind: 'SEPOT', grounds: ['10'] }],
    ['REVIEW  OVAR UNKNOWN_ARTICLE', { kind: 'OVAR', articles: articlesOf('311 Sr') }],
    ['NOT_RELEVANT LIST_NOT_RELEVANT', { kind: 'OVAR', articles: articlesOf('310 Sr') }],
  ])('comes to %s (contract 3.8), case %#', (outcome, changed) => {
    expect(judge(changed)).toBe(outcome);
  });

  it.each<[string, Partial<Decision>]>([
    ['SUBSCRIPTION_ENDED STATUS_ENDED', {}],
    ['SUBSCRIPTION_ENDED STATUS_ENDED', { articles: articlesOf('311 Sr') }],
    ['CLEARED GROUND_01', CLEARED],
    ['NOT_RELEVANT LIST_NOT_RELEVANT', { articles: articlesOf('310 Sr') }],
    ['OUTSIDE_LOOKBACK CATEGORY_GEWELD', OLD],
  ])('comes to %s for an ended subscription (contract 3.8), case %#', (outcome, changed) => {
    expect(judge(changed, { subscription: ENDED })).toBe(outcome);
  });

  it('gives all reasons of a review, sorted (contract 3.8)', () => {
    const decision = { kind: 'SEPOT', grounds: ['57'], articles: articlesOf('311 Sr') };

    expect(judge(decision, { match: DOUBTFUL })).toBe(
      'REVIEW  NAME_AND_BIRTH_DATE_ONLY UNKNOWN_ARTICLE UNKNOWN_GROUND',
    );
  });

  it('asks a person about a doubtful match with what would be a notice (contract 3.8)', () => {
    const fact = judgeFact('1', matched({}, DOUBTFUL), aSubscription(), MEASURE);

    expect(fact.outcome).toBe('REVIEW');
    expect(fact.category?.id).toBe('GEWELD');
  });
});

describe('endingOf', () => {
  it.each<[string | null, Partial<Subscription>]>([
    [null, {}],
    [null, { status: 'BLOCKED' }],
    [null, { status: 'SUSPENDED' }],
    [null, { validFrom: '2030-01-01' }],
    [null, { validUntil: '2025-08-14' }],
    ['VALID_UNTIL', { validUntil: '2025-08-13' }],
    ['STATUS_ENDED', { status: 'ENDED', validUntil: '2025-08-13' }],
  ])('is %s for %j (contract 3.7)', (ending, changed) => {
    expect(endingOf(aSubscription(changed), '2025-08-13')).toBe(ending);
  });
});
