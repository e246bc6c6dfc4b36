import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../audit/csv-reading.ts';
import { CatchUpError } from '../errors.ts';
import type { Ledger, RecordedRun } from '../ledger/ledger.ts';
import type { RememberedReview } from '../ledger/review-memory.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Notice } from '../notice/notice.ts';
import {
  isAnswered,
  issueAnswer,
  type Resolution,
  type ReviewAnswer,
} from '../notice/resolution.ts';
import { noticeIdOf } from '../notice/uuid.ts';
import { REVIEWS } from '../publish/artefacts.ts';
import { unguard } from '../publish/csv-file.ts';

/** `GONE`: nothing is left to ask, because later decisions settled it. */
export type ReviewState = 'OPEN' | 'GONE' | ReviewAnswer;

/** A review item and what became of it. */
export interface KnownReview extends RememberedReview {
  readonly state: ReviewState;
  /** The run that last asked it in these words. */
  readonly runId: string;
}

/** Every review item of published runs that is open or was ever answered. */
export async function* listReviews(ledger: Ledger): AsyncGenerator<KnownReview> {
  const runs = await ledger.runs();
  for await (const batch of ledger.before(Number.POSITIVE_INFINITY).reviews())
    for (const known of batch) {
      const review = describeReview(known, runs);
      if (review.state !== 'GONE' || review.resolution !== null) yield review;
    }
}

export async function countOpenReviews(ledger: Ledger): Promise<number> {
  let open = 0;
  for await (const { state } of listReviews(ledger)) if (state === 'OPEN') open += 1;
  return open;
}

/** Throws `USAGE` where the ledger never asked it. */
export async function findReview(ledger: Ledger, reviewId: string): Promise<KnownReview> {
  const [known] = await ledger.before(Number.POSITIVE_INFINITY).reviewsOf([reviewId]);
  if (known === undefined)
    throw new CatchUpError(
      'USAGE',
      `the ledger knows no review item ${reviewId}: review list shows those that there are`,
    );
  return describeReview(known, await ledger.runs());
}

/** What a person says of a review item. */
export type PersonsAnswer = Pick<Resolution, 'answer' | 'by' | 'reason'> & {
  readonly ledgerFile: string;
  readonly reviewId: string;
};

/** Enters an answer at once; gives the notice version that it issues, for the next delivery. Throws `USAGE`. */
export async function resolveReview(asked: PersonsAnswer): Promise<Notice | null> {
  const { ledgerFile, reviewId, answer, by, reason } = asked;
  const ledger = await openLedger({ file: ledgerFile, access: 'write', create: false });
  try {
    const review = await findReview(ledger, reviewId);
    const { question } = review;
    if (question === null || review.state !== 'OPEN') throw notOpen(review);
    await refuseUnpublished(ledger);
    const [latest = null] = await ledger.before(Number.POSITIVE_INFINITY).noticesOf([reviewId]);
    const notice = issueAnswer(question, answer, { latest, noticeId: reviewId });
    await ledger.resolve(reviewId, { answer, by, reason, basis: question.basis }, notice);
    return notice;
  } finally {
    await ledger.close();
  }
}

/** The physical line of `review.csv` on which the person stands; null where the folder does not show it. */
export async function findLine(outFolder: string, review: KnownReview): Promise<number | null> {
  const path = join(outFolder, review.runId, REVIEWS.file);
  const places = ['sector', 'subscription_id', 'case_number'].map((name) =>
    REVIEWS.columns.findIndex((column) => column.name === name),
  );
  if (!existsSync(path)) return null;
  for await (const records of readCsv(path))
    for (const { line, fields } of records) {
      const [sector = '', id = '', caseNumber = ''] = places.map((at) => fields?.[at]);
      if (noticeIdOf(unguard(sector), unguard(id), caseNumber) === review.reviewId) return line;
    }
  return null;
}

function describeReview(known: RememberedReview, runs: readonly RecordedRun[]): KnownReview {
  return { ...known, state: stateOf(known), runId: runs[known.run - 1]?.runId ?? '' };
}

function stateOf({ question, resolution }: RememberedReview): ReviewState {
  if (question === null) return 'GONE';
  return resolution !== null && isAnswered(question, resolution) ? resolution.answer : 'OPEN';
}

function notOpen({ reviewId, state, resolution }: KnownReview): CatchUpError {
  const why =
    state === 'GONE'
      ? 'asks nothing any more: later decisions settled it'
      : `was answered as ${state} by ${resolution?.by} on ${resolution?.at}; it opens again where its case changes`;
  return new CatchUpError('USAGE', `review item ${reviewId} ${why}`);
}

/** What an answer issues is sent behind the last run: that one must be there. */
async function refuseUnpublished(ledger: Ledger): Promise<void> {
  const last = (await ledger.runs()).at(-1);
  if (last === undefined || last.isPublished) return;
  throw new CatchUpError(
    'USAGE',
    `run ${last.runId} was recorded but not published: give its command again first`,
  );
}
