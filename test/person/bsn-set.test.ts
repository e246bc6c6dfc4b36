import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BsnSet } from '../../src/person/bsn-set.ts';
import { bsnKey } from '../../src/person/key-hash.ts';
import { parseBsn } from '../../src/register/field.ts';

/** Numbers near each other and at both ends, where neighbours would be taken for one another. */
const bsn = fc
  .oneof(
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 999_990_000, max: 999_990_400 }),
    fc.integer({ min: 0, max: 999_999_999 }),
  )
  .map((number) => String(number).padStart(9, '0'))
  .filter((text) => parseBsn(text) !== undefined);

it('holds what a set of texts holds, also for another thread', () => {
  fc.assert(
    fc.property(fc.array(bsn), fc.array(bsn), (added, asked) => {
      const set = new BsnSet();
      const reference = new Set(added);
      for (const each of added) set.add(bsnKey(each));
      const shared = new BsnSet(set.share());

      for (const each of [...added, ...asked]) {
        expect(set.has(bsnKey(each))).toBe(reference.has(each));
        expect(shared.has(bsnKey(each))).toBe(reference.has(each));
      }
      expect(set.has(bsnKey(null))).toBe(false);
    }),
    { seed: 12, numRuns: 100 },
  );
});

it('holds nothing for the key of nothing', () => {
  const set = new BsnSet();
  set.add(bsnKey(null));

  expect(set.has(bsnKey(null))).toBe(false);
});
