const SLOTS_PER_KEY = 16;

/**
 * Whole-number keys to whole-number entries, several per key, in one typed array: open addressing,
 * key and entry side by side, eight bytes a slot. Key 0 means "none" and is never kept. The array lies
 * in shared memory: other threads may look things up in it while nothing is added.
 */
export class HashIndex {
  private slots: Int32Array;
  private used = 0;
  /** Further entries of a key that stands very often: in the slots everyone would have to pass them. */
  private more = new Map<number, number[]>();

  constructor(expected = 16) {
    this.slots = newSlots(expected);
  }

  /** The same index, in another thread. */
  static over({ slots, used, more }: SharedIndex): HashIndex {
    const index = new HashIndex(0);
    index.slots = slots;
    index.used = used;
    index.more = more;
    return index;
  }

  share(): SharedIndex {
    return { slots: this.slots, used: this.used, more: this.more };
  }

  get size(): number {
    let size = this.used;
    for (const entries of this.more.values()) size += entries.length;
    return size;
  }

  add(key: number, entry: number): void {
    if (key === 0) return;
    if ((this.used + 1) * 20 > this.slots.length * 7) this.grow();
    if (place(this.slots, key, entry)) this.used += 1;
    else this.addMore(key, entry);
  }

  has(key: number): boolean {
    if (key === 0 || this.used === 0) return false;
    const { slots } = this;
    for (let slot = slotOf(key, slots.length); slots[slot] !== 0; ) {
      if (slots[slot] === key) return true;
      slot += 2;
      if (slot === slots.length) slot = 0;
    }
    return false;
  }

  entriesOf(key: number): number[] {
    const found: number[] = [];
    if (key === 0 || this.used === 0) return found;
    const { slots } = this;
    for (let slot = slotOf(key, slots.length); slots[slot] !== 0; ) {
      if (slots[slot] === key) found.push(slots[slot + 1] ?? 0);
      slot += 2;
      if (slot === slots.length) slot = 0;
    }
    // Not spread into the arguments of a call: they may be more than a stack holds.
    for (const entry of this.more.get(key) ?? []) found.push(entry);
    return found;
  }

  private addMore(key: number, entry: number): void {
    const entries = this.more.get(key);
    if (entries === undefined) this.more.set(key, [entry]);
    else entries.push(entry);
  }

  private grow(): void {
    const { slots } = this;
    this.slots = newSlots(this.used * 2);
    for (let slot = 0; slot < slots.length; slot += 2) {
      const key = slots[slot] ?? 0;
      if (key !== 0) place(this.slots, key, slots[slot + 1] ?? 0);
    }
  }
}

/** What another thread needs of an index. */
export interface SharedIndex {
  readonly slots: Int32Array;
  readonly used: number;
  readonly more: Map<number, number[]>;
}

function newSlots(expected: number): Int32Array {
  const bytes = capacityFor(expected) * 2 * Int32Array.BYTES_PER_ELEMENT;
  return new Int32Array(new SharedArrayBuffer(bytes));
}

/** Gives false where the key has its full number of slots. */
function place(slots: Int32Array, key: number, entry: number): boolean {
  let slot = slotOf(key, slots.length);
  let same = 0;
  while (slots[slot] !== 0) {
    if (slots[slot] === key && ++same === SLOTS_PER_KEY) return false;
    slot += 2;
    if (slot === slots.length) slot = 0;
  }
  slots[slot] = key;
  slots[slot + 1] = entry;
  return true;
}

function slotOf(key: number, length: number): number {
  return ((Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 0) % (length >>> 1)) * 2;
}

function capacityFor(count: number): number {
  return Math.max(16, Math.ceil((count + 1) / 0.65)) | 1;
}
