import { expect, it } from 'vitest';
import { countTouching, type Rejection } from '../../src/register/rejection.ts';

it('counts the rejected rows that concern somebody under screening (contract 2.5)', () => {
  const row: Rejection = {
    input: 'decisions',
    file: 'om.csv',
    line: 2,
    errors: ['BSN_INVALID'],
    touchesSubscription: true,
    raw: '',
  };

  expect(countTouching([row, { ...row, touchesSubscription: false }, row])).toBe(2);
});
