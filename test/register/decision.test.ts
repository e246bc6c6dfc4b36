import { describe, expect, it } from 'vitest';
import { DECISION_SHAPE, parseDecision } from '../../src/register/decision.ts';

const VALID: Readonly<Record<string, string>> = {
  decision_id: 'D1',
  source: 'OM',
  kind: 'DAGVAARDING',
  registered_at: '2025-08-12T10:00:00.5+02:00',
  decided_on: '2025-08-11',
  case_number: '16/123456-25',
  offence_class: 'MISDRIJF',
  articles: '300 Sr',
  offence_from: '2025-08-01',
  family_name: 'Bakker',
  birth_date: '1980-05-17',
};

function parse(changed: Readonly<Record<string, string>> = {}) {
  const row = { ...VALID, ...changed };
  return parseDecision(DECISION_SHAPE.columns.map((column) => row[column] ?? ''));
}

describe('parseDecision', () => {
  it('fills in what may be left out (contract 2.1)', () => {
    expect(parse()).toMatchObject({
      ok: true,
      value: {
        version: 1,
        status: 'REGISTERED',
        grounds: [],
        irrevocableOn: null,
        factNumber: null,
        offenceUntil: '2025-08-01',
        fineCents: null,
        bsn: null,
        skn: null,
        ecli: null,
      },
    });
  });

  it.each([
    ['version', '3', { version: 3 }],
    ['status', 'WITHDRAWN', { status: 'WITHDRAWN' }],
    ['case_number', '1612345625', { caseNumber: '16/123456-25' }],
    ['fact_number', '12', { factNumber: 12 }],
    [
      'articles',
      '248A lid 2 Sr; 2:48 APV',
      {
        articles: [
          { number: '248a', law: 'Sr' },
          { number: '2:48', law: 'APV' },
        ],
      },
    ],
    ['offence_until', '2025-08-05', { offenceUntil: '2025-08-05' }],
    ['fine_eur', '129.9', { fineCents: 12_990 }],
    ['bsn', '12345672', { bsn: '012345672' }],
    ['ecli', 'ecli:nl:hr:2025:1', { ecli: 'ECLI:NL:HR:2025:1' }],
  ])('reads %s %j (contract 2.1)', (column, text, value) => {
    expect(parse({ [column]: text })).toMatchObject({ ok: true, value });
  });

  it.each([
    'decision_id',
    'source',
    'kind',
    'registered_at',
    'decided_on',
    'case_number',
    'offence_class',
    'articles',
    'offence_from',
    'family_name',
    'birth_date',
  ])('refuses a row without %s (contract 2.5)', (column) => {
    expect(parse({ [column]: '' })).toEqual({
      ok: false,
      errors: [`${column.toUpperCase()}_MISSING`],
    });
  });

  it.each([
    ['KIND_SOURCE_MISMATCH', { kind: 'OVAR' }],
    ['KIND_SOURCE_MISMATCH', { kind: 'SEPOT', grounds: '20', source: 'RECHTSPRAAK' }],
    ['GROUNDS_MISSING', { kind: 'SEPOT' }],
    ['IRREVOCABLE_ON_INVALID', { irrevocable_on: '2025-08-10' }],
    ['OFFENCE_UNTIL_INVALID', { offence_until: '2025-07-31' }],
    ['STATUS_INVALID', { status: 'registered' }],
    ['OFFENCE_CLASS_INVALID', { offence_class: 'BOETE' }],
  ])('refuses with %s what is %j (contract 2.5)', (code, changed) => {
    expect(parse(changed)).toEqual({ ok: false, errors: [code] });
  });

  it('names every code, sorted (contract 2.5)', () => {
    const wrong = { version: '0', bsn: '123456789', kind: 'SEPOT', source: 'RECHTSPRAAK' };

    expect(parse({ ...wrong, decision_id: '', family_name: 'x'.repeat(32_769) })).toEqual({
      ok: false,
      errors: [
        'BSN_INVALID',
        'DECISION_ID_MISSING',
        'FIELD_TOO_LONG',
        'GROUNDS_MISSING',
        'KIND_SOURCE_MISMATCH',
        'VERSION_INVALID',
      ],
    });
  });

  it('does not compare a kind with a source that cannot be read (contract 2.5)', () => {
    expect(parse({ source: 'om', kind: 'OVAR' })).toEqual({
      ok: false,
      errors: ['SOURCE_INVALID'],
    });
  });
});
