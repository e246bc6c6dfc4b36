import type { Identity } from '../register/identity.ts';

/** Which BSNs stand behind an SKN (contract 2.3); one SKN may stand for several. */
export type Identities = ReadonlyMap<string, ReadonlySet<string>>;

export function collectIdentities(rows: Iterable<Identity>): Identities {
  const bsnsBySkn = new Map<string, Set<string>>();
  for (const { skn, bsn } of rows) {
    const bsns = bsnsBySkn.get(skn);
    if (bsns === undefined) bsnsBySkn.set(skn, new Set([bsn]));
    else bsns.add(bsn);
  }
  return bsnsBySkn;
}
