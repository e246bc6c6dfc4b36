import { isDeepStrictEqual } from 'node:util';
import type { LedgerView } from '../ledger/ledger.ts';
import type { Subscription } from '../register/subscription.ts';
import type { Subscribers } from './subscribers.ts';

/**
 * Remembered subscriptions of which this run has other data, whether or not a row touches them: what
 * was last seen of them counts once no row is supplied, or a broken one (contract 3.9).
 */
export async function* findSeenAnew(
  subscribers: Subscribers,
  view: LedgerView,
): AsyncGenerator<readonly Subscription[]> {
  for await (const persons of view.persons()) {
    const ids = new Set(persons.map(({ subscriptionId }) => subscriptionId));
    const supplied = subscribers.readSupplied([...ids]);
    const lastSeen = await view.subscriptionsOf([...supplied.keys()]);
    yield lastSeen.flatMap((before) => {
      const now = supplied.get(before.subscriptionId);
      return now === undefined || isDeepStrictEqual(now, before) ? [] : [now];
    });
  }
}
