import type { CaseKey, LedgerView, TouchedCase as TouchedKey } from '../ledger/ledger.ts';
import type { Subscription } from '../register/subscription.ts';
import type { LaidDecisions } from './lay-together.ts';
import type { Subscribers } from './subscribers.ts';

/** A subscription and case that this run judges, with the subscription as it takes part. */
export interface TouchedCase {
  readonly caseNumber: string;
  readonly subscription: Subscription;
  /** The data as last seen by an earlier run; null where it was never judged. */
  readonly lastSeen: Subscription | null;
  readonly isSupplied: boolean;
}

/**
 * Every subscription and case that a row of the run touches, also where a newer version took a
 * decision away from it, and those that are `due` anyway (contract 3.9).
 */
export async function findTouchedCases(
  laid: LaidDecisions,
  due: readonly CaseKey[],
  subscribers: Subscribers,
  view: LedgerView,
): Promise<{ readonly cases: readonly TouchedCase[]; readonly byRows: readonly TouchedKey[] }> {
  const byRows: TouchedKey[] = [];
  const keys = new Map<string, CaseKey>();
  const note = ({ subscriptionId, caseNumber }: CaseKey) =>
    keys.set(`${subscriptionId}|${caseNumber}`, { subscriptionId, caseNumber });
  const supplied = new Map<string, Subscription>();
  for (const { key, rows, remembered } of laid.values()) {
    for (const { decision, matches } of rows) {
      for (const { entry, subscription } of matches) {
        const { subscriptionId } = subscription;
        const { caseNumber } = decision;
        if (subscribers.isSupplied(entry)) supplied.set(subscriptionId, subscription);
        note({ subscriptionId, caseNumber });
        byRows.push({ subscriptionId, caseNumber, decision: key });
      }
    }
    for (const touched of remembered?.touched ?? []) note(touched);
  }
  for (const key of due) note(key);

  const ids = [...new Set([...keys.values()].map(({ subscriptionId }) => subscriptionId))];
  const others = ids.filter((id) => !supplied.has(id));
  for (const [id, subscription] of subscribers.readSupplied(others)) supplied.set(id, subscription);
  const lastSeen = new Map<string, Subscription>();
  for (const subscription of await view.subscriptionsOf(ids))
    lastSeen.set(subscription.subscriptionId, subscription);
  const cases = [...keys.values()].flatMap(({ subscriptionId, caseNumber }) => {
    const seen = lastSeen.get(subscriptionId) ?? null;
    const given = supplied.get(subscriptionId);
    const subscription = given ?? (seen === null ? undefined : subscribers.asItTakesPart(seen));
    if (subscription === undefined) return [];
    return [{ caseNumber, subscription, lastSeen: seen, isSupplied: given !== undefined }];
  });
  return { cases, byRows };
}
