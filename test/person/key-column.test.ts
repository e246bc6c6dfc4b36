import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyColumn } from '../../src/person/key-column.ts';

function columnOf(keys: readonly number[]): KeyColumn {
  const column = new KeyColumn(2);
  keys.forEach((key, entry) => {
    column.set(entry, key);
  });
  return column;
}

const keys = fc.array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer()), { maxLength: 60 });

describe('KeyColumn', () => {
  it('finds every entry of the wanted keys, in order', () => {
    fc.assert(
      fc.property(keys, fc.array(fc.integer({ min: -2, max: 2 })), (all, wanted) => {
        const expected = all.flatMap((key, entry) =>
          key !== 0 && wanted.includes(key) ? [{ key, entry }] : [],
        );

        expect(columnOf(all).find(new Set(wanted))).toEqual(expected);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('tells the keys that stand more than once', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const expected = new Map<number, number[]>();
        all.forEach((key, entry) => {
          if (key !== 0 && all.indexOf(key) !== all.lastIndexOf(key))
            expected.set(key, [...(expected.get(key) ?? []), entry]);
        });

        expect(columnOf(all).doubled()).toEqual(expected);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
