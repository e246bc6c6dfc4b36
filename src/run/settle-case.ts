import type { RememberedReview } from '../ledger/review-memory.ts';
import { layOver } from '../notice/action.ts';
import { composeNotice, type NoticeSetting } from '../notice/compose.ts';
import type { Notice } from '../notice/notice.ts';
import { contentAnswered, isAnswered } from '../notice/resolution.ts';
import { askReview, type ReviewQuestion } from '../notice/review-question.ts';
import type { TouchedJudgement } from './judge-touched.ts';

/** What earlier runs, and people since, said of a subscription and case. */
export interface StandingCase {
  readonly noticeId: string;
  readonly latest: Notice | null;
  readonly review: RememberedReview | null;
}

/** What a judged case comes to. */
export interface SettledCase {
  readonly notice: Notice | null;
  readonly question: ReviewQuestion | null;
  /** A person answered that very question. */
  readonly isAnswered: boolean;
}

/** Lays a judgement over what stands, what people answered included (contract 3.8, 3.9). */
export function settleCase(
  { judged }: TouchedJudgement,
  setting: NoticeSetting,
  { noticeId, latest, review }: StandingCase,
): SettledCase {
  const byRules = composeNotice(judged, setting);
  const question = askReview(judged, setting, byRules);
  const resolution = review?.resolution ?? null;
  const content = question === null ? byRules : contentAnswered(question, resolution);
  return {
    notice: layOver(content, judged, latest, { noticeId }),
    question,
    isAnswered: question !== null && isAnswered(question, resolution),
  };
}
