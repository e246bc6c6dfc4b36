import { describe, expect, it } from 'vitest';
import { composeNotice } from '../../src/notice/compose.ts';
import { contentAnswered, issueAnswer, type Resolution } from '../../src/notice/resolution.ts';
import { askReview, type ReviewQuestion } from '../../src/notice/review-question.ts';
import { articlesOf, matched } from '../support/builders.ts';
import { judged, SETTING } from '../support/cases.ts';

/** A case with one fact that is a notice and one that stands for review, or the latter alone. */
function questionOf(isNoticeToo: boolean): ReviewQuestion {
  const inDoubt = matched({ decisionId: 'D2', factNumber: 2, articles: articlesOf('311 Sr') });
  const judgement = judged({
    matched: isNoticeToo ? [matched({ factNumber: 1 }), inDoubt] : [inDoubt],
  });
  const question = askReview(judgement, SETTING, composeNotice(judgement, SETTING));
  if (question === null) throw new Error('nothing stands for review');
  return question;
}

const ALONE = questionOf(false);
const BOTH = questionOf(true);
const NONE = { latest: null, noticeId: 'N1' };

function answered(answer: Resolution['answer'], basis: string): Resolution {
  return { answer, basis, by: 'A. Beoordelaar', reason: 'dossier', at: '2025-08-14T08:00:00Z' };
}

describe('contentAnswered', () => {
  it.each([
    ['a notice', answered('NOTICE', BOTH.basis), ['1', '2']],
    ['a dismissal', answered('DISMISSED', BOTH.basis), ['1']],
    ['an answer to another question', answered('NOTICE', ALONE.basis), ['1']],
    ['no answer', null, ['1']],
  ])('counts the facts that %s leaves', (_, resolution, facts) => {
    expect(contentAnswered(BOTH, resolution)?.facts.map(({ fact }) => fact)).toEqual(facts);
  });
});

describe('issueAnswer', () => {
  it('issues a notice where the answer says so, once', () => {
    const latest = issueAnswer(ALONE, 'NOTICE', NONE);

    expect(latest).toMatchObject({
      action: 'NEW',
      noticeVersion: 1,
      flags: ['RESOLVED_BY_REVIEW'],
    });
    expect(issueAnswer(ALONE, 'NOTICE', { ...NONE, latest })).toBeNull();
  });

  it('takes a notice back that rests on an earlier answer alone', () => {
    const latest = issueAnswer(ALONE, 'NOTICE', NONE);

    expect(issueAnswer(ALONE, 'DISMISSED', { ...NONE, latest })?.action).toBe('RETRACTED');
    expect(issueAnswer(ALONE, 'DISMISSED', NONE)).toBeNull();
  });

  it('takes nothing back that the rules said (contract 3.9)', () => {
    const latest = issueAnswer(BOTH, 'NOTICE', NONE);
    const byRules = issueAnswer(BOTH, 'DISMISSED', { ...NONE, latest });

    expect(byRules).toMatchObject({ action: 'AMENDED', noticeVersion: 2, facts: [{ fact: '1' }] });
    expect(issueAnswer(ALONE, 'DISMISSED', { ...NONE, latest: byRules })).toBeNull();
  });
});
