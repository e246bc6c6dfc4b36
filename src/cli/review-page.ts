import { join } from 'node:path';
import type { NoticeContent } from '../notice/notice.ts';
import { REVIEWS } from '../publish/artefacts.ts';
import type { KnownReview } from '../run/reviews.ts';

/** What there is to judge of a review item, without what identifies the person: that stands in the run's folder. */
export function describeReview(
  review: KnownReview,
  place: { readonly folder: string; readonly line: number } | null,
): string {
  const { reviewId, state, question, resolution, runId } = review;
  const lines = [`${reviewId}  ${state}`];
  if (question !== null) {
    const { item, asNotice, asDismissed } = question;
    const where =
      place === null
        ? `${REVIEWS.file} of ${runId} (not in --out)`
        : `${join(place.folder, runId, REVIEWS.file)} line ${place.line}`;
    lines.push(
      `subscription  ${item.sector} ${item.subscriptionId}`,
      `person        ${where}`,
      `why           ${item.reasons.join(', ')}`,
      `decisions     ${item.decisions.join(', ')}`,
      `match         ${item.match.join(', ')}`,
      ...describeFacts(asNotice),
      `articles      ${asNotice.articles.join(', ')}`,
      `offence       ${asNotice.offenceFrom} to ${asNotice.offenceUntil}, decided on ${asNotice.decidedOn}`,
      `as a notice   priority ${asNotice.priority}, ${asNotice.category}`,
      `dismissed     ${asDismissed === null ? 'no notice' : `the notice of ${listFacts(asDismissed)} stays`}`,
    );
  }
  if (resolution !== null)
    lines.push(
      `answered      ${resolution.answer} by ${resolution.by} on ${resolution.at}: ${resolution.reason}`,
      ...(state === 'OPEN' ? ['              the case has changed since: it is asked again'] : []),
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

function describeFacts({ facts }: NoticeContent): readonly string[] {
  return facts.map(({ fact, decision, kind, category, byReview }) => {
    const whose = byReview === true ? 'in question' : 'a notice already';
    return `fact ${fact.padEnd(9)}${decision}, ${kind}, ${category}: ${whose}`;
  });
}

function listFacts({ facts }: NoticeContent): string {
  return `fact ${facts.map(({ fact }) => fact).join(', ')}`;
}
