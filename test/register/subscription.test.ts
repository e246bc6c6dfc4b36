import { describe, expect, it } from 'vitest';
import { parseSubscription, realBsn, SUBSCRIPTION_SHAPE } from '../../src/register/subscription.ts';
import { aSubscription } from '../support/builders.ts';

const VALID: Readonly<Record<string, string>> = {
  subscription_id: 'K1',
  sector: 'TAXI',
  family_name: 'Bakker',
  birth_date: '1980-00-00',
  valid_from: '2020-01-01',
};

function parse(changed: Readonly<Record<string, string>> = {}) {
  const row = { ...VALID, ...changed };
  const cells = SUBSCRIPTION_SHAPE.columns.map((column) => row[column] ?? '');
  return parseSubscription(cells, new Set(['TAXI', 'KINDEROPVANG']));
}

describe('parseSubscription', () => {
  it('fills in what may be left out (contract 2.2)', () => {
    expect(parse()).toMatchObject({
      ok: true,
      value: { bsn: null, skn: null, status: 'ACTIVE', validUntil: null, vogIssuedOn: null },
    });
  });

  it.each(['999990342', 'NI1', 'NI123456789012'])('takes the number %s (contract 2.2)', (bsn) => {
    expect(parse({ bsn })).toMatchObject({ ok: true, value: { bsn } });
  });

  it.each(['NI', 'ni1', 'NI1234567890123', 'NI 1', '123456789', '000000000'])(
    'refuses the number %s (contract 2.2)',
    (bsn) => {
      expect(parse({ bsn })).toEqual({ ok: false, errors: ['BSN_INVALID'] });
    },
  );

  it.each([
    ['SECTOR_INVALID', { sector: 'ZORG' }],
    ['SECTOR_INVALID', { sector: 'taxi' }],
    ['SECTOR_MISSING', { sector: '' }],
    ['STATUS_INVALID', { status: 'OPEN' }],
    ['SUBSCRIPTION_ID_INVALID', { subscription_id: 'K:1' }],
    ['VALID_FROM_MISSING', { valid_from: '' }],
    ['VALID_UNTIL_INVALID', { valid_until: '2025-02-29' }],
    ['VOG_ISSUED_ON_INVALID', { vog_issued_on: '20250801' }],
  ])('refuses with %s what is %j (contract 2.5)', (code, changed) => {
    expect(parse(changed)).toEqual({ ok: false, errors: [code] });
  });
});

describe('realBsn', () => {
  it.each([
    ['999990342', '999990342'],
    ['NI12', null],
    [null, null],
  ])('gives of the number %s the BSN %s (contract 3.1)', (bsn, real) => {
    expect(realBsn(aSubscription({ bsn }))).toBe(real);
  });
});
