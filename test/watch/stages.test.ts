import { describe, expect, it } from 'vitest';
import { Stages } from '../../src/watch/stages.ts';

describe('Stages', () => {
  it('give all time to the stage that ends, and add up what comes again', () => {
    const moments = [100, 130.25, 150.25, 250.25, 251.25];
    const stages = new Stages(() => moments.shift() ?? 0);

    const said = [
      stages.end('open'),
      stages.end('judge', 7),
      stages.end('open'),
      stages.end('judge', 2),
    ];

    expect(said.map(({ ms }) => ms)).toEqual([30, 20, 100, 1]);
    expect([...stages.spentMs]).toEqual([
      ['open', 130.25],
      ['judge', 21],
    ]);
    expect([stages.rowsOf('judge'), stages.rowsOf('open')]).toEqual([9, 0]);
  });
});
