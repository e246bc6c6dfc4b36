import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReviewAnswer } from '../notice/resolution.ts';
import {
  findLine,
  findReview,
  type KnownReview,
  listReviews,
  resolveReview,
} from '../run/reviews.ts';
import { jsonLine } from './json-line.ts';
import { describeReview, pickReview } from './review-page.ts';
import { parseSentence } from './sentence.ts';
import { tell } from './tell.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `review list` as commander gives them. */
export interface ReviewListOptions {
  readonly ledger: string;
  readonly open?: boolean;
  readonly json?: boolean;
  readonly lang?: string;
}

export interface ReviewShowOptions {
  readonly ledger: string;
  readonly out: string;
  readonly json?: boolean;
  readonly lang?: string;
}

export interface ReviewResolveOptions {
  readonly as: string;
  readonly by: string;
  readonly reason: string;
  readonly ledger: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** `review list`: a line an item, open ones and answered ones; reads a snapshot of the ledger. */
export async function listReviewItems(options: ReviewListOptions): Promise<number> {
  const words = wordsOf(options).review;
  return withSnapshot(options.ledger, async (ledger) => {
    for await (const review of listReviews(ledger)) {
      if (options.open === true && review.state !== 'OPEN') continue;
      process.stdout.write(
        options.json === true
          ? jsonLine('review', pickReview(review, null))
          : `${describeLine(review, words)}\n`,
      );
    }
  });
}

/** `review show`: what there is to judge, and where the person stands. */
export async function showReviewItem(id: string, options: ReviewShowOptions): Promise<number> {
  const words = wordsOf(options).review;
  return withSnapshot(options.ledger, async (ledger) => {
    const review = await findReview(ledger, id.toLowerCase());
    const line = await findLine(options.out, review);
    const place = line === null ? null : { folder: options.out, line };
    process.stdout.write(
      options.json === true
        ? jsonLine('review', pickReview(review, line))
        : describeReview(review, place, words),
    );
  });
}

/** `review resolve`: enters a person's answer at once. */
export async function resolveReviewItem(
  id: string,
  options: ReviewResolveOptions,
): Promise<number> {
  const words = wordsOf(options).review;
  const reviewId = id.toLowerCase();
  const answer = parseAnswer(options.as);
  const notice = await resolveReview({
    ...{ ledgerFile: options.ledger, reviewId, answer },
    by: parseSentence(options.by, '--by'),
    reason: parseSentence(options.reason, '--reason'),
  });
  const outcome =
    notice === null
      ? words.nothingToSend
      : words.toSend(notice.action, `${notice.noticeId}.${notice.noticeVersion}`);
  const json = { reviewId, answer, notice: pickVersion(notice) };
  tell(options, ['answer', json], `${answer} ${reviewId}: ${outcome}\n`);
  return 0;
}

function pickVersion(notice: Notice | null) {
  if (notice === null) return null;
  const { noticeId, noticeVersion, action } = notice;
  return { noticeId, noticeVersion, action };
}

async function withSnapshot(
  file: string,
  work: (ledger: Ledger) => Promise<void>,
): Promise<number> {
  const ledger = await openLedger({ file, access: 'snapshot', create: false });
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
  return 0;
}

function parseAnswer(text: string): ReviewAnswer {
  if (text === 'notice') return 'NOTICE';
  if (text === 'dismiss') return 'DISMISSED';
  throw new CatchUpError('USAGE', '--as takes notice or dismiss');
}

function describeLine(
  { reviewId, state, question, resolution, runId }: KnownReview,
  words: Words['review'],
): string {
  const about = question === null ? [] : [question.item.sector, question.item.reasons.join(';')];
  const said =
    resolution === null
      ? []
      : [
          state === 'OPEN' ? words.openedAgain(resolution.answer) : '',
          `${resolution.reason} (${resolution.by}, ${resolution.at})`,
        ];
  return [reviewId, state, ...about, runId, ...said].filter((part) => part !== '').join('  ');
}
