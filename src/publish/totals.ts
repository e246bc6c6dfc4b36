import { InternalError } from '../errors.ts';
import type { RunResult } from './run-result.ts';

/** Rows read = sum of dispositions, per file and in total (contract 4); a difference cannot happen. */
export function checkTotals({ inputs, totals, rejections }: RunResult): void {
  const sums = new Map<string, number>();
  for (const { input, file, rows } of totals)
    sums.set(`${input} ${file}`, (sums.get(`${input} ${file}`) ?? 0) + rows);
  for (const { input, file, rows } of inputs) {
    if ((sums.get(`${input} ${file}`) ?? 0) !== rows)
      throw new InternalError(`the dispositions of a file of ${input} do not add up to its rows`);
  }
  const read = inputs.reduce((sum, { rows }) => sum + rows, 0);
  const counted = totals.reduce((sum, { rows }) => sum + rows, 0);
  const rejected = totals.filter(({ disposition }) => disposition === 'REJECTED');
  if (counted !== read || totals.some(({ rows }) => rows < 0))
    throw new InternalError('the dispositions do not add up to the rows read');
  if (rejected.reduce((sum, { rows }) => sum + rows, 0) !== rejections.length)
    throw new InternalError('the rejected rows that are listed are not those that were counted');
}
