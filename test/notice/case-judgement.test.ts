import { describe, expect, it } from 'vitest';
import type { JudgedFact } from '../../src/notice/outcome.ts';
import { articlesOf, aSubscription, DOUBTFUL, matched } from '../support/builders.ts';
import { judged } from '../support/cases.ts';

const say = (facts: readonly JudgedFact[]) =>
  facts.map(({ fact, decision, outcome }) => `${fact} ${decision.decisionId} ${outcome}`);

const CLEARING = { decisionId: 'D2', decidedOn: '2025-08-12', kind: 'SEPOT', grounds: ['01'] };

describe('judgeCase', () => {
  it('lets no doubtful match clear a certain one, and judges both (contract 3.3)', () => {
    const { exact, doubtful } = judged({ matched: [matched({}), matched(CLEARING, DOUBTFUL)] });

    expect(say(exact)).toEqual(['* D1 NOTICE']);
    expect(say(doubtful)).toEqual(['* D2 CLEARED']);
  });

  it('lets the last of the certain ones govern (contract 3.3)', () => {
    expect(say(judged({ matched: [matched({}), matched(CLEARING)] }).exact)).toEqual([
      '* D2 CLEARED',
    ]);
  });

  it('says what the unnumbered decision would say, though it is no fact (contract 3.9)', () => {
    const numbered = matched({
      decisionId: 'D2',
      factNumber: 1,
      articles: articlesOf('300 Sr;310 Sr'),
    });
    const { exact, exactUnnumbered, doubtfulUnnumbered } = judged({
      matched: [
        matched({}),
        { ...numbered, decision: { ...numbered.decision, decidedOn: '2025-08-12' } },
      ],
    });

    expect(say(exact)).toEqual(['1 D2 NOTICE']);
    expect(say(exactUnnumbered === null ? [] : [exactUnnumbered])).toEqual(['* D1 NOTICE']);
    expect(doubtfulUnnumbered).toBeNull();
  });

  it('judges the rows of a conflict by themselves (contract 3.8)', () => {
    const conflicts = [
      { reference: 'OM:D3:1', rows: [matched({ decisionId: 'D3' }), matched(CLEARING)] },
    ];

    expect(say(judged({ matched: [], conflicts }).conflicting)).toEqual([
      '! D3 NOTICE',
      '! D2 CLEARED',
    ]);
  });

  it('tells why the subscription no longer counts (contract 3.7)', () => {
    expect(judged().ending).toBeNull();
    expect(judged({ subscription: aSubscription({ status: 'ENDED' }) }).ending).toBe(
      'STATUS_ENDED',
    );
  });
});
