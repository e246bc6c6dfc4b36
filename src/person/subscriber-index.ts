import type { Decision } from '../register/decision.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import { HashIndex } from './hash-index.ts';
import type { Identities } from './identities.ts';
import { bsnKey, hashNameKey, hashText } from './key-hash.ts';

/** What a decision may be found by: numbers as keys, text as hashes, 0 for none. */
export interface PersonKeys {
  readonly bsn: number;
  readonly skn: number;
  readonly name: number;
}

/**
 * Who may be concerned by a decision: entries (whole numbers) by BSN, SKN, and name with birth date.
 * It only ever says "perhaps": a hash may be shared, and `matchPerson` decides.
 */
export class SubscriberIndex {
  readonly byBsn: HashIndex;
  readonly byName: HashIndex;
  readonly bySkn = new HashIndex(16);
  /** Of those without a BSN only: they are what a decision with a BSN may match by SKN or name. */
  readonly byNameWithoutBsn = new HashIndex(16);
  readonly bySknWithoutBsn = new HashIndex(16);
  private readonly sknsWithoutBsn: { readonly skn: string; readonly entry: number }[] = [];

  constructor(expected: number) {
    this.byBsn = new HashIndex(expected);
    this.byName = new HashIndex(expected);
  }

  /** `skn` is wanted as text where there is no BSN: the identities file may name that person's BSN. */
  add(entry: number, keys: PersonKeys, skn: string | null): void {
    this.byBsn.add(keys.bsn, entry);
    this.byName.add(keys.name, entry);
    this.bySkn.add(keys.skn, entry);
    if (keys.bsn !== 0) return;
    this.byNameWithoutBsn.add(keys.name, entry);
    this.bySknWithoutBsn.add(keys.skn, entry);
    if (skn !== null) this.sknsWithoutBsn.push({ skn, entry });
  }

  /** Somebody to look out for by any key, whatever else is known of him: a rejected row's person. */
  watch(entry: number, keys: PersonKeys): void {
    this.byBsn.add(keys.bsn, entry);
    this.byName.add(keys.name, entry);
    this.bySkn.add(keys.skn, entry);
    this.byNameWithoutBsn.add(keys.name, entry);
    this.bySknWithoutBsn.add(keys.skn, entry);
  }

  /** Finds those without a BSN also under the BSNs that the identities file gives their SKN. */
  addAliases(identities: Identities): void {
    for (const { skn, entry } of this.sknsWithoutBsn) {
      for (const bsn of identities.get(skn) ?? []) this.byBsn.add(bsnKey(bsn), entry);
    }
  }

  /** Entries that a decision may concern, each once, in no order. */
  candidates(decision: Decision, identities: Identities): ReadonlySet<number> {
    const skn = decision.skn === null ? 0 : hashText(decision.skn);
    const name = hashNameKey(decision);
    if (decision.bsn !== null) {
      return new Set([
        ...this.byBsn.entriesOf(bsnKey(decision.bsn)),
        ...this.bySknWithoutBsn.entriesOf(skn),
        ...this.byNameWithoutBsn.entriesOf(name),
      ]);
    }
    const found = new Set([...this.bySkn.entriesOf(skn), ...this.byName.entriesOf(name)]);
    for (const bsn of identities.get(decision.skn ?? '') ?? []) {
      for (const entry of this.byBsn.entriesOf(bsnKey(bsn))) found.add(entry);
    }
    return found;
  }
}

/** The keys under which a subscription is found. */
export function keysOf(subscription: Subscription): PersonKeys {
  return {
    bsn: bsnKey(realBsn(subscription)),
    skn: subscription.skn === null ? 0 : hashText(subscription.skn),
    name: hashNameKey(subscription),
  };
}
