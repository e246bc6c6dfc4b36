const BYTES = 10 ** 8 / 8;

/** The bits of a set. */
export type SharedBits = Int32Array<SharedArrayBuffer>;

/**
 * A set of BSNs in 12.5 MB, however many they are: a bit for each first eight digits, as the ninth
 * follows from them in every number that passes the 11-test. Lies in shared memory: other threads may
 * ask while nothing is added. Keys as `bsnKey`; 0, for none, is never in it.
 */
export class BsnSet {
  private readonly words: SharedBits;

  constructor(words: SharedBits = new Int32Array(new SharedArrayBuffer(BYTES))) {
    this.words = words;
  }

  /** For another thread. */
  share(): SharedBits {
    return this.words;
  }

  add(key: number): void {
    const bit = (key / 10) | 0;
    if (key !== 0) this.words[bit >>> 5] = (this.words[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  /** Of numbers that fail the 11-test it may also say yes where another one is meant. */
  has(key: number): boolean {
    const bit = (key / 10) | 0;
    return (((this.words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }
}
