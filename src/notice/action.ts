import { UNNUMBERED } from '../case/governing.ts';
import type { CaseJudgement } from './case-judgement.ts';
import type { Action, Notice, NoticeContent } from './notice.ts';
import type { JudgedFact, Outcome } from './outcome.ts';

/** Outcomes that undo what a standing notice said (contract 3.9). */
const OVERTURNED: ReadonlySet<Outcome> = new Set([
  'CLEARED',
  'NOT_WEIGHED',
  'NOT_REGISTRABLE',
  'NOT_RELEVANT',
]);

/**
 * Lays a case's judgement over the latest notice version of that subscription and case. Gives the
 * row for `notices.csv`, or null where nothing stands or what stands is left standing.
 */
export function layOver(
  content: NoticeContent | null,
  judgement: CaseJudgement,
  latest: Notice | null,
  setting: { readonly noticeId: string; readonly hasConflict: boolean },
): Notice | null {
  const { noticeId } = setting;
  const standing = latest === null || latest.action === 'RETRACTED' ? null : latest;
  const version = latest?.noticeVersion ?? 0;
  const issue = (action: Action, what: NoticeContent): Notice => ({
    ...what,
    noticeId,
    noticeVersion: action === 'UNCHANGED' ? version : version + 1,
    action,
  });
  if (content !== null) {
    if (standing === null) return issue('NEW', content);
    return issue(substanceOf(content) === substanceOf(standing) ? 'UNCHANGED' : 'AMENDED', content);
  }
  if (standing === null || setting.hasConflict) return null;
  const isOverturned = standing.facts.every(({ fact }) => isFactOverturned(fact, judgement));
  return isOverturned ? issue('RETRACTED', standing) : null;
}

/** What makes a notice another one: facts, what governs them, categories, priority, match. */
function substanceOf(notice: NoticeContent): string {
  const facts = notice.facts.map(({ fact, decision, category }) => [fact, decision, category]);
  return JSON.stringify([facts, notice.priority, notice.category, notice.match]);
}

/** No decision with an exact match is left for the fact, or what is left clears it. */
function isFactOverturned(fact: string, judgement: CaseJudgement): boolean {
  if (fact === UNNUMBERED) return judgement.exact.every(isOverturned);
  const numbered = judgement.exact.find((judged) => judged.fact === fact);
  const left = numbered ?? judgement.exactUnnumbered;
  return left === null || isOverturned(left);
}

function isOverturned({ outcome }: JudgedFact): boolean {
  return OVERTURNED.has(outcome);
}
