import { judgeVerdict } from '../case/verdict.ts';
import type { Match } from '../person/match.ts';
import type { Decision } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import { isAlwaysRegistered, judgeRelevance, weighArticles } from '../sector/relevance.ts';
import type { Category, CommonRules, SectorRules } from '../sector/rule-file.ts';

export type Outcome =
  | 'CLEARED'
  | 'NOT_WEIGHED'
  | 'NOT_REGISTRABLE'
  | 'NOT_RELEVANT'
  | 'OUTSIDE_LOOKBACK'
  | 'SUBSCRIPTION_ENDED'
  | 'REVIEW'
  | 'NOTICE';

/** A decision in force and how it matches the subscription at hand. */
export interface MatchedDecision {
  readonly decision: Decision;
  readonly match: Match;
}

/** What became of one fact of a subscription's case. */
export interface JudgedFact extends MatchedDecision {
  /** `*` for the unnumbered fact, else the number. */
  readonly fact: string;
  readonly outcome: Outcome;
  /** What decided: a ground, a category, a list. */
  readonly rule: string;
  /** The category that counts, for a `NOTICE`, and for a `REVIEW` of which the articles are known. */
  readonly category: Category | null;
  /** Why a person must look, sorted; empty unless `REVIEW`. */
  readonly reasons: readonly string[];
}

/** The rules and the moment by which facts are judged. */
export interface Measure {
  readonly common: CommonRules;
  readonly sector: SectorRules;
  readonly asOf: string;
}

/** The first line of contract 3.8 that applies to a fact and its governing decision. */
export function judgeFact(
  fact: string,
  governing: MatchedDecision,
  subscription: Subscription,
  measure: Measure,
): JudgedFact {
  const { decision, match } = governing;
  const { common, sector, asOf } = measure;
  const settle = (outcome: Outcome, rule: string): JudgedFact => ({
    fact,
    decision,
    match,
    outcome,
    rule,
    category: null,
    reasons: [],
  });
  const weighed = weighArticles(decision, sector, common);
  const verdict = judgeVerdict(decision, {
    asOf,
    knownGrounds: common.knownGrounds,
    fineThresholdCents: common.fineThresholdCents,
    isAlwaysRegistered: isAlwaysRegistered(decision, common),
    hasRelevantArticle: weighed.hasRelevant,
    hasUnknownArticle: weighed.hasUnknown,
  });
  if (verdict.is !== 'WEIGHED') return settle(verdict.is, verdict.rule);
  const relevance = judgeRelevance(weighed, decision, sector, {
    asOf,
    subscriptionBirthDate: subscription.birthDate,
  });
  if (relevance.is === 'NOT_RELEVANT') return settle('NOT_RELEVANT', relevance.rule);
  if (relevance.is === 'OUTSIDE_LOOKBACK')
    return settle('OUTSIDE_LOOKBACK', `CATEGORY_${relevance.category.id}`);
  const ending = endingOf(subscription, asOf);
  if (ending !== null) return settle('SUBSCRIPTION_ENDED', ending);
  const reasons: string[] = [];
  if (match.reason !== null) reasons.push(match.reason);
  if (verdict.reason !== null) reasons.push(verdict.reason);
  if (relevance.is === 'UNKNOWN_ARTICLE') reasons.push(relevance.is);
  const category = relevance.is === 'RELEVANT' ? relevance.category : null;
  if (reasons.length > 0 || category === null)
    return { ...settle('REVIEW', ''), category, reasons: reasons.sort() };
  return { ...settle('NOTICE', category.id), category };
}

/** Why a subscription no longer counts (contract 3.7); null while it does. */
export function endingOf(subscription: Subscription, asOf: string): string | null {
  if (subscription.status === 'ENDED') return 'STATUS_ENDED';
  const { validUntil } = subscription;
  return validUntil !== null && validUntil <= asOf ? 'VALID_UNTIL' : null;
}
