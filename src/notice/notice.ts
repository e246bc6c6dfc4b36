import type { LocalDate } from '../register/field.ts';

export type Action = 'NEW' | 'AMENDED' | 'UNCHANGED' | 'RETRACTED';

/** One `NOTICE` fact of a notice and the decision that governs it. */
export interface NoticeFact {
  /** `*` for the unnumbered fact, `!` for a conflict that a person judged, else the number. */
  readonly fact: string;
  /** `source:id:version` */
  readonly decision: string;
  readonly kind: string;
  readonly category: string;
  readonly match: string;
  /** A person judged that it is one; absent where the rules did. */
  readonly byReview?: true;
}

/** What a notice says: the columns of `notices.csv` (contract 5), apart from id, version and action. */
export interface NoticeContent {
  /** 1 (gravest) to 4. */
  readonly priority: number;
  readonly sector: string;
  readonly subscriptionId: string;
  readonly registerRef: string;
  readonly role: string;
  readonly bsn: string;
  readonly skn: string;
  readonly familyName: string;
  readonly namePrefix: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly caseNumber: string;
  /** `!` and `*` first, then by number. */
  readonly facts: readonly NoticeFact[];
  /** `248a Sr`, in order of fact, without repeats. */
  readonly articles: readonly string[];
  readonly category: string;
  readonly offenceFrom: LocalDate;
  readonly offenceUntil: LocalDate;
  readonly decidedOn: LocalDate;
  readonly match: readonly string[];
  readonly flags: readonly string[];
  readonly signalledBeforeRef: readonly string[];
}

export interface Notice extends NoticeContent {
  readonly noticeId: string;
  readonly noticeVersion: number;
  readonly action: Action;
}

/** One row of `review.csv`: all `REVIEW` facts of a subscription and case. Lists are sorted, without repeats. */
export interface ReviewItem {
  readonly sector: string;
  readonly subscriptionId: string;
  readonly bsn: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly caseNumber: string;
  readonly decisions: readonly string[];
  readonly reasons: readonly string[];
  readonly match: readonly string[];
}

/** One row of `considered.csv`: a fact that became neither notice nor review. */
export interface ConsideredFact {
  readonly sector: string;
  readonly subscriptionId: string;
  readonly caseNumber: string;
  /** `!` for a conflict, `*` for the unnumbered fact, else the number. */
  readonly fact: string;
  readonly decision: string;
  readonly outcome: string;
  /** What decided: a ground, a category, a list. */
  readonly rule: string;
}
