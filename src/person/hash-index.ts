/**
 * Whole-number keys to whole-number entries, several per key, in typed arrays that workers can share:
 * open addressing, eight bytes a slot. Key 0 means "none" and is never kept.
 */
export class HashIndex {
  private keys: Int32Array;
  private entries: Int32Array;
  private used = 0;

  constructor(expected: number) {
    const capacity = capacityFor(expected);
    this.keys = shared(capacity);
    this.entries = shared(capacity);
  }

  get size(): number {
    return this.used;
  }

  add(key: number, entry: number): void {
    if (key === 0) return;
    if ((this.used + 1) * 10 > this.keys.length * 7) this.grow();
    place(this.keys, this.entries, key, entry);
    this.used += 1;
  }

  has(key: number): boolean {
    if (key === 0 || this.used === 0) return false;
    const keys = this.keys;
    for (let slot = slotOf(key, keys.length); keys[slot] !== 0; ) {
      if (keys[slot] === key) return true;
      slot += 1;
      if (slot === keys.length) slot = 0;
    }
    return false;
  }

  entriesOf(key: number): number[] {
    const found: number[] = [];
    if (key === 0 || this.used === 0) return found;
    const keys = this.keys;
    for (let slot = slotOf(key, keys.length); keys[slot] !== 0; ) {
      if (keys[slot] === key) found.push(this.entries[slot] ?? 0);
      slot += 1;
      if (slot === keys.length) slot = 0;
    }
    return found;
  }

  /** Keys under which more than one entry stands. */
  doubledKeys(): Set<number> {
    const doubled = new Set<number>();
    const { keys } = this;
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] ?? 0;
      if (key === 0) continue;
      for (
        let at = slotOf(key, keys.length);
        at !== slot;
        at = at + 1 === keys.length ? 0 : at + 1
      ) {
        if (keys[at] !== key) continue;
        doubled.add(key);
        break;
      }
    }
    return doubled;
  }

  private grow(): void {
    const { keys, entries } = this;
    const capacity = capacityFor(this.used * 2);
    this.keys = shared(capacity);
    this.entries = shared(capacity);
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] ?? 0;
      if (key !== 0) place(this.keys, this.entries, key, entries[slot] ?? 0);
    }
  }
}

function place(keys: Int32Array, entries: Int32Array, key: number, entry: number): void {
  let slot = slotOf(key, keys.length);
  while (keys[slot] !== 0) slot = slot + 1 === keys.length ? 0 : slot + 1;
  keys[slot] = key;
  entries[slot] = entry;
}

function slotOf(key: number, capacity: number): number {
  return (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 0) % capacity;
}

function capacityFor(count: number): number {
  return Math.max(16, Math.ceil((count + 1) / 0.65)) | 1;
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}
