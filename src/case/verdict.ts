import type { Decision } from '../register/decision.ts';

/** What a decision says of the person, before anybody asks whether the offence matters (contract 3.4). */
export type Verdict =
  | { readonly is: 'CLEARED' | 'NOT_WEIGHED' | 'NOT_REGISTRABLE'; readonly rule: string }
  | { readonly is: 'WEIGHED'; readonly reason: 'UNKNOWN_GROUND' | 'OVAR' | null };

/** What the rule files say of a decision's grounds and articles, as far as a verdict needs it. */
export interface VerdictQuestion {
  readonly asOf: string;
  readonly knownGrounds: ReadonlySet<string>;
  readonly fineThresholdCents: number;
  /** An article is on the list of always-registered minor offences. */
  readonly isAlwaysRegistered: boolean;
  readonly hasRelevantArticle: boolean;
  readonly hasUnknownArticle: boolean;
}

const WEIGHED = { is: 'WEIGHED', reason: null } as const;

/** The first line of contract 3.4 that applies. */
export function judgeVerdict(decision: Decision, question: VerdictQuestion): Verdict {
  const ground = decision.kind === 'SEPOT' ? (decision.grounds[0] ?? '') : '';
  if (isIrrevocableAcquittal(decision, question.asOf))
    return { is: 'CLEARED', rule: 'IRREVOCABLE_ACQUITTAL' };
  if (ground === '01' || ground === '09') return { is: 'CLEARED', rule: `GROUND_${ground}` };
  if (ground >= '02' && ground <= '08') return { is: 'NOT_WEIGHED', rule: `GROUND_${ground}` };
  if (isNotRegistrable(decision, ground, question))
    return { is: 'NOT_REGISTRABLE', rule: 'MINOR_OFFENCE' };
  if (decision.kind === 'SEPOT' && !isKnownPolicyGround(ground, '98', question))
    return { is: 'WEIGHED', reason: 'UNKNOWN_GROUND' };
  if (decision.kind === 'OVAR' && (question.hasRelevantArticle || question.hasUnknownArticle))
    return { is: 'WEIGHED', reason: 'OVAR' };
  return WEIGHED;
}

/** Acquittal that must not be weighed any more (Wjsg art. 35(3)). */
function isIrrevocableAcquittal(decision: Decision, asOf: string): boolean {
  const { kind, irrevocableOn } = decision;
  return kind === 'VRIJSPRAAK' && irrevocableOn !== null && irrevocableOn <= asOf;
}

/** A minor offence that does not enter the register (Bjsg art. 3 and 4(2)). */
function isNotRegistrable(decision: Decision, ground: string, question: VerdictQuestion): boolean {
  if (decision.offenceClass !== 'OVERTREDING') return false;
  if (question.isAlwaysRegistered || question.hasUnknownArticle) return false;
  switch (decision.kind) {
    case 'DAGVAARDING':
    case 'VRIJSPRAAK':
    case 'OVAR':
    case 'SCHULDIG_ZONDER_STRAF':
      return true;
    case 'SEPOT':
      return isKnownPolicyGround(ground, '74', question);
    case 'STRAFBESCHIKKING':
    case 'VEROORDELING':
      return decision.fineCents !== null && decision.fineCents < question.fineThresholdCents;
    default:
      return false;
  }
}

function isKnownPolicyGround(ground: string, last: string, question: VerdictQuestion): boolean {
  return ground >= '20' && ground <= last && question.knownGrounds.has(ground);
}
