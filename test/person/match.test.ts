import { describe, expect, it } from 'vitest';
import { collectIdentities } from '../../src/person/identities.ts';
import { matchPerson } from '../../src/person/match.ts';
import type { Decision } from '../../src/register/decision.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import { aDecision, aSubscription } from '../support/builders.ts';

const BSN = '999990342';
const OTHER = '999996630';

function match(
  decision: Partial<Decision>,
  subscription: Partial<Subscription>,
  identities: readonly (readonly [string, string])[] = [],
) {
  return matchPerson(
    aDecision(decision),
    aSubscription(subscription),
    collectIdentities(identities.map(([skn, bsn]) => ({ skn, bsn }))),
  );
}

describe('the BSN route', () => {
  it('is exact for equal numbers (contract 3.1)', () => {
    expect(match({}, {})).toEqual({ route: 'BSN', reason: null, nameDiffers: false });
  });

  it('matches no different numbers by any other route (contract 3.1)', () => {
    expect(match({ skn: 'S1' }, { bsn: OTHER, skn: 'S1' }, [['S1', BSN]])).toBeNull();
  });
});

describe('the SKN route', () => {
  it.each([
    [
      'equal SKNs and no BSN on either side',
      { bsn: null, skn: 'S1' },
      { bsn: null, skn: 'S1' },
      [],
      null,
    ],
    [
      'equal SKNs and the number of a non-resident',
      { skn: 'S1' },
      { bsn: 'NI1', skn: 'S1' },
      [],
      null,
    ],
    [
      'an SKN of the decision that stands for the BSN',
      { bsn: null, skn: 'S1' },
      {},
      [['S1', BSN]],
      null,
    ],
    [
      'an SKN of the subscription that stands for the BSN',
      {},
      { bsn: null, skn: 'S1' },
      [['S1', BSN]],
      null,
    ],
    [
      'an SKN of several BSNs',
      { bsn: null, skn: 'S1' },
      {},
      [
        ['S1', BSN],
        ['S1', OTHER],
      ],
      'SKN_AMBIGUOUS',
    ],
    [
      'equal SKNs of several BSNs',
      { bsn: null, skn: 'S1' },
      { skn: 'S1' },
      [
        ['S1', BSN],
        ['S1', OTHER],
      ],
      null,
    ],
  ] as const)('matches by %s (contract 3.1)', (_, decision, subscription, identities, reason) => {
    const names = { familyName: 'Bakker' };

    expect(
      match({ ...decision, ...names }, { ...subscription, ...names }, identities),
    ).toMatchObject({
      route: 'SKN',
      reason,
    });
  });

  it.each([
    ['SKNs in another case', { bsn: null, skn: 's1' }, { bsn: null, skn: 'S1' }, []],
    ['an SKN of somebody else', { bsn: null, skn: 'S1' }, {}, [['S1', OTHER]]],
    ['the own SKN of the side that has the BSN', { skn: 'S1' }, { bsn: null }, [['S1', BSN]]],
  ] as const)('matches nobody by %s (contract 3.1)', (_, decision, subscription, identities) => {
    expect(match(decision, { ...subscription, familyName: 'Visser' }, identities)).toBeNull();
  });
});

describe('the name route', () => {
  it.each([
    ['both given names', 'Anna', 'Á. B.'],
    ['one given name', 'Anna', ''],
    ['a given name without letters', 'Anna', '-'],
  ])('asks a person, with %s (contract 3.1)', (_, one, other) => {
    expect(
      match({ bsn: null, givenNames: one }, { familyName: 'BÁKKER', givenNames: other }),
    ).toEqual({
      route: 'NAME',
      reason: 'NAME_AND_BIRTH_DATE_ONLY',
      nameDiffers: false,
    });
  });

  it.each([
    ['another initial', { givenNames: 'Bert' }],
    ['another day', { birthDate: '1980-05-18' }],
    ['an incomplete day', { birthDate: '1980-05-00' }],
    ['another name', { familyName: 'Bakkers' }],
    ['a name without letters', { familyName: '-' }],
  ])('matches nobody with %s (contract 3.1)', (_, subscription) => {
    expect(match({ bsn: null }, subscription)).toBeNull();
  });
});

describe('an exact match', () => {
  it.each([
    ['1980-05-17', '1980-05-17', null],
    ['1980-05-17', '1980-05-00', null],
    ['1980-05-17', '1980-00-00', null],
    ['1980-05-00', '1980-00-00', null],
    ['1980-05-17', '1980-05-18', 'BIRTH_DATE_MISMATCH'],
    ['1980-05-17', '1980-06-00', 'BIRTH_DATE_MISMATCH'],
    ['1980-05-00', '1981-00-00', 'BIRTH_DATE_MISMATCH'],
  ])('of births on %s and %s has reason %s (contract 3.1)', (one, other, reason) => {
    expect(match({ birthDate: one }, { birthDate: other })?.reason).toBe(reason);
  });

  it.each([
    ['Bakker', 'bÁKker', false],
    ['Bakker', 'Bakker-Smit', true],
    ['-', '-', true],
  ])('of %j and %j says of a differing name: %s (contract 3.1)', (one, other, nameDiffers) => {
    expect(match({ familyName: one }, { familyName: other })).toEqual({
      route: 'BSN',
      reason: null,
      nameDiffers,
    });
  });
});
