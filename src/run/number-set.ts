/** Many whole numbers below 2^53, other than 0, in 16 bytes each at most. */
export class NumberSet {
  private slots: Float64Array;
  private used = 0;

  constructor(expected = 0) {
    this.slots = new Float64Array(capacityFor(expected));
  }

  get size(): number {
    return this.used;
  }

  add(number: number): void {
    if ((this.used + 1) * 4 > this.slots.length * 3) this.grow();
    const slot = slotOf(this.slots, number);
    if (this.slots[slot] !== 0) return;
    this.slots[slot] = number;
    this.used += 1;
  }

  has(number: number): boolean {
    return this.slots[slotOf(this.slots, number)] === number;
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Float64Array(slots.length * 2);
    for (const number of slots) if (number !== 0) this.slots[slotOf(this.slots, number)] = number;
  }
}

/** Where the number stands in open-addressed slots, or would. */
export function slotOf(slots: Float64Array, number: number): number {
  const mixed =
    Math.imul((number / 0x100000000) | 0, 0x9e3779b1) ^ Math.imul(number | 0, 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  while (slots[slot] !== 0 && slots[slot] !== number) slot = (slot + 1) & (slots.length - 1);
  return slot;
}

/** Slots for so many numbers: a power of two, a third of them left free. */
export function capacityFor(count: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2((count + 1) * 1.5)));
}
