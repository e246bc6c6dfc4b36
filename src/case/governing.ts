import type { Decision } from '../register/decision.ts';
import { compareDecisions } from './decision-order.ts';

/** The unnumbered fact of a case. */
export const UNNUMBERED = '*';

/** Which decision speaks last of each fact of a case (contract 3.3). */
export interface GoverningDecisions<T> {
  /** Fact (`*` or a number as text) to the decision that governs it; `*` first, then by number. */
  readonly facts: ReadonlyMap<string, T>;
  /** What the unnumbered fact would be governed by, whether or not it is a fact of its own. */
  readonly unnumbered: T | null;
}

/**
 * The facts of one person's case and what governs each. `matched` holds the decisions in force that
 * match the subscription, of one group (exact, or for review) only; ground 99 is left out here.
 */
export function findGoverning<T extends { readonly decision: Decision }>(
  matched: readonly T[],
  articleKeys: (decision: Decision) => readonly string[],
): GoverningDecisions<T> {
  const ordered = matched
    .filter(({ decision }) => !isDoubleBooking(decision))
    .sort((a, b) => compareDecisions(a.decision, b.decision));
  const numbers = new Set<number>();
  for (const { decision } of ordered) {
    if (decision.factNumber !== null) numbers.add(decision.factNumber);
  }
  const unnumbered = ordered.findLast(({ decision }) => decision.factNumber === null) ?? null;
  const facts = new Map<string, T>();
  if (unnumbered !== null && isFactOfItsOwn(unnumbered.decision, ordered, articleKeys))
    facts.set(UNNUMBERED, unnumbered);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = ordered.findLast(
      ({ decision }) => decision.factNumber === null || decision.factNumber === number,
    );
    if (last !== undefined) facts.set(String(number), last);
  }
  return { facts, unnumbered };
}

/** A `SEPOT` whose first ground is 99 only undoes a double booking. */
function isDoubleBooking(decision: Decision): boolean {
  return decision.kind === 'SEPOT' && decision.grounds[0] === '99';
}

/** No decision is numbered, or it carries an article that no numbered decision carries. */
function isFactOfItsOwn(
  decision: Decision,
  all: readonly { readonly decision: Decision }[],
  articleKeys: (decision: Decision) => readonly string[],
): boolean {
  const numbered = new Set(
    all.flatMap((other) => (other.decision.factNumber === null ? [] : articleKeys(other.decision))),
  );
  if (!all.some((other) => other.decision.factNumber !== null)) return true;
  return articleKeys(decision).some((key) => !numbered.has(key));
}
