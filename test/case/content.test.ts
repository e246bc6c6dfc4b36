import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/case/content.ts';
import type { Decision } from '../../src/register/decision.ts';
import { DECISION_SHAPE, parseDecision } from '../../src/register/decision.ts';
import { lawKey } from '../../src/sector/article.ts';
import { aDecision, articlesOf, COMMON } from '../support/builders.ts';

const content = (changed: Partial<Decision>) =>
  contentOf(aDecision(changed), (law) => lawKey(law, COMMON.laws));

describe('contentOf', () => {
  it('is equal where only a law is called by another of its names (contract 3.2, 3.5)', () => {
    expect(content({ articles: articlesOf('300 wvsr') })).toBe(content({}));
    expect(content({ articles: articlesOf('300 Onbekend') })).not.toBe(content({}));
  });

  it('is equal for an empty text and a missing column, and for a moment in another offset (contract 3.2)', () => {
    const cells = DECISION_SHAPE.columns.map((column) => CELLS[column] ?? '');
    const others = cells.map((cell) => OTHERWISE.get(cell) ?? cell);
    const [one, other] = [cells, others].map((row) => {
      const parsed = parseDecision(row);
      return parsed.ok ? contentOf(parsed.value, (law) => law) : parsed.errors.join();
    });

    expect(one).toContain('16/123456-25');
    expect(other).toBe(one);
  });

  it.each(Object.keys(aDecision()))('tells rows apart by %s (contract 3.2)', (name) => {
    const other: Partial<Decision> = { ...OTHER, registeredAt: { ms: 0, finer: '1' } };

    expect(content({ [name]: other[name as keyof Decision] })).not.toBe(content({}));
  });
});

const CELLS: Readonly<Record<string, string>> = {
  decision_id: 'D1',
  source: 'OM',
  kind: 'DAGVAARDING',
  registered_at: '2025-08-12T10:00:00+02:00',
  decided_on: '2025-08-11',
  case_number: '16/123456-25',
  offence_class: 'MISDRIJF',
  articles: '300 lid 1 Sr',
  offence_from: '2025-08-01',
  fine_eur: '12.5',
  bsn: '012345672',
  family_name: 'Bakker',
  birth_date: '1980-05-17',
};

/** The same values, written in another way. */
const OTHERWISE = new Map([
  ['2025-08-12T10:00:00+02:00', '2025-08-12T08:00Z'],
  ['16/123456-25', '16.123456.25'],
  ['300 lid 1 Sr', '0300  Sr'],
  ['12.5', '12.50'],
  ['012345672', '12345672'],
]);

const OTHER: Omit<Decision, 'registeredAt'> = {
  source: 'RECHTSPRAAK',
  decisionId: 'D2',
  version: 2,
  status: 'WITHDRAWN',
  kind: 'SEPOT',
  grounds: ['20'],
  decidedOn: '2025-08-10',
  irrevocableOn: '2025-08-12',
  caseNumber: '16/123457-25',
  factNumber: 1,
  offenceClass: 'OVERTREDING',
  articles: articlesOf('301 Sr'),
  offenceFrom: '2025-08-02',
  offenceUntil: '2025-08-02',
  fineCents: 0,
  bsn: null,
  skn: 'S1',
  familyName: 'bakker',
  namePrefix: 'de',
  givenNames: 'Ans',
  birthDate: '1980-05-00',
  ecli: 'ECLI:NL:HR:2025:1',
};
