import type { Identities } from '../person/identities.ts';
import type { Match } from '../person/match.ts';
import type { Decision } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';

/** A subscription, as it takes part, and a case. */
export interface PersonCase {
  readonly subscription: Subscription;
  readonly caseNumber: string;
}

/** What is asked of purges: what they left of some cases, as the identities file links their persons. */
export interface CasesAsked {
  readonly cases: readonly PersonCase[];
  readonly identities: Identities;
}

/** What is left of a decision of which the person was purged: enough to judge the case again. */
export interface PurgedDecision {
  /** Names nobody: identities are empty, and the date of birth is the subscription's. */
  readonly decision: Decision;
  /** As it was found when it was purged. */
  readonly match: Match;
  /** The latest as-of date at which the case had been judged. */
  readonly asOf: string;
  /** UTC; absent in older ledgers. */
  readonly purgedOn?: string;
  /** Of its number, as `purged.json` and `lookup` have it. */
  readonly digest: string;
}

/** By the very case that was asked of. */
export type PurgedDecisions = ReadonlyMap<PersonCase, readonly PurgedDecision[]>;
