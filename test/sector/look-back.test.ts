import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/register/decision.ts';
import { isInsideLookBack } from '../../src/sector/look-back.ts';
import { aDecision, TAXI } from '../support/builders.ts';

function isInside(
  id: string,
  asOf: string,
  changed: Partial<Decision>,
  subscriptionBirthDate = '1980-05-17',
): boolean {
  const category = TAXI.categories.find((one) => one.id === id);
  if (category === undefined) throw new Error(`no category ${id}`);
  return isInsideLookBack(aDecision(changed), category, TAXI, { asOf, subscriptionBirthDate });
}

/** Decided and committed on one day. */
const on = (day: string) => ({ decidedOn: day, offenceFrom: day, offenceUntil: day });

describe('isInsideLookBack', () => {
  it.each([
    ['GEWELD', '2025-08-13', '2021-08-14', true],
    ['GEWELD', '2025-08-13', '2021-08-13', false],
    ['VERKEER', '2025-08-13', '2015-08-14', true],
    ['VERKEER', '2025-08-13', '2015-08-13', false],
    ['ZEDEN', '2025-08-13', '1955-01-01', true],
    ['GEWELD', '2028-02-29', '2024-03-01', true],
    ['GEWELD', '2028-02-29', '2024-02-29', false],
    ['VERKEER', '2028-02-29', '2018-02-28', false],
    ['VERKEER', '2028-02-29', '2018-03-01', true],
  ])('of %s on %s takes a decision of %s: %s (contract 3.6)', (id, asOf, day, is) => {
    expect(isInside(id, asOf, on(day))).toBe(is);
  });

  it.each([
    ['2021-08-10', true],
    ['2021-08-09', false],
  ])('goes by the last day of an offence long before it, or not: %s (contract 3.6)', (day, is) => {
    const old = { decidedOn: '2023-08-10', offenceFrom: '2020-01-01', offenceUntil: day };

    expect(isInside('GEWELD', '2025-08-13', old)).toBe(is);
    expect(isInside('ZEDEN', '2025-08-13', old)).toBe(true);
  });

  it.each([
    ['2002-08-14', '2002-08-14', false],
    ['2002-08-13', '2002-08-14', true],
    ['2002-08-14', '2002-08-13', true],
    ['2002-09-00', '2002-08-14', false],
    ['2002-08-00', '2002-08-14', true],
    ['2003-00-00', '2002-08-14', false],
    ['2002-00-00', '2002-08-14', true],
  ])('of births on %s and %s reaches beyond two years: %s (contract 3.6)', (one, other, is) => {
    const decision = { ...on('2023-08-13'), birthDate: one };

    expect(isInside('GEWELD', '2025-08-13', decision, other)).toBe(is);
    expect(isInside('ZEDEN', '2025-08-13', decision, other)).toBe(true);
    expect(isInside('GEWELD', '2025-08-13', { ...decision, ...on('2023-08-14') }, other)).toBe(
      true,
    );
  });

  it('takes somebody born on 29 February to be 23 on 28 February (contract 3.6)', () => {
    const decision = { ...on('2024-01-01'), birthDate: '2004-02-29' };

    expect(isInside('GEWELD', '2027-02-27', decision, '2004-02-29')).toBe(false);
    expect(isInside('GEWELD', '2027-02-28', decision, '2004-02-29')).toBe(true);
  });
});
