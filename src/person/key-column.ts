/** A full page of keys, wherever it is kept. */
export interface KeptPage {
  all(): Int32Array;
  at(index: number): number;
}

/** Takes a full page to where it is kept. */
export type KeepPage = (page: Int32Array) => KeptPage;

const PAGE_KEYS = 1 << 16;
const PAGE_MASK = PAGE_KEYS - 1;

/**
 * One 32-bit key per entry, in order of entry: four bytes each in pages, searched from end to end.
 * Key 0 means "none"; a page without any key is not kept.
 */
export class KeyColumn {
  private readonly keep: KeepPage;
  private readonly kept: (KeptPage | undefined)[] = [];
  private page: Int32Array | null = null;
  private pageNumber = 0;
  private count = 0;

  constructor(keep: KeepPage = keepInMemory) {
    this.keep = keep;
  }

  /** Entries come in ascending order. */
  set(entry: number, key: number): void {
    if (key === 0) return;
    if (entry >>> 16 !== this.pageNumber) this.turnTo(entry >>> 16);
    this.page ??= new Int32Array(PAGE_KEYS);
    this.page[entry & PAGE_MASK] = key;
    this.count += 1;
  }

  at(entry: number): number {
    if (entry >>> 16 === this.pageNumber) return this.page?.[entry & PAGE_MASK] ?? 0;
    return this.kept[entry >>> 16]?.at(entry & PAGE_MASK) ?? 0;
  }

  /** Every entry of which the key is wanted, in ascending order. */
  find(wanted: ReadonlySet<number>): { readonly key: number; readonly entry: number }[] {
    const found: { key: number; entry: number }[] = [];
    if (wanted.size === 0) return found;
    const filter = new Uint8Array(FILTER_SIZE);
    for (const key of wanted) filter[key & FILTER_MASK] = 1;
    for (const { first, keys } of this.pages()) {
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] as number;
        if (filter[key & FILTER_MASK] === 1 && key !== 0 && wanted.has(key))
          found.push({ key, entry: first + at });
      }
    }
    return found;
  }

  /** Entries that have a key in common, key by key: in parts, so that memory stays what it is. */
  *doubled(): Generator<readonly number[]> {
    const parts = Math.ceil((this.count + 1) / KEYS_IN_A_PART);
    for (let part = 0; part < parts; part += 1) {
      const groups = new Map<number, number[]>();
      for (const { key, entry } of this.find(this.suspects(part, parts))) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [entry]);
        else group.push(entry);
      }
      for (const group of groups.values()) if (group.length > 1) yield group;
    }
  }

  /** Keys of one part that may stand more than once: their place in a bit set was taken already. */
  private suspects(part: number, parts: number): Set<number> {
    const words = 2 ** Math.ceil(Math.log2(Math.min(this.count, KEYS_IN_A_PART) + 64));
    const seen = new Int32Array(words);
    const suspects = new Set<number>();
    for (const { keys } of this.pages()) {
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at] as number;
        if (parts > 1 && (key >>> 0) % parts !== part) continue;
        const word = (key >>> 5) & (words - 1);
        const bit = 1 << (key & 31);
        if (((seen[word] as number) & bit) !== 0) suspects.add(key);
        else seen[word] = (seen[word] as number) | bit;
      }
    }
    suspects.delete(0);
    return suspects;
  }

  private *pages(): Generator<{ readonly first: number; readonly keys: Int32Array }> {
    for (const [number, page] of this.kept.entries())
      if (page !== undefined) yield { first: number * PAGE_KEYS, keys: page.all() };
    if (this.page !== null) yield { first: this.pageNumber * PAGE_KEYS, keys: this.page };
  }

  private turnTo(number: number): void {
    if (this.page !== null) this.kept[this.pageNumber] = this.keep(this.page);
    this.page = null;
    this.pageNumber = number;
  }
}

export function keepInMemory(page: Int32Array): KeptPage {
  return { all: () => page, at: (index) => page[index] ?? 0 };
}

const FILTER_SIZE = 1 << 16;
const FILTER_MASK = FILTER_SIZE - 1;
const KEYS_IN_A_PART = 1 << 22;
