import { issueContent, retract } from './action.ts';
import type { Notice, NoticeContent } from './notice.ts';
import type { ReviewQuestion } from './review-question.ts';

export type ReviewAnswer = 'NOTICE' | 'DISMISSED';

/** What a person judged, of which state of the case, and why. */
export interface Resolution {
  readonly answer: ReviewAnswer;
  /** That of the question that was answered. */
  readonly basis: string;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A changed decision, version or subscription of the case opens the question again. */
export function isAnswered(
  question: ReviewQuestion,
  resolution: Resolution | null | undefined,
): boolean {
  return resolution?.basis === question.basis;
}

/** What a case says once a person's answer counts, as long as it is an answer to this question. */
export function contentAnswered(
  question: ReviewQuestion,
  resolution: Resolution | null | undefined,
): NoticeContent | null {
  const isNotice = isAnswered(question, resolution) && resolution?.answer === 'NOTICE';
  return isNotice ? question.asNotice : question.asDismissed;
}

/**
 * The notice version that an answer issues; null where it changes nothing of what stands. A dismissal
 * takes away what an earlier answer put there, and nothing else (contract 3.9).
 */
export function issueAnswer(
  question: ReviewQuestion,
  answer: ReviewAnswer,
  { latest, noticeId }: { readonly latest: Notice | null; readonly noticeId: string },
): Notice | null {
  const content = answer === 'NOTICE' ? question.asNotice : question.asDismissed;
  if (content !== null) {
    const issued = issueContent(content, latest, noticeId);
    return issued.action === 'UNCHANGED' ? null : issued;
  }
  const isByReview = latest?.facts.every(({ byReview }) => byReview === true);
  return isByReview === true ? retract(latest, noticeId) : null;
}
