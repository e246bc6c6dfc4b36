import type { Resolution } from '../notice/resolution.ts';
import type { ReviewQuestion } from '../notice/review-question.ts';

/** A question of a run, or that none is left; its id is that of the notice of its subscription and case. */
export interface AskedReview {
  readonly reviewId: string;
  readonly question: ReviewQuestion | null;
}

/** A review item as it is known. */
export interface RememberedReview extends AskedReview {
  /** The run that last asked it in these words, or found nothing left to ask. */
  readonly run: number;
  /** The last answer, whether or not it is one to this question. */
  readonly resolution: Resolution | null;
}
