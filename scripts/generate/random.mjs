/** A small generator of pseudo-random numbers (sfc32); the same parts give the same numbers. */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #count = 1;

  /** @param {readonly number[]} parts whole numbers, also beyond 32 bits */
  constructor(...parts) {
    this.reseed(...parts);
  }

  /** @param {readonly number[]} parts */
  reseed(...parts) {
    this.#a = 0x9e3779b9;
    this.#b = 0x243f6a88;
    this.#c = 0xb7e15162;
    this.#count = 1;
    for (const part of parts) {
      this.#a = mix(this.#a ^ part);
      this.#b = mix(this.#b ^ Math.floor(part / 0x1_0000_0000) ^ this.#a);
      this.#c ^= this.#b;
    }
    for (let round = 0; round < 6; round += 1) this.next();
    return this;
  }

  /** 32 bits. */
  next() {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** @param {number} limit exclusive, at most 2 ** 32 */
  below(limit) {
    return Math.floor((this.next() / 0x1_0000_0000) * limit);
  }

  /** @param {number} from @param {number} to inclusive */
  between(from, to) {
    return from + this.below(to - from + 1);
  }

  /** @param {number} share from 0 to 1 */
  chance(share) {
    return this.next() < share * 0x1_0000_0000;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }
}

/**
 * Picks keys of a table by their weights.
 * @template {string} K
 * @param {Readonly<Record<K, number>>} table
 * @returns {(random: Random) => K}
 */
export function weighted(table) {
  const keys = /** @type {K[]} */ (Object.keys(table));
  const limits = [];
  let total = 0;
  for (const key of keys) {
    total += table[key];
    limits.push(total);
  }
  return (random) => {
    const at = (random.next() / 0x1_0000_0000) * total;
    return keys[limits.findIndex((limit) => at < limit)];
  };
}

/** @param {number} value */
function mix(value) {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
