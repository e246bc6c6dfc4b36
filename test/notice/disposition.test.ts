import { describe, expect, it } from 'vitest';
import { GovernedOutcomes } from '../../src/notice/disposition.ts';
import { articlesOf, aSubscription, DOUBTFUL, matched } from '../support/builders.ts';
import { judged } from '../support/cases.ts';

const NOT_RELEVANT = articlesOf('310 Sr');

describe('GovernedOutcomes', () => {
  it('gives a decision its strongest outcome over all subscriptions and facts (contract 4)', () => {
    const governed = new GovernedOutcomes();
    const ended = aSubscription({ status: 'ENDED' });
    governed.add(
      judged({
        matched: [matched({}), matched({ decisionId: 'D2', articles: NOT_RELEVANT }, DOUBTFUL)],
      }),
    );
    governed.add(judged({ subscription: ended, matched: [matched({})] }));
    governed.add(judged({ matched: [matched({ decisionId: 'D2' }, DOUBTFUL)] }));
    governed.add(judged({ subscription: ended, matched: [matched({ decisionId: 'D3' })] }));

    expect(['OM:D1', 'OM:D2', 'OM:D3'].map((key) => governed.dispositionOf(key))).toEqual([
      'NOTICE',
      'REVIEW',
      'CONSIDERED',
    ]);
  });

  it('takes a decision that governs nothing for overruled (contract 4)', () => {
    const governed = new GovernedOutcomes();
    governed.add(
      judged({
        matched: [
          matched({ decidedOn: '2025-08-10' }),
          matched({ decisionId: 'D2' }),
          matched({ decisionId: 'D3', kind: 'SEPOT', grounds: ['99'], decidedOn: '2025-08-13' }),
        ],
      }),
    );

    expect(['OM:D1', 'OM:D2', 'OM:D3'].map((key) => governed.dispositionOf(key))).toEqual([
      'OVERRULED',
      'NOTICE',
      'OVERRULED',
    ]);
  });
});
