import { createHash } from 'node:crypto';
import type { InputTable } from '../../intake/input-table.ts';
import { parseSubscription } from '../../register/subscription.ts';
import { readEachRow } from './rows.ts';

export interface AcceptedSubscription {
  readonly sector: string;
  readonly subscriptionId: string;
}

/** The accepted subscriptions of each BSN; rows with one id and different content are all refused (contract 2.5). */
export async function readAccepted(
  tables: readonly InputTable[],
  sectors: ReadonlySet<string>,
  counts: Map<InputTable, number>,
): Promise<ReadonlyMap<string, readonly AcceptedSubscription[]>> {
  const byId = new Map<string, { sector: string; bsn: string; digest: string; isOne: boolean }>();
  for (const table of tables)
    await readEachRow(table, counts, (cells) => {
      const parsed = parseSubscription(cells, sectors);
      if (!parsed.ok) return;
      const { subscriptionId, sector, bsn } = parsed.value;
      const digest = createHash('sha256').update(JSON.stringify(parsed.value)).digest('base64');
      const isOne = (byId.get(subscriptionId)?.digest ?? digest) === digest;
      if (!isOne || !byId.has(subscriptionId))
        byId.set(subscriptionId, { sector, bsn: bsn ?? '', digest, isOne });
    });
  const accepted = new Map<string, AcceptedSubscription[]>();
  for (const [subscriptionId, { sector, bsn, isOne }] of byId)
    if (isOne && bsn !== '')
      accepted.set(bsn, [...(accepted.get(bsn) ?? []), { sector, subscriptionId }]);
  return accepted;
}
