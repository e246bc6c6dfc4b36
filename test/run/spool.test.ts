import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SortedSpool, Spool } from '../../src/run/spool.ts';

const opened: { close(): void }[] = [];

function kept<S extends { close(): void }>(spool: S): S {
  opened.push(spool);
  return spool;
}

afterEach(() => {
  vi.unstubAllEnvs();
  for (const spool of opened.splice(0)) spool.close();
});

interface Item {
  readonly rank: number;
  readonly text: string;
}

const item = fc.record({
  rank: fc.integer({ min: 0, max: 9 }),
  text: fc.string({ unit: 'binary' }),
});
const byRank = (a: Item, b: Item) => a.rank - b.rank;

describe('Spool', () => {
  it('gives back what was added, in that order, however little it may hold', () => {
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 1, max: 9 }), (items, heldWeight) => {
        const spool = kept(new Spool<Item>({ heldWeight }));

        for (const one of items) spool.add(one);

        expect(spool).toHaveLength(items.length);
        expect([...spool]).toEqual(items);
        expect([...spool]).toEqual(items);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('writes early where items are heavy', () => {
    const spool = kept(new Spool<string>({ weigh: (text) => text.length, heldWeight: 100 }));
    const texts = ['x'.repeat(1000), 'y', 'z'.repeat(99), 'a'];

    for (const text of texts) spool.add(text);

    expect([...spool]).toEqual(texts);
  });

  it('leaves no file that others could see', () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'));
    vi.stubEnv('TMPDIR', folder);
    const spool = kept(new Spool<number>({ heldWeight: 1 }));

    spool.add(1);

    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('says where there is no room', () => {
    vi.stubEnv('TMPDIR', '/nonexistent');
    const spool = kept(new Spool<number>({ heldWeight: 1 }));

    expect(() => spool.add(1)).toThrow('cannot write a temporary file in /nonexistent');
  });
});

describe('SortedSpool', () => {
  it('sorts as an array does, equal items in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 1, max: 9 }), (items, heldWeight) => {
        const spool = kept(new SortedSpool(byRank, { heldWeight }));

        for (const one of items) spool.add(one);

        expect(spool).toHaveLength(items.length);
        expect([...spool]).toEqual(items.toSorted(byRank));
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it('can be gone through twice at once', () => {
    const spool = kept(new SortedSpool<number>((a, b) => a - b, { heldWeight: 2 }));
    for (const number of [5, 3, 4, 1, 2]) spool.add(number);

    const [first, second] = [spool[Symbol.iterator](), spool[Symbol.iterator]()];

    for (const number of [1, 2, 3, 4, 5]) {
      expect(first.next().value).toBe(number);
      expect(second.next().value).toBe(number);
    }
  });
});
