import { describe, expect, it } from 'vitest';
import type { CaseQuestion } from '../../src/notice/case-judgement.ts';
import { composeNotice } from '../../src/notice/compose.ts';
import { askReview } from '../../src/notice/review-question.ts';
import { articlesOf, aSubscription, DOUBTFUL, matched } from '../support/builders.ts';
import { judged, SETTING } from '../support/cases.ts';

const IN_DOUBT = [matched({ articles: articlesOf('311 Sr') })];

function ask(changed: Partial<CaseQuestion>) {
  const judgement = judged(changed);
  return askReview(judgement, SETTING, composeNotice(judgement, SETTING));
}

describe('askReview', () => {
  it('asks nothing where no fact stands for review', () => {
    expect(ask({})).toBeNull();
  });

  it('says what either answer makes of the case', () => {
    const facts = [
      matched({ factNumber: 1 }),
      matched({ decisionId: 'D2', factNumber: 2, articles: articlesOf('311 Sr') }),
    ];
    const question = ask({ matched: facts });

    expect(question?.asNotice.facts.map(({ fact, byReview }) => [fact, byReview])).toEqual([
      ['1', undefined],
      ['2', true],
    ]);
    expect(question?.asDismissed?.facts.map(({ fact }) => fact)).toEqual(['1']);
  });

  it('would take a fact that no rule knows for one of the gravest', () => {
    expect(ask({ matched: IN_DOUBT })?.asNotice).toMatchObject({
      priority: 1,
      category: 'UNKNOWN',
    });
    expect(ask({ matched: IN_DOUBT })?.asDismissed).toBeNull();
  });

  it.each<[string, Partial<CaseQuestion>]>([
    [
      'a decision',
      { matched: [matched({ articles: articlesOf('311 Sr'), decidedOn: '2025-08-10' })] },
    ],
    ['a version', { matched: [matched({ articles: articlesOf('311 Sr'), version: 2 })] }],
    ['the subscription', { matched: IN_DOUBT, subscription: aSubscription({ role: 'LWT' }) }],
    ['the match', { matched: [matched({ articles: articlesOf('311 Sr') }, DOUBTFUL)] }],
    [
      'a conflict',
      {
        matched: IN_DOUBT,
        conflicts: [{ reference: 'OM:D2:1', rows: [matched({ decisionId: 'D2' })] }],
      },
    ],
  ])('asks again once %s is another', (_, changed) => {
    expect(ask(changed)?.basis).not.toBe(ask({ matched: IN_DOUBT })?.basis);
  });

  it('asks the same whatever the order of decisions and rows', () => {
    const rows = [matched({ decisionId: 'D2' }), matched({ decisionId: 'D2', familyName: 'Smit' })];
    const both = [
      ...IN_DOUBT,
      matched({ decisionId: 'D3', factNumber: 1, articles: articlesOf('312 Sr') }),
    ];
    const one = ask({ matched: both, conflicts: [{ reference: 'OM:D2:1', rows }] });
    const other = ask({
      matched: both.toReversed(),
      conflicts: [{ reference: 'OM:D2:1', rows: rows.toReversed() }],
    });

    expect(other).toEqual(one);
  });
});
