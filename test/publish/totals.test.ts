import { describe, expect, it } from 'vitest';
import { InternalError } from '../../src/errors.ts';
import type { TotalsRow } from '../../src/publish/run-result.ts';
import { checkTotals } from '../../src/publish/totals.ts';
import { anInput, aRunResult } from './run-result.ts';

const twoFiles = {
  inputs: [anInput({ file: 'a.csv', rows: 2 }), anInput({ file: 'b.csv', rows: 2 })],
  rejections: [],
};

function counted(file: string, rows: number, disposition = 'NOTICE'): TotalsRow {
  return { input: 'decisions', file, disposition, rows };
}

describe('checkTotals', () => {
  it('accepts dispositions that add up to the rows read (4)', () => {
    expect(() => checkTotals(aRunResult())).not.toThrow();
  });

  it.each([
    ['a row lost', [counted('a.csv', 1), counted('b.csv', 2)]],
    ['a row counted twice', [counted('a.csv', 3), counted('b.csv', 2)]],
    ['a row counted for another file', [counted('a.csv', 1), counted('b.csv', 3)]],
    ['a file that was not read', [counted('a.csv', 2), counted('b.csv', 2), counted('c.csv', 1)]],
    [
      'a negative count',
      [counted('a.csv', 3), counted('a.csv', -1, 'REVIEW'), counted('b.csv', 2)],
    ],
    ['a rejected row that is not listed', [counted('a.csv', 2, 'REJECTED'), counted('b.csv', 2)]],
    ['no count of a file', [counted('a.csv', 2)]],
  ])('refuses %s (4)', (_, totals) => {
    expect(() => checkTotals(aRunResult({ ...twoFiles, totals }))).toThrow(InternalError);
  });
});
