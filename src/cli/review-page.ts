import { join } from 'node:path';
import type { NoticeContent } from '../notice/notice.ts';
import { REVIEWS } from '../publish/artefacts.ts';
import type { KnownReview } from '../run/reviews.ts';
import type { Words } from './words/words.ts';

/** What there is to judge of a review item, without what identifies the person: that stands in the run's folder. */
export function describeReview(
  review: KnownReview,
  place: { readonly folder: string; readonly line: number } | null,
  words: Words['review'],
): string {
  const { reviewId, state, question, resolution, runId } = review;
  const lines = [`${reviewId}  ${state}`];
  if (question !== null) {
    const { item, asNotice, asDismissed } = question;
    const where =
      place === null
        ? words.elsewhere(REVIEWS.file, runId)
        : words.line(join(place.folder, runId, REVIEWS.file), place.line);
    lines.push(
      words.subscription(`${item.sector} ${item.subscriptionId}`),
      words.person(where),
      words.why(item.reasons.join(', ')),
      words.decisions(item.decisions.join(', ')),
      words.match(item.match.join(', ')),
      ...describeFacts(asNotice, words),
      words.articles(asNotice.articles.join(', ')),
      words.offence(asNotice.offenceFrom, asNotice.offenceUntil, asNotice.decidedOn),
      words.asNotice(asNotice.priority, asNotice.category),
      asDismissed === null ? words.noNotice : words.noticeStays(listFacts(asDismissed)),
    );
  }
  if (resolution !== null)
    lines.push(
      words.answered(resolution.answer, resolution.by, resolution.at, resolution.reason),
      ...(state === 'OPEN' ? [words.changedSince] : []),
    );
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export function pickReview(
  review: KnownReview,
  line: number | null,
): Readonly<Record<string, unknown>> {
  const { reviewId, state, question, resolution, runId } = review;
  const known = { reviewId, state, runId, line, resolution };
  if (question === null) return known;
  const { sector, subscriptionId, decisions, reasons, match } = question.item;
  const { facts, articles, offenceFrom, offenceUntil, decidedOn, priority, category } =
    question.asNotice;
  return {
    ...{ ...known, sector, subscriptionId, decisions, reasons, match },
    asNotice: { facts, articles, offenceFrom, offenceUntil, decidedOn, priority, category },
    asDismissed: question.asDismissed && { facts: question.asDismissed.facts },
  };
}

function describeFacts({ facts }: NoticeContent, words: Words['review']): readonly string[] {
  return facts.map(({ fact, decision, kind, category, byReview }) => {
    const whose = byReview === true ? words.inQuestion : words.noticeAlready;
    return words.fact(fact, `${decision}, ${kind}, ${category}: ${whose}`);
  });
}

function listFacts({ facts }: NoticeContent): string {
  return facts.map(({ fact }) => fact).join(', ');
}
