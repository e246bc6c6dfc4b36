import type { LedgerView } from '../ledger/ledger.ts';
import type { Notice } from '../notice/notice.ts';
import { noticeIdOf } from '../notice/uuid.ts';
import type { StandingCase } from './settle-case.ts';
import type { TouchedCase } from './touched-cases.ts';

/** What earlier runs, and people since, said of some subscriptions and cases. */
export interface Standing {
  /** Latest as-of date of a judgement, by `subscription id|case number`. */
  readonly asOf: ReadonlyMap<string, string>;
  readonly of: (noticeId: string) => StandingCase;
  /** Latest notices of a case in sectors that the subscription is not in any more. */
  readonly elsewhere: (touched: TouchedCase) => readonly Notice[];
}

export async function readStanding(
  cases: readonly TouchedCase[],
  sectors: readonly string[],
  view: LedgerView,
): Promise<Standing> {
  const keys = cases.map(({ caseNumber, subscription: { subscriptionId } }) => ({
    subscriptionId,
    caseNumber,
  }));
  const ids = cases.map(idOf);
  const others = cases.flatMap((touched) => otherIdsOf(touched, sectors));
  const judged = await view.judgedOf(keys);
  const known = await view.noticesOf([...ids, ...others]);
  const notices = new Map(known.map((notice) => [notice.noticeId, notice]));
  const reviews = new Map((await view.reviewsOf(ids)).map((review) => [review.reviewId, review]));
  return {
    asOf: new Map(judged.map((key) => [`${key.subscriptionId}|${key.caseNumber}`, key.asOf])),
    of: (noticeId) => ({
      noticeId,
      latest: notices.get(noticeId) ?? null,
      review: reviews.get(noticeId) ?? null,
    }),
    elsewhere: (touched) =>
      otherIdsOf(touched, sectors).flatMap((noticeId) => notices.get(noticeId) ?? []),
  };
}

export function idOf({ subscription, caseNumber }: TouchedCase): string {
  return noticeIdOf(subscription.sector, subscription.subscriptionId, caseNumber);
}

/** Under these ids it may have a notice from the time when it was in another sector. */
function otherIdsOf(touched: TouchedCase, sectors: readonly string[]): readonly string[] {
  const { subscription, caseNumber, lastSeen } = touched;
  if (lastSeen === null) return [];
  return sectors
    .filter((sector) => sector !== subscription.sector)
    .map((sector) => noticeIdOf(sector, subscription.subscriptionId, caseNumber));
}
