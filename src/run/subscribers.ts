import { InternalError } from '../errors.ts';
import { type InputTable, readCellsAt } from '../intake/input-table.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { type KeepPage, KeyColumn } from '../person/key-column.ts';
import { hashText } from '../person/key-hash.ts';
import {
  type PersonKeys,
  type RememberedPerson,
  SubscriberIndex,
} from '../person/subscriber-index.ts';
import { parseSubscription, type Subscription } from '../register/subscription.ts';
import { NUMBERS_PER_ROW } from '../screen/subscription-block.ts';
import { RememberedPersons } from './remembered-persons.ts';

/** Where a supplied row lies. */
export interface RowPlace {
  /** Number of the table, in the order of the command line. */
  readonly table: number;
  readonly offset: number;
}

/** The file's number and the offset go into two keys: a tebibyte in each of a million files. */
const FILE_STEP = 2 ** 40;
const PLACE_STEP = 2 ** 31;

/**
 * The run's subscriptions. Of supplied ones only keys and places are kept, in columns of four bytes
 * each; their rows stay in the files and are read again where a decision may concern them. Remembered ones of
 * which no row was accepted take part as ended, or, where their rows were rejected, as last seen
 * (contract 3.9).
 */
export class Subscribers {
  readonly index: SubscriberIndex;
  private readonly tables: readonly InputTable[];
  private readonly sectors: ReadonlySet<string>;
  private readonly idHashes: KeyColumn;
  /** A place in two parts: of a file below 2 GiB, the first one, only the second takes memory. */
  private readonly farPlaces: KeyColumn;
  private readonly nearPlaces: KeyColumn;
  private count = 0;
  /** Entries that are no accepted subscription, or repeat one. */
  private readonly dropped = new Set<number>();
  private readonly remembered = new RememberedPersons();
  private readonly rejectedIds = new Set<string>();

  /** Full pages of the columns are kept by `keep`. */
  constructor(tables: readonly InputTable[], sectors: ReadonlySet<string>, keep: KeepPage) {
    this.tables = tables;
    this.sectors = sectors;
    this.index = new SubscriberIndex(keep);
    this.idHashes = new KeyColumn(keep);
    this.farPlaces = new KeyColumn(keep);
    this.nearPlaces = new KeyColumn(keep);
  }

  /** Enters a supplied row that is valid by itself; `idHash` as `hashText` of its id. */
  enter(place: RowPlace, keys: PersonKeys, idHash: number, skn: string | null): void {
    const entry = this.count;
    this.count += 1;
    const number = place.table * FILE_STEP + place.offset;
    this.farPlaces.set(entry, Math.floor(number / PLACE_STEP));
    this.nearPlaces.set(entry, number % PLACE_STEP);
    this.index.add(entry, keys, skn);
    this.idHashes.set(entry, idHash);
  }

  /** Enters the rows that the screen settled in the block that begins at a place; as `settled` of its findings. */
  enterSettled(block: RowPlace, settled: Int32Array): void {
    const keys = { bsn: 0, skn: 0, name: 0 };
    const place = { ...block };
    for (let at = 0; at < settled.length; at += NUMBERS_PER_ROW) {
      place.offset = block.offset + (settled[at] as number);
      keys.bsn = settled[at + 2] as number;
      keys.skn = settled[at + 3] as number;
      keys.name = settled[at + 4] as number;
      this.enter(place, keys, settled[at + 1] as number, null);
    }
  }

  enterRemembered(person: RememberedPerson): void {
    this.index.addBeside(this.remembered.note(person), person.keys, person.skn);
  }

  /** The supplied ones among the remembered of which this run has other data than were last seen. */
  *seenAnew(digest: (subscription: Subscription) => number): Generator<readonly Subscription[]> {
    for (const contents of this.remembered.pieces()) {
      const supplied = this.readSupplied([...contents.keys()]);
      yield [...supplied].flatMap(([id, now]) => (digest(now) === contents.get(id) ? [] : [now]));
    }
  }

  noteRejectedId(subscriptionId: string): void {
    this.rejectedIds.add(subscriptionId);
  }

  drop(entry: number): void {
    this.dropped.add(entry);
  }

  /** Groups of entries whose ids may be the same: their hashes are. */
  doubledIds(): Iterable<readonly number[]> {
    return this.idHashes.doubled();
  }

  /** A row of it was supplied; otherwise it is a remembered one. */
  isSupplied(entry: number): boolean {
    return !this.remembered.has(entry);
  }

  placeOf(entry: number): RowPlace {
    const place = this.farPlaces.at(entry) * PLACE_STEP + this.nearPlaces.at(entry);
    const table = Math.floor(place / FILE_STEP);
    return { table, offset: place - table * FILE_STEP };
  }

  /** The supplied subscriptions of some entries; entries that take no part are left out. */
  read(entries: Iterable<number>): Map<number, Subscription> {
    const found = new Map<number, Subscription>();
    const offsets = new Map<number, { entry: number; offset: number }[]>();
    for (const entry of entries) {
      if (entry < 0 || !this.isSupplied(entry) || this.dropped.has(entry)) continue;
      const { table, offset } = this.placeOf(entry);
      const list = offsets.get(table);
      if (list === undefined) offsets.set(table, [{ entry, offset }]);
      else list.push({ entry, offset });
    }
    for (const [table, places] of offsets) this.readPlaces(table, places, found);
    return found;
  }

  /** As `read`; and the remembered ones among them, of which no row was accepted, once each. */
  async readAll(
    entries: ReadonlySet<number>,
    view: LedgerView,
  ): Promise<Map<number, Subscription>> {
    const found = this.read(entries);
    const supplied = new Set([...found.values()].map(({ subscriptionId }) => subscriptionId));
    const remembered = new Map<string, number>();
    for (const entry of entries) {
      const id = this.remembered.idOf(entry);
      if (id !== undefined && !supplied.has(id)) remembered.set(id, entry);
    }
    const ids = [...remembered.keys()];
    for (const id of this.readSupplied(ids).keys()) remembered.delete(id);
    for (const lastSeen of await view.subscriptionsOf([...remembered.keys()])) {
      const entry = remembered.get(lastSeen.subscriptionId);
      if (entry !== undefined) found.set(entry, this.asItTakesPart(lastSeen));
    }
    return found;
  }

  /** The accepted subscriptions of the given ids. */
  readSupplied(ids: readonly string[]): Map<string, Subscription> {
    const wanted = new Set(ids);
    const found = new Map<string, Subscription>();
    if (ids.length === 0) return found;
    const entries = this.idHashes.find(new Set(ids.map(hashText))).map(({ entry }) => entry);
    for (const subscription of this.read(entries).values()) {
      if (wanted.has(subscription.subscriptionId))
        found.set(subscription.subscriptionId, subscription);
    }
    return found;
  }

  /** A remembered subscription of which no row was accepted. */
  asItTakesPart(lastSeen: Subscription): Subscription {
    if (this.rejectedIds.has(lastSeen.subscriptionId)) return lastSeen;
    return { ...lastSeen, status: 'ENDED' };
  }

  private readPlaces(
    table: number,
    places: { entry: number; offset: number }[],
    found: Map<number, Subscription>,
  ): void {
    const source = this.tables[table];
    if (source === undefined) throw new InternalError('a subscription of an unknown file');
    places.sort((a, b) => a.offset - b.offset);
    const rows = readCellsAt(
      source,
      places.map(({ offset }) => offset),
    );
    rows.forEach((cells, index) => {
      const parsed = parseSubscription(cells, this.sectors);
      const place = places[index];
      if (!parsed.ok || place === undefined)
        throw new InternalError('a subscription that was valid once is not valid any more');
      found.set(place.entry, parsed.value);
    });
  }
}
