import type { RememberedPerson } from '../person/subscriber-index.ts';

/** Entries from here on are remembered subscriptions; below 0 they are persons to look out for. */
const FIRST_ENTRY = 0x4000_0000;
const PER_PIECE = 4096;

/** Remembered subscriptions, each under one entry for all that was ever seen of it. */
export class RememberedPersons {
  private readonly ids: string[] = [];
  private readonly contents: (number | null)[] = [];
  private readonly entries = new Map<string, number>();

  /** In the order in which they were seen: what was seen last counts. Gives the entry. */
  note({ subscriptionId, content }: Pick<RememberedPerson, 'subscriptionId' | 'content'>): number {
    const place = this.entries.get(subscriptionId) ?? this.ids.length;
    this.entries.set(subscriptionId, place);
    this.ids[place] = subscriptionId;
    this.contents[place] = content;
    return FIRST_ENTRY + place;
  }

  has(entry: number): boolean {
    return entry >= FIRST_ENTRY;
  }

  idOf(entry: number): string | undefined {
    return this.has(entry) ? this.ids[entry - FIRST_ENTRY] : undefined;
  }

  /** Ids, and what was last seen of each as `RememberedPerson.content`. */
  *pieces(): Generator<ReadonlyMap<string, number | null>> {
    for (let from = 0; from < this.ids.length; from += PER_PIECE) {
      const ids = this.ids.slice(from, from + PER_PIECE);
      yield new Map(ids.map((id, place) => [id, this.contents[from + place] ?? null]));
    }
  }
}
