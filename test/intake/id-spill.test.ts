import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IdSpill } from '../../src/intake/id-spill.ts';

const PLACE = { table: 0, offset: 0, bytes: 100, end: 90, line: 2 };

let spill: IdSpill;
beforeEach(() => {
  spill = new IdSpill();
});
afterEach(() => {
  spill.close();
});

function found(...wanted: number[]): number[] {
  return [...spill.blocksWith((id) => wanted.includes(id))].map(({ offset }) => offset);
}

describe('IdSpill', () => {
  it('finds the blocks that hold a wanted id, in the order in which they were added', () => {
    spill.add({ ...PLACE, offset: 10 }, [1, 2]);
    spill.add({ ...PLACE, offset: 20 }, [3]);
    spill.add({ ...PLACE, offset: 30 }, [4, 1]);

    expect(found(1)).toEqual([10, 30]);
    expect(found(3)).toEqual([20]);
    expect(found(5)).toEqual([]);
  });

  it('gives a block as it was added, with the number of its ids', () => {
    spill.add({ table: 3, offset: 7, bytes: 9, end: 8, line: 5 }, [1, 2]);

    expect([...spill.blocksWith(() => true)]).toEqual([
      { table: 3, offset: 7, bytes: 9, end: 8, line: 5, ids: 2 },
    ]);
  });

  it('leaves out a block without ids', () => {
    spill.add(PLACE, []);

    expect([...spill.blocksWith(() => true)]).toEqual([]);
  });

  it('keeps every bit of a hash of 53 bits', () => {
    const hashes = [
      Number.MAX_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER - 1,
      0,
      1,
      2 ** 32,
      2 ** 52 + 1,
    ];

    spill.add(PLACE, hashes);

    const seen: number[] = [];
    for (const _ of spill.blocksWith((id) => seen.push(id) < 0));
    expect(seen).toEqual(hashes);
  });

  it('takes many blocks, and more of them after it was read', () => {
    const ids = Array.from({ length: 5_000 }, (_, id) => id);
    for (let block = 0; block < 40; block += 1)
      spill.add(
        { ...PLACE, offset: block },
        ids.map((id) => block * 5_000 + id),
      );

    expect(found(0, 123_456)).toEqual([0, 24]);

    spill.add({ ...PLACE, offset: 99 }, [123_456]);

    expect(found(123_456)).toEqual([24, 99]);
  });

  it('may be closed twice', () => {
    spill.close();

    expect(() => spill.close()).not.toThrow();
  });
});

describe('the temporary file of an IdSpill', () => {
  const before = process.env.TMPDIR;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'id-spill-'));
    process.env.TMPDIR = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
  });

  it('has no name while it is in use, so that nothing is left after a kill', () => {
    const hidden = new IdSpill();
    hidden.add(PLACE, [1]);

    const names = readdirSync(folder);
    hidden.close();

    expect(names).toEqual([]);
  });
});
