import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyColumn } from '../../src/person/key-column.ts';

function columnOf(keys: readonly number[]): KeyColumn {
  const column = new KeyColumn();
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

        expect([...columnOf(all).doubled()]).toEqual([...expected.values()]);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('finds entries over many pages, wherever full ones are kept and whatever lies between', () => {
    const pages: string[] = [];
    const column = new KeyColumn((page) => {
      const place = pages.push(JSON.stringify([...page])) - 1;
      const all = () => Int32Array.from(JSON.parse(pages[place] ?? ''));
      return { all, at: (index) => all()[index] ?? 0 };
    });
    const entries = [0, 65_535, 65_536, 200_000, 400_000, 400_001];
    for (const entry of entries) column.set(entry, entry === 400_001 ? 9 : 7);

    expect(column.find(new Set([7])).map(({ entry }) => entry)).toEqual(entries.slice(0, -1));
    expect([...column.doubled()]).toEqual([entries.slice(0, -1)]);
    expect([...entries, 1, 100_000, 500_000].map((entry) => column.at(entry))).toEqual([
      ...[7, 7, 7, 7, 7, 9],
      ...[0, 0, 0],
    ]);
    expect(pages).toHaveLength(3);
  });

  it('tells keys that stand more than once also where there are millions, part by part', () => {
    const column = new KeyColumn();
    const count = 4_200_000;
    for (let entry = 0; entry < count; entry += 1) column.set(entry, entry + 1);
    column.set(count, 1);
    column.set(count + 1, 4_000_000);

    expect([...column.doubled()].toSorted()).toEqual([
      [0, count],
      [3_999_999, count + 1],
    ]);
  });
});
