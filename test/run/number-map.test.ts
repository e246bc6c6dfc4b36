import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NumberMap } from '../../src/run/number-map.ts';

it('gives every number what it was first given, however many there are', () => {
  const number = fc.integer({ min: -(2 ** 32), max: 2 ** 53 - 1 }).filter((each) => each !== 0);
  const value = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, value), { maxLength: 400 }), (pairs) => {
      const map = new NumberMap();
      const reference = new Map<number, number>();
      for (const [each, given] of [...pairs, ...pairs]) {
        if (!reference.has(each)) reference.set(each, given);
        expect(map.getOrSet(each, given)).toBe(reference.get(each));
      }
    }),
    { seed: 8 },
  );
});
