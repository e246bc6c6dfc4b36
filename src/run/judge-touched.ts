import { referenceOf } from '../case/decision-order.ts';
import type { PurgedDecision } from '../ledger/purge-memory.ts';
import { type CaseJudgement, judgeCase, type OpenConflict } from '../notice/case-judgement.ts';
import type { MatchedDecision } from '../notice/outcome.ts';
import type { Identities } from '../person/identities.ts';
import { matchPerson } from '../person/match.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import type { LaidDecision } from './lay-together.ts';
import type { TouchedCase } from './touched-cases.ts';

/** What a subscription and case is judged by. */
export interface CaseSetting {
  readonly rules: RuleSet;
  readonly identities: Identities;
  /** The run's as-of date, or the later one at which an earlier run judged this case. */
  readonly asOf: string;
  /** Decisions of this case of which the person was purged, and nothing newer is known. */
  readonly purged: readonly PurgedDecision[];
}

/** A judged subscription and case, with what the ledger needs to know of it. */
export interface TouchedJudgement {
  readonly judged: CaseJudgement;
  /** Decisions, of conflicts too, that concern this subscription and case. */
  readonly concerning: readonly LaidDecision[];
  readonly purged: readonly PurgedDecision[];
}

/** One subscription and case; null where its sector has no rule file any more. */
export function judgeTouched(
  touched: TouchedCase,
  decisions: readonly LaidDecision[],
  setting: CaseSetting,
): TouchedJudgement | null {
  const { subscription, caseNumber } = touched;
  const { rules, identities, asOf, purged } = setting;
  const sector = rules.sectors.get(subscription.sector);
  if (sector === undefined) return null;
  const matched: MatchedDecision[] = [...purged];
  const conflicts: OpenConflict[] = [];
  const concerning: LaidDecision[] = [];
  for (const laid of decisions) {
    const { inForce, conflict } = laid.resolved;
    const match =
      inForce?.caseNumber === caseNumber ? matchPerson(inForce, subscription, identities) : null;
    if (inForce !== null && match !== null && inForce.status === 'REGISTERED')
      matched.push({ decision: inForce, match });
    const named = matchConflict(laid, touched, identities);
    const [row] = conflict;
    if (row !== undefined && named.length > 0)
      conflicts.push({ reference: referenceOf(row), rows: named });
    if (match !== null || named.length > 0) concerning.push(laid);
  }
  const judged = judgeCase(
    { subscription, caseNumber, matched, conflicts },
    { common: rules.common, sector, asOf },
  );
  return { judged, concerning, purged };
}

/** The rows of an open conflict that match this subscription and case. */
function matchConflict(
  { resolved }: LaidDecision,
  { subscription, caseNumber }: TouchedCase,
  identities: Identities,
): readonly MatchedDecision[] {
  return resolved.conflict.flatMap((decision) => {
    if (decision.caseNumber !== caseNumber) return [];
    const match = matchPerson(decision, subscription, identities);
    return match === null ? [] : [{ decision, match }];
  });
}
