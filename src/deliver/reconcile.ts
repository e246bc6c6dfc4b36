import type { DeliveryRecord } from '../notice/outbox.ts';

/** How the receiver's list and the ledger differ, by event id. */
export interface Difference {
  /** Delivered by the ledger's account, not on the receiver's list. */
  readonly missing: readonly string[];
  /** On the receiver's list, not delivered by the ledger's account. */
  readonly early: readonly string[];
  /** On the receiver's list, never in the ledger. */
  readonly unknown: readonly string[];
  readonly agreed: number;
}

/** Lays the receiver's own list of event ids beside the ledger's. */
export async function compareReceived(
  received: ReadonlySet<string>,
  records: AsyncIterable<readonly DeliveryRecord[]>,
): Promise<Difference> {
  const missing: string[] = [];
  const early: string[] = [];
  const unknown = new Set(received);
  let agreed = 0;
  for await (const batch of records) {
    for (const { eventId, state } of batch) {
      const isReceived = unknown.delete(eventId);
      if (isReceived && state === 'DELIVERED') agreed += 1;
      else if (isReceived) early.push(eventId);
      else if (state === 'DELIVERED') missing.push(eventId);
    }
  }
  return { missing, early, unknown: [...unknown], agreed };
}
