import { UNNUMBERED } from '../case/governing.ts';
import { type CaseJudgement, CONFLICT_FACT } from './case-judgement.ts';
import type { Notice, NoticeContent, NoticeFact } from './notice.ts';
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
  { noticeId }: { readonly noticeId: string },
): Notice | null {
  if (content !== null) return issueContent(content, latest, noticeId);
  if (latest === null || judgement.conflicts.length > 0) return null;
  const isOverturned = latest.facts.every((fact) => isFactOverturned(fact, judgement));
  return isOverturned ? retract(latest, noticeId) : null;
}

/** `NEW`, `AMENDED` or `UNCHANGED`, against what stands. */
export function issueContent(
  content: NoticeContent,
  latest: Notice | null,
  noticeId: string,
): Notice {
  const version = latest?.noticeVersion ?? 0;
  if (latest === null || latest.action === 'RETRACTED')
    return { ...content, noticeId, noticeVersion: version + 1, action: 'NEW' };
  if (substanceOf(content) === substanceOf(latest))
    return { ...content, noticeId, noticeVersion: version, action: 'UNCHANGED' };
  return { ...content, noticeId, noticeVersion: version + 1, action: 'AMENDED' };
}

/** Takes back what stands; null where nothing does. */
export function retract(latest: Notice | null, noticeId: string): Notice | null {
  if (latest === null || latest.action === 'RETRACTED') return null;
  return { ...latest, noticeId, noticeVersion: latest.noticeVersion + 1, action: 'RETRACTED' };
}

/** What makes a notice another one: facts, what governs them, categories, priority, match. */
function substanceOf(notice: NoticeContent): string {
  const facts = notice.facts.map(({ fact, decision, category }) => [fact, decision, category]);
  return JSON.stringify([facts, notice.priority, notice.category, notice.match]);
}

/**
 * No decision with an exact match is left for the fact, or what is left clears it. A fact that a
 * person judged may rest on a doubtful match: that one must be gone, or clear it, as well.
 */
function isFactOverturned({ fact, byReview }: NoticeFact, judgement: CaseJudgement): boolean {
  const { exact, exactUnnumbered, doubtful, doubtfulUnnumbered } = judgement;
  const isExactOverturned = isOverturnedAmong(exact, exactUnnumbered, fact);
  if (byReview !== true) return isExactOverturned;
  return isExactOverturned && isOverturnedAmong(doubtful, doubtfulUnnumbered, fact);
}

function isOverturnedAmong(
  judged: readonly JudgedFact[],
  unnumbered: JudgedFact | null,
  fact: string,
): boolean {
  if (fact === UNNUMBERED || fact === CONFLICT_FACT) return judged.every(isOverturned);
  const left = judged.find((one) => one.fact === fact) ?? unnumbered;
  return left === null || isOverturned(left);
}

function isOverturned({ outcome }: JudgedFact): boolean {
  return OVERTURNED.has(outcome);
}
