import { referenceOf } from '../case/decision-order.ts';
import { UNNUMBERED } from '../case/governing.ts';
import type { EarlierSignal } from '../register/earlier-signal.ts';
import { dayNumber, type LocalDate } from '../register/field.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { articleKey, type Laws, printArticle } from '../sector/article.ts';
import { type CaseJudgement, CONFLICT_FACT } from './case-judgement.ts';
import type { ConsideredFact, NoticeContent, ReviewItem } from './notice.ts';
import type { JudgedFact } from './outcome.ts';

/** What a notice's columns take besides the judgement. */
export interface NoticeSetting {
  readonly laws: Laws;
  /** The window's first local date. */
  readonly windowStart: LocalDate;
  /** Earlier signals of the subscription's sector and BSN (contract 2.4). */
  readonly signals: readonly EarlierSignal[];
}

/**
 * The notice that the `NOTICE` facts of a case make together (contract 3.8, 5), with those that a
 * person judged to be one; null where there is none.
 */
export function composeNotice(
  judgement: CaseJudgement,
  setting: NoticeSetting,
  byReview: readonly JudgedFact[] = [],
): NoticeContent | null {
  const facts = [
    ...judgement.exact.filter(({ outcome }) => outcome === 'NOTICE'),
    ...byReview,
  ].sort((a, b) => rankOf(a) - rankOf(b));
  if (facts.length === 0) return null;
  const gravest = gravestOf(facts)?.category ?? UNWEIGHED;
  const { subscription, caseNumber } = judgement;
  const before = setting.signals.filter((signal) => facts.some((fact) => isOn(signal, fact)));
  const decisions = facts.map(({ decision }) => decision);
  return {
    priority: gravest.severity,
    sector: subscription.sector,
    subscriptionId: subscription.subscriptionId,
    registerRef: subscription.registerRef,
    role: subscription.role,
    bsn: subscription.bsn ?? '',
    skn: subscription.skn ?? '',
    familyName: subscription.familyName,
    namePrefix: subscription.namePrefix,
    givenNames: subscription.givenNames,
    birthDate: subscription.birthDate,
    caseNumber,
    facts: facts.map((fact) => ({
      fact: fact.fact,
      decision: referenceOf(fact.decision),
      kind: fact.decision.kind,
      category: fact.category?.id ?? UNWEIGHED.id,
      match: fact.match.route,
      ...(byReview.includes(fact) && { byReview: true as const }),
    })),
    articles: unionOfArticles(facts, setting.laws),
    category: gravest.id,
    offenceFrom: first(decisions.map(({ offenceFrom }) => offenceFrom)),
    offenceUntil: last(decisions.map(({ offenceUntil }) => offenceUntil)),
    decidedOn: last(decisions.map(({ decidedOn }) => decidedOn)),
    match: sortedSet(facts.map(({ match }) => match.route)),
    flags: sortedSet([
      ...flagsOf(judgement, facts, before, setting.windowStart),
      ...(byReview.length > 0 ? [RESOLVED_BY_REVIEW] : []),
    ]),
    signalledBeforeRef: sortedSet(before.map(({ reference }) => reference)),
  };
}

/** Flag of a notice that rests on what a person judged. */
const RESOLVED_BY_REVIEW = 'RESOLVED_BY_REVIEW';

/** Where a person says that it matters and no rule knows how gravely, it comes first. */
const UNWEIGHED = { id: 'UNKNOWN', severity: 1 } as const;

/** `!`, then `*`, then by number. */
function rankOf({ fact }: JudgedFact): number {
  if (fact === CONFLICT_FACT) return -1;
  return fact === UNNUMBERED ? 0 : Number(fact);
}

/** The review item of a case: its `REVIEW` facts of either group, and its conflicts. */
export function composeReview(judgement: CaseJudgement): ReviewItem | null {
  const { subscription, caseNumber, ending } = judgement;
  const facts = factsOf(judgement).filter(({ outcome }) => outcome === 'REVIEW');
  const conflicts = ending === null ? judgement.conflicts : [];
  if (facts.length === 0 && conflicts.length === 0) return null;
  const references = facts.map(({ decision }) => referenceOf(decision));
  const reasons = facts.flatMap((fact) => fact.reasons);
  const routes = facts.map(({ match }) => match.route);
  for (const conflict of conflicts) {
    references.push(conflict.reference);
    reasons.push('CONFLICTING_VERSIONS');
    routes.push(...conflict.rows.map(({ match }) => match.route));
  }
  return {
    sector: subscription.sector,
    subscriptionId: subscription.subscriptionId,
    bsn: subscription.bsn ?? '',
    familyName: subscription.familyName,
    birthDate: subscription.birthDate,
    caseNumber,
    decisions: sortedSet(references),
    reasons: sortedSet(reasons),
    match: sortedSet(routes),
  };
}

/** Every fact that became neither notice nor review. */
export function listConsidered(judgement: CaseJudgement): readonly ConsideredFact[] {
  const { subscription, caseNumber, ending, conflicts } = judgement;
  const place = {
    sector: subscription.sector,
    subscriptionId: subscription.subscriptionId,
    caseNumber,
  };
  const considered: ConsideredFact[] = [];
  for (const { fact, decision, outcome, rule } of factsOf(judgement)) {
    if (outcome !== 'NOTICE' && outcome !== 'REVIEW')
      considered.push({ ...place, fact, decision: referenceOf(decision), outcome, rule });
  }
  if (ending === null) return considered;
  for (const { reference } of conflicts) {
    considered.push({
      ...place,
      fact: CONFLICT_FACT,
      decision: reference,
      outcome: 'SUBSCRIPTION_ENDED',
      rule: ending,
    });
  }
  return considered;
}

export function factsOf(judgement: CaseJudgement): readonly JudgedFact[] {
  return [...judgement.exact, ...judgement.doubtful];
}

/** Lowest severity number; among equals the one that stands first in the rule file. */
function gravestOf(facts: readonly JudgedFact[]): JudgedFact | undefined {
  return facts.toSorted(
    (a, b) =>
      (a.category?.severity ?? 9) - (b.category?.severity ?? 9) ||
      (a.category?.place ?? 0) - (b.category?.place ?? 0),
  )[0];
}

function unionOfArticles(facts: readonly JudgedFact[], laws: Laws): readonly string[] {
  const printed = new Map<string, string>();
  for (const { decision } of facts) {
    for (const article of decision.articles) {
      const key = articleKey(article, laws);
      if (!printed.has(key)) printed.set(key, printArticle(article, laws));
    }
  }
  return [...printed.values()];
}

function flagsOf(
  judgement: CaseJudgement,
  facts: readonly JudgedFact[],
  before: readonly EarlierSignal[],
  windowStart: LocalDate,
): string[] {
  const { validFrom, vogIssuedOn } = judgement.subscription;
  const flags: string[] = [];
  if (facts.some(({ match }) => match.nameDiffers)) flags.push('NAME_DIFFERS');
  if (validFrom >= windowStart) flags.push('JOINED_IN_WINDOW');
  if (vogIssuedOn !== null && vogIssuedOn >= windowStart) flags.push('CERTIFICATE_IN_WINDOW');
  if (before.length > 0) flags.push('SIGNALLED_BEFORE');
  return flags;
}

/** The police row carries no case number: it is tied by offence date, a day more on either side. */
function isOn(signal: EarlierSignal, { decision }: JudgedFact): boolean {
  const day = dayNumber(signal.offenceOn);
  return day >= dayNumber(decision.offenceFrom) - 1 && day <= dayNumber(decision.offenceUntil) + 1;
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort(compareCodePoints);
}

function first(dates: readonly LocalDate[]): LocalDate {
  return dates.toSorted()[0] ?? '';
}

function last(dates: readonly LocalDate[]): LocalDate {
  return dates.toSorted().at(-1) ?? '';
}
