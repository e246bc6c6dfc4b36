import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSet } from '../../src/run/number-set.ts';

describe('NumberSet', () => {
  it('has what was added and nothing else, however many there are', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 2 ** 53 - 1 }), { maxLength: 400 });
    fc.assert(
      fc.property(numbers, numbers, (added, others) => {
        const set = new NumberSet();
        for (const number of [...added, ...added]) set.add(number);
        const known = new Set(added);

        expect(set.size).toBe(known.size);
        for (const number of [...added, ...others]) expect(set.has(number)).toBe(known.has(number));
      }),
      { seed: 7 },
    );
  });
});
