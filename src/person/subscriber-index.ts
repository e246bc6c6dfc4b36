import type { Decision } from '../register/decision.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import { BsnRoutes } from './bsn-routes.ts';
import { HashIndex } from './hash-index.ts';
import type { Identities } from './identities.ts';
import { KeyColumn } from './key-column.ts';
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
 * It only ever says "perhaps": a hash may be shared, and `matchPerson` decides. Most decisions have a
 * BSN and are looked up at once; SKNs and names of persons with a BSN are asked for by the few without
 * one, many together, and so are only kept in columns.
 */
export class SubscriberIndex {
  readonly routes: BsnRoutes;
  private readonly names: KeyColumn;
  private readonly skns: KeyColumn;
  /** Of persons beside the columns: remembered ones and those to look out for. */
  private readonly byNameBeside = new HashIndex(16);
  private readonly bySknBeside = new HashIndex(16);
  private readonly sknsWithoutBsn: { readonly skn: string; readonly entry: number }[] = [];

  constructor(expected: number) {
    this.routes = new BsnRoutes({
      byBsn: new HashIndex(expected),
      byNameWithoutBsn: new HashIndex(16),
      bySknWithoutBsn: new HashIndex(16),
    });
    this.names = new KeyColumn(expected);
    this.skns = new KeyColumn(expected);
  }

  /**
   * Entries from 0 in ascending order. `skn` is wanted as text where there is no BSN: the identities
   * file may name that person's BSN.
   */
  add(entry: number, keys: PersonKeys, skn: string | null): void {
    this.names.set(entry, keys.name);
    this.skns.set(entry, keys.skn);
    this.addRouted(entry, keys, skn);
  }

  /** An entry beside the columns, of any number. */
  addBeside(entry: number, keys: PersonKeys, skn: string | null): void {
    this.byNameBeside.add(keys.name, entry);
    this.bySknBeside.add(keys.skn, entry);
    this.addRouted(entry, keys, skn);
  }

  /** Somebody to look out for by any key, whatever else is known of him: a rejected row's person. */
  watch(entry: number, keys: PersonKeys): void {
    this.routes.byBsn.add(keys.bsn, entry);
    this.routes.byNameWithoutBsn.add(keys.name, entry);
    this.routes.bySknWithoutBsn.add(keys.skn, entry);
    this.byNameBeside.add(keys.name, entry);
    this.bySknBeside.add(keys.skn, entry);
  }

  /** Finds those without a BSN also under the BSNs that the identities file gives their SKN. */
  addAliases(identities: Identities): void {
    for (const { skn, entry } of this.sknsWithoutBsn) {
      for (const bsn of identities.get(skn) ?? []) this.routes.byBsn.add(bsnKey(bsn), entry);
    }
  }

  /** Entries that each of some persons may be, each once, in no order. */
  lookUp(persons: readonly PersonKeys[]): ReadonlySet<number>[] {
    const byName = findBySet(this.names, persons, ({ name }) => name);
    const bySkn = findBySet(this.skns, persons, ({ skn }) => skn);
    return persons.map(
      ({ bsn, name, skn }) =>
        new Set([
          ...this.routes.byBsn.entriesOf(bsn),
          ...(byName.get(name) ?? []),
          ...(bySkn.get(skn) ?? []),
          ...this.byNameBeside.entriesOf(name),
          ...this.bySknBeside.entriesOf(skn),
        ]),
    );
  }

  /** Entries that each decision may concern. Those without a BSN cost a walk over the columns. */
  candidates(decisions: readonly Decision[], identities: Identities): ReadonlySet<number>[] {
    const found = decisions.map((decision) =>
      decision.bsn === null ? null : this.routes.candidatesOf(decision),
    );
    const others = decisions.filter(({ bsn }) => bsn === null);
    const byOther = others.length === 0 ? [] : this.lookUp(others.map(keysOfDecision));
    let next = 0;
    return found.map((entries, index) => {
      if (entries !== null) return entries;
      const skn = decisions[index]?.skn ?? '';
      const aliases = [...(identities.get(skn) ?? [])];
      const own = byOther[next++] ?? new Set();
      return new Set([
        ...own,
        ...aliases.flatMap((bsn) => this.routes.byBsn.entriesOf(bsnKey(bsn))),
      ]);
    });
  }

  private addRouted(entry: number, keys: PersonKeys, skn: string | null): void {
    this.routes.byBsn.add(keys.bsn, entry);
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

function findBySet(
  column: KeyColumn,
  persons: readonly PersonKeys[],
  keyOf: (person: PersonKeys) => number,
): ReadonlyMap<number, readonly number[]> {
  const wanted = new Set(persons.map(keyOf));
  wanted.delete(0);
  const found = new Map<number, number[]>();
  for (const { key, entry } of column.find(wanted)) {
    const entries = found.get(key);
    if (entries === undefined) found.set(key, [entry]);
    else entries.push(entry);
  }
  return found;
}
