import { findGoverning, UNNUMBERED } from '../case/governing.ts';
import type { Decision } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import { articleKey } from '../sector/article.ts';
import {
  endingOf,
  type JudgedFact,
  judgeFact,
  type MatchedDecision,
  type Measure,
} from './outcome.ts';

/** Everything that concerns one subscription and case, laid together (contract 3.9). */
export interface CaseQuestion {
  readonly subscription: Subscription;
  readonly caseNumber: string;
  /** Decisions in force in this case that match the subscription, withdrawn ones left out. */
  readonly matched: readonly MatchedDecision[];
  /** Open conflicts of which a row names this subscription and case. */
  readonly conflicts: readonly OpenConflict[];
}

export interface OpenConflict {
  /** `source:id:version` of its rows. */
  readonly reference: string;
  /** Those of its rows that match. */
  readonly rows: readonly MatchedDecision[];
}

/** What became of one subscription and case (contract 3.8). */
export interface CaseJudgement extends CaseQuestion {
  /** Facts governed by exact matches; only these can become a notice. */
  readonly exact: readonly JudgedFact[];
  /** Facts governed by doubtful matches. */
  readonly doubtful: readonly JudgedFact[];
  /** What the last exact decision without a number would say of the unnumbered fact. */
  readonly exactUnnumbered: JudgedFact | null;
  /** Likewise for the doubtful ones. */
  readonly doubtfulUnnumbered: JudgedFact | null;
  /** What each row of an open conflict would say if it were in force. */
  readonly conflicting: readonly JudgedFact[];
  /** Why the subscription no longer counts; null while it does. */
  readonly ending: string | null;
}

/** A conflict is a fact of its own (contract 3.8). */
export const CONFLICT_FACT = '!';

/** Judges every fact of a case, certain and doubtful matches apart (contract 3.3). */
export function judgeCase(question: CaseQuestion, measure: Measure): CaseJudgement {
  const { subscription, matched, conflicts } = question;
  const keysOf = (decision: Decision) =>
    decision.articles.map((article) => articleKey(article, measure.common.laws));
  const judge = (fact: string, governing: MatchedDecision) =>
    judgeFact(fact, governing, subscription, measure);
  const exact = findGoverning(
    matched.filter(({ match }) => match.reason === null),
    keysOf,
  );
  const doubtful = findGoverning(
    matched.filter(({ match }) => match.reason !== null),
    keysOf,
  );
  return {
    ...question,
    exact: [...exact.facts].map(([fact, governing]) => judge(fact, governing)),
    doubtful: [...doubtful.facts].map(([fact, governing]) => judge(fact, governing)),
    exactUnnumbered: exact.unnumbered === null ? null : judge(UNNUMBERED, exact.unnumbered),
    doubtfulUnnumbered:
      doubtful.unnumbered === null ? null : judge(UNNUMBERED, doubtful.unnumbered),
    conflicting: conflicts.flatMap(({ rows }) => rows.map((row) => judge(CONFLICT_FACT, row))),
    ending: endingOf(subscription, measure.asOf),
  };
}
