import { describe, expect, it } from 'vitest';
import { hashDecisionId, hashText } from '../../src/person/key-hash.ts';
import { KeptRows } from '../../src/run/kept-rows.ts';

function hashes(id: number) {
  return { idHash: hashDecisionId('OM', `d${id}`), caseHash: hashText(`09/${id}-25`) };
}

describe('KeptRows', () => {
  it('gives back place and hashes of every row, however many there are', () => {
    const kept = new KeptRows();
    for (let row = 0; row < 3000; row += 1)
      kept.add({
        ...{ table: row % 7, offset: row * 2 ** 28, line: row + 2, isOfNobody: row % 3 === 0 },
        ...hashes(row),
      });

    expect(kept).toHaveLength(3000);
    for (const row of [0, 1, 1023, 1024, 2999]) {
      expect(kept.at(row)).toEqual({
        table: row % 7,
        offset: row * 2 ** 28,
        line: row + 2,
        isOfNobody: row % 3 === 0,
      });
      expect(kept.idHash(row)).toBe(hashDecisionId('OM', `d${row}`));
      expect(kept.caseHash(row)).toBe(hashText(`09/${row}-25`));
    }
  });

  it('tells neighbouring bytes apart in the last of very many files, and refuses one more', () => {
    const kept = new KeptRows();
    const row = { offset: 2 ** 40 - 1, line: 2, isOfNobody: false, ...hashes(1) };
    kept.add({ ...row, table: 8191 });

    expect(kept.at(0)).toMatchObject({ table: 8191, offset: 2 ** 40 - 1 });
    expect(() => kept.add({ ...row, table: 8192 })).toThrow(/more files/);
  });

  it('tells places that it keeps from others', () => {
    const kept = new KeptRows();
    for (const [table, offset] of [
      [1, 50],
      [0, 9],
      [0, 2 ** 39],
    ] as const)
      kept.add({ table, offset, line: 2, isOfNobody: false, ...hashes(1) });

    const isKept = kept.placeTest();

    expect(isKept({ table: 1, offset: 50 })).toBe(true);
    expect(isKept({ table: 0, offset: 9 })).toBe(true);
    expect(isKept({ table: 0, offset: 2 ** 39 })).toBe(true);
    expect(isKept({ table: 0, offset: 50 })).toBe(false);
    expect(isKept({ table: 2, offset: 9 })).toBe(false);
  });
});
