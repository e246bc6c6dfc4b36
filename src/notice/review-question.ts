import { createHash } from 'node:crypto';
import { contentOf } from '../case/content.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { lawKey } from '../sector/article.ts';
import type { CaseJudgement } from './case-judgement.ts';
import { composeNotice, composeReview, factsOf, type NoticeSetting } from './compose.ts';
import type { NoticeContent, ReviewItem } from './notice.ts';
import type { JudgedFact, MatchedDecision } from './outcome.ts';

/** What a review item asks of a person, and what either answer makes of the case. */
export interface ReviewQuestion {
  readonly item: ReviewItem;
  /** Equal while no decision, version or subscription of the case changed: so long an answer holds. */
  readonly basis: string;
  readonly asNotice: NoticeContent;
  /** What the other facts say by themselves; null where that is no notice. */
  readonly asDismissed: NoticeContent | null;
}

/** The question that a judged case leaves to a person; null where it leaves none. */
export function askReview(
  judgement: CaseJudgement,
  setting: NoticeSetting,
  asDismissed: NoticeContent | null,
): ReviewQuestion | null {
  const item = composeReview(judgement);
  if (item === null) return null;
  const asNotice = composeNotice(judgement, setting, factsInQuestion(judgement, setting));
  if (asNotice === null) return null;
  return { item, basis: basisOf(judgement, item, setting), asNotice, asDismissed };
}

/**
 * The `REVIEW` facts of either group, and of a conflict the rows that would matter, or else all: by
 * content, because rows of a conflict come in no order.
 */
function factsInQuestion(judgement: CaseJudgement, { laws }: NoticeSetting): readonly JudgedFact[] {
  const { conflicting, ending } = judgement;
  const facts = factsOf(judgement).filter(({ outcome }) => outcome === 'REVIEW');
  if (ending !== null) return facts;
  const weighed = conflicting.filter(({ category }) => category !== null);
  const textOf = ({ decision }: JudgedFact) => contentOf(decision, (law) => lawKey(law, laws));
  const rivals = (weighed.length > 0 ? weighed : conflicting).toSorted((a, b) =>
    compareCodePoints(textOf(a), textOf(b)),
  );
  return [...facts, ...rivals];
}

function basisOf(
  { subscription, matched, conflicts }: CaseJudgement,
  { reasons, decisions }: ReviewItem,
  { laws }: NoticeSetting,
): string {
  const say = ({ decision, match }: MatchedDecision) =>
    JSON.stringify([contentOf(decision, (law) => lawKey(law, laws)), match.route, match.reason]);
  const person = Object.entries(subscription).sort(([a], [b]) => (a < b ? -1 : 1));
  const rivals = conflicts.flatMap(({ rows }) => rows.map(say));
  const text = JSON.stringify([person, matched.map(say).sort(), rivals.sort(), reasons, decisions]);
  return createHash('sha256').update(text).digest('hex');
}
