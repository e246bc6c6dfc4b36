/**
 * One 32-bit key per entry, in order of entry: four bytes each, searched from end to end. Key 0 means
 * "none". Nothing is kept as long as no entry has a key.
 */
export class KeyColumn {
  private keys = new Int32Array(0);
  private count = 0;
  private readonly expected: number;

  constructor(expected: number) {
    this.expected = expected;
  }

  /** Entries come in ascending order. */
  set(entry: number, key: number): void {
    if (key === 0) return;
    if (entry >= this.keys.length) this.grow(entry);
    this.keys[entry] = key;
    this.count = entry + 1;
  }

  /** Every entry of which the key is wanted. */
  find(wanted: ReadonlySet<number>): { readonly key: number; readonly entry: number }[] {
    const found: { key: number; entry: number }[] = [];
    const filter = new Uint8Array(FILTER_SIZE);
    for (const key of wanted) filter[key & FILTER_MASK] = 1;
    for (let entry = 0; wanted.size > 0 && entry < this.count; entry += 1) {
      const key = this.keys[entry] as number;
      if (filter[key & FILTER_MASK] === 1 && key !== 0 && wanted.has(key))
        found.push({ key, entry });
    }
    return found;
  }

  /** Entries whose key stands more than once, by key. */
  doubled(): Map<number, number[]> {
    const groups = new Map<number, number[]>();
    for (const { key, entry } of this.find(this.suspects())) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
    for (const [key, group] of groups) if (group.length === 1) groups.delete(key);
    return groups;
  }

  /** Keys that may stand more than once: their place in a bit set was taken already. */
  private suspects(): Set<number> {
    const size = 2 ** Math.ceil(Math.log2(this.count + 64));
    const seen = new Int32Array(size);
    const suspects = new Set<number>();
    for (let entry = 0; entry < this.count; entry += 1) {
      const key = this.keys[entry] as number;
      const word = (key >>> 5) & (size - 1);
      const bit = 1 << (key & 31);
      if (((seen[word] as number) & bit) !== 0) suspects.add(key);
      else seen[word] = (seen[word] as number) | bit;
    }
    suspects.delete(0);
    return suspects;
  }

  private grow(entry: number): void {
    const grown = new Int32Array(Math.max(16, this.expected, Math.ceil((entry + 1) * 1.5)));
    grown.set(this.keys);
    this.keys = grown;
  }
}

const FILTER_SIZE = 1 << 16;
const FILTER_MASK = FILTER_SIZE - 1;
