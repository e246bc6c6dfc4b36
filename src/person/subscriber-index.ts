import type { Decision } from '../register/decision.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import { BsnRoutes } from './bsn-routes.ts';
import { HashIndex } from './hash-index.ts';
import type { Identities } from './identities.ts';
import { type KeepPage, KeyColumn } from './key-column.ts';
import { bsnKey, hashNameKey, hashText } from './key-hash.ts';

/** What a person may be found by: numbers as keys, text as hashes, 0 for none. */
export interface PersonKeys {
  readonly bsn: number;
  readonly skn: number;
  readonly name: number;
}

/** A remembered subscription, as far as a decision can be found to concern it. */
export interface RememberedPerson {
  readonly subscriptionId: string;
  readonly keys: PersonKeys;
  /** Where there is no BSN: the identities file may name it. */
  readonly skn: string | null;
  /** Equal where all that was seen of it is equal, as `digestContent`; null where that is not known. */
  readonly content: number | null;
}

/**
 * Who may be concerned by a decision: entries (whole numbers) by BSN, SKN, and name with birth date.
 * It only ever says "perhaps": a hash may be shared, and `matchPerson` decides. Whether a decision with
 * a BSN may concern anybody is said at once; whom one may concern is asked for many together, as it
 * costs a walk over the columns.
 */
export class SubscriberIndex {
  readonly routes = new BsnRoutes();
  private readonly bsns: KeyColumn;
  private readonly names: KeyColumn;
  private readonly skns: KeyColumn;
  /** Of persons beside the columns: remembered ones and those to look out for. */
  private readonly byBsnBeside = new HashIndex();
  private readonly byNameBeside = new HashIndex();
  private readonly bySknBeside = new HashIndex();
  private readonly sknsWithoutBsn: { readonly skn: string; readonly entry: number }[] = [];

  /** Full pages of the columns are kept by `keep`. */
  constructor(keep?: KeepPage) {
    this.bsns = new KeyColumn(keep);
    this.names = new KeyColumn(keep);
    this.skns = new KeyColumn(keep);
  }

  /**
   * Entries from 0 in ascending order. `skn` is wanted as text where there is no BSN: the identities
   * file may name that person's BSN.
   */
  add(entry: number, keys: PersonKeys, skn: string | null): void {
    this.bsns.set(entry, keys.bsn);
    this.names.set(entry, keys.name);
    this.skns.set(entry, keys.skn);
    this.addRouted(entry, keys, skn);
  }

  /** An entry beside the columns, of any number. */
  addBeside(entry: number, keys: PersonKeys, skn: string | null): void {
    this.byBsnBeside.add(keys.bsn, entry);
    this.byNameBeside.add(keys.name, entry);
    this.bySknBeside.add(keys.skn, entry);
    this.addRouted(entry, keys, skn);
  }

  /** Somebody to look out for by any key, whatever else is known of him: a rejected row's person. */
  watch(entry: number, keys: PersonKeys): void {
    this.routes.watchedByBsn.add(keys.bsn, entry);
    this.routes.byNameWithoutBsn.add(keys.name, entry);
    this.routes.bySknWithoutBsn.add(keys.skn, entry);
    this.byNameBeside.add(keys.name, entry);
    this.bySknBeside.add(keys.skn, entry);
  }

  /** Finds those without a BSN also under the BSNs that the identities file gives their SKN. */
  addAliases(identities: Identities): void {
    for (const { skn, entry } of this.sknsWithoutBsn) {
      for (const bsn of identities.get(skn) ?? []) {
        this.routes.bsns.add(bsnKey(bsn));
        this.byBsnBeside.add(bsnKey(bsn), entry);
      }
    }
  }

  /** Entries that each of some persons may be, each once, in no order. */
  lookUp(persons: readonly PersonKeys[]): ReadonlySet<number>[] {
    const byBsn = this.findBsns(persons.map(({ bsn }) => bsn));
    const byName = findKeys(
      this.names,
      persons.map(({ name }) => name),
    );
    const bySkn = findKeys(
      this.skns,
      persons.map(({ skn }) => skn),
    );
    return persons.map(
      ({ bsn, name, skn }) =>
        new Set([
          ...byBsn(bsn),
          ...byName(name),
          ...bySkn(skn),
          ...this.byNameBeside.entriesOf(name),
          ...this.bySknBeside.entriesOf(skn),
        ]),
    );
  }

  /** Entries that each decision may concern. */
  candidates(decisions: readonly Decision[], identities: Identities): ReadonlySet<number>[] {
    const bsns = decisions.map((decision) => bsnsOf(decision, identities));
    const byBsn = this.findBsns(bsns.flat());
    const others = decisions.filter(({ bsn }) => bsn === null);
    const byOther = others.length === 0 ? [] : this.lookUp(others.map(keysOfDecision));
    let next = 0;
    return decisions.map((decision, index) => {
      const found = decision.bsn === null ? byOther[next++] : this.routes.withoutBsn(decision);
      return new Set([...(found ?? []), ...(bsns[index] ?? []).flatMap(byBsn)]);
    });
  }

  private findBsns(keys: readonly number[]): (key: number) => number[] {
    const find = findKeys(this.bsns, keys);
    return (key) => [
      ...find(key),
      ...this.byBsnBeside.entriesOf(key),
      ...this.routes.watchedByBsn.entriesOf(key),
    ];
  }

  private addRouted(entry: number, keys: PersonKeys, skn: string | null): void {
    this.routes.bsns.add(keys.bsn);
    if (keys.bsn !== 0) return;
    this.routes.byNameWithoutBsn.add(keys.name, entry);
    this.routes.bySknWithoutBsn.add(keys.skn, entry);
    if (skn !== null) this.sknsWithoutBsn.push({ skn, entry });
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

function keysOfDecision(decision: Decision): PersonKeys {
  const skn = decision.skn === null ? 0 : hashText(decision.skn);
  return { bsn: 0, skn, name: hashNameKey(decision) };
}

/** The BSN of a decision; without one, those that the identities file gives its SKN. */
function bsnsOf({ bsn, skn }: Decision, identities: Identities): number[] {
  return bsn === null ? [...(identities.get(skn ?? '') ?? [])].map(bsnKey) : [bsnKey(bsn)];
}

/** Entries by key, found in one walk. */
function findKeys(column: KeyColumn, keys: readonly number[]): (key: number) => readonly number[] {
  const wanted = new Set(keys);
  wanted.delete(0);
  const found = new Map<number, number[]>();
  for (const { key, entry } of column.find(wanted)) {
    const entries = found.get(key);
    if (entries === undefined) found.set(key, [entry]);
    else entries.push(entry);
  }
  return (key) => found.get(key) ?? [];
}
