import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex } from '../../src/person/hash-index.ts';

describe('HashIndex', () => {
  it('finds what a map of lists finds, also in another thread', () => {
    const key = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 200 }), (pairs) => {
        const index = new HashIndex(4);
        const reference = new Map<number, number[]>();
        for (const [each, entry] of pairs) {
          index.add(each, entry);
          if (each !== 0) reference.set(each, [...(reference.get(each) ?? []), entry]);
        }
        const shared = HashIndex.over(index.share());

        for (const each of [0, 1, -1, 2, 1234, ...pairs.map(([pair]) => pair)]) {
          const entries = (reference.get(each) ?? []).toSorted();
          expect(index.entriesOf(each).toSorted()).toEqual(entries);
          expect(shared.entriesOf(each).toSorted()).toEqual(entries);
          expect(index.has(each)).toBe(entries.length > 0);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('counts what it keeps, and keeps nothing under the key of nothing', () => {
    const index = new HashIndex(0);
    for (let key = 0; key < 1000; key += 1) index.add(key, key);

    expect(index.size).toBe(999);
    expect(index.entriesOf(0)).toEqual([]);
  });

  it('keeps a key that stands very often beside the slots, and finds it in another thread too', () => {
    const index = new HashIndex(4);
    for (let entry = 0; entry < 100_000; entry += 1) index.add(7, entry);
    index.add(8, 1);

    expect(index.size).toBe(100_001);
    expect(index.share().slots.length).toBeLessThan(200);
    expect(HashIndex.over(index.share()).entriesOf(7)).toEqual([...Array(100_000).keys()]);
    expect(index.entriesOf(8)).toEqual([1]);
  });
});
