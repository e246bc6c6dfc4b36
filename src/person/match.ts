import type { Decision } from '../register/decision.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import type { Identities } from './identities.ts';
import { nameKey, normaliseName } from './name.ts';

export type MatchReason = 'SKN_AMBIGUOUS' | 'NAME_AND_BIRTH_DATE_ONLY' | 'BIRTH_DATE_MISMATCH';

/** That a decision concerns the person of a subscription, by which route, and how surely. */
export interface Match {
  readonly route: 'BSN' | 'SKN' | 'NAME';
  /** Why a person must look at the match; null for an exact one. */
  readonly reason: MatchReason | null;
  readonly nameDiffers: boolean;
}

/** The first route that applies (contract 3.1), or null where the decision concerns somebody else. */
export function matchPerson(
  decision: Decision,
  subscription: Subscription,
  identities: Identities,
): Match | null {
  const bsn = realBsn(subscription);
  if (decision.bsn !== null && bsn !== null)
    return decision.bsn === bsn ? exactMatch('BSN', decision, subscription) : null;
  const bySkn = matchSkn(decision, subscription, bsn, identities);
  if (bySkn === 'EXACT') return exactMatch('SKN', decision, subscription);
  if (bySkn === 'AMBIGUOUS') return { route: 'SKN', reason: 'SKN_AMBIGUOUS', nameDiffers: false };
  if (!isSameName(decision, subscription)) return null;
  return { route: 'NAME', reason: 'NAME_AND_BIRTH_DATE_ONLY', nameDiffers: false };
}

/** At least one side has no BSN here. */
function matchSkn(
  decision: Decision,
  subscription: Subscription,
  subscriptionBsn: string | null,
  identities: Identities,
): 'EXACT' | 'AMBIGUOUS' | null {
  if (decision.skn !== null && decision.skn === subscription.skn) return 'EXACT';
  const bsn = decision.bsn ?? subscriptionBsn;
  const otherSkn = decision.bsn === null ? decision.skn : subscription.skn;
  if (bsn === null || otherSkn === null) return null;
  const known = identities.get(otherSkn);
  if (known === undefined || !known.has(bsn)) return null;
  return known.size === 1 ? 'EXACT' : 'AMBIGUOUS';
}

/** Whoever uses a BSN must make sure that it is the right person (Wabb art. 12). */
function exactMatch(route: 'BSN' | 'SKN', decision: Decision, subscription: Subscription): Match {
  const name = normaliseName(decision.familyName);
  return {
    route,
    reason: isSameBirthDate(decision.birthDate, subscription.birthDate)
      ? null
      : 'BIRTH_DATE_MISMATCH',
    nameDiffers: name === '' || name !== normaliseName(subscription.familyName),
  };
}

/** Unknown parts count as equal. */
function isSameBirthDate(a: string, b: string): boolean {
  const shared = Math.min(knownLength(a), knownLength(b));
  return a.slice(0, shared) === b.slice(0, shared);
}

function knownLength(birthDate: string): number {
  if (!birthDate.endsWith('-00')) return 10;
  return birthDate.endsWith('-00-00') ? 4 : 7;
}

function isSameName(decision: Decision, subscription: Subscription): boolean {
  const key = nameKey(decision);
  if (key === null || key !== nameKey(subscription)) return false;
  const [initial] = normaliseName(decision.givenNames);
  const [other] = normaliseName(subscription.givenNames);
  return initial === undefined || other === undefined || initial === other;
}
