import { capacityFor, slotOf } from './number-set.ts';

/** A number below 2^32 for each of many whole numbers other than 0, exact below 2^53: 24 bytes each at most. */
export class NumberMap {
  private keys: Float64Array;
  private values: Uint32Array;
  private used = 0;

  constructor(expected = 0) {
    this.keys = new Float64Array(capacityFor(expected));
    this.values = new Uint32Array(this.keys.length);
  }

  /** Gives what the number has; where it has nothing yet it gets the value. */
  getOrSet(number: number, value: number): number {
    if ((this.used + 1) * 4 > this.keys.length * 3) this.grow();
    const slot = slotOf(this.keys, number);
    if (this.keys[slot] === 0) {
      this.keys[slot] = number;
      this.values[slot] = value;
      this.used += 1;
    }
    return this.values[slot] ?? value;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.values = new Uint32Array(keys.length * 2);
    for (const [place, number] of keys.entries()) {
      if (number === 0) continue;
      const slot = slotOf(this.keys, number);
      this.keys[slot] = number;
      this.values[slot] = values[place] ?? 0;
    }
  }
}
