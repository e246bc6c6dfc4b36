import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseGroups } from '../../src/run/case-groups.ts';

describe('CaseGroups', () => {
  it('puts every item into one batch, and what is linked into the same', () => {
    const links = fc.array(fc.tuple(fc.nat({ max: 29 }), fc.integer({ min: -12, max: 12 })));
    fc.assert(
      fc.property(links, fc.integer({ min: 1, max: 8 }), (linked, size) => {
        const groups = new CaseGroups(30);
        for (const [entry, link] of linked) groups.link(entry, link);

        const batches = [...groups.batches(size)];

        expect(batches.flat().toSorted((a, b) => a - b)).toEqual([...Array(30).keys()]);
        for (const [entry, link] of linked) {
          const batch = batches.findIndex((items) => items.includes(entry));
          for (const [other, again] of linked)
            if (again === link) expect(batches[batch]).toContain(other);
        }
        for (const batch of batches.slice(0, -1)) expect(batch.length).toBeGreaterThanOrEqual(size);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('follows links from one item to the next', () => {
    const groups = new CaseGroups(5);
    groups.link(0, 7);
    groups.link(3, 7);
    groups.link(3, 8);
    groups.link(4, 8);

    expect([...groups.batches(1)]).toEqual([[0, 3, 4], [1], [2]]);
  });

  it('gives nothing of nothing', () => {
    expect([...new CaseGroups(0).batches(1)]).toEqual([]);
  });
});
