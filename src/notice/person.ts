/** One person, as far as is known: by the BSN where there is a real one, else by the subscription (contract 6). */
export function personOf(who: {
  readonly bsn: string | null;
  readonly subscriptionId: string;
}): string {
  const hasRealBsn = who.bsn !== null && /^\d/.test(who.bsn);
  return hasRealBsn ? `BSN ${who.bsn}` : `SUBSCRIPTION ${who.subscriptionId}`;
}
