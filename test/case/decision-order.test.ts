import { describe, expect, it } from 'vitest';
import { compareDecisions, keyOf, referenceOf } from '../../src/case/decision-order.ts';
import { aDecision } from '../support/builders.ts';

const at = (iso: string, finer = '') => ({ ms: Date.parse(iso), finer });

describe('compareDecisions', () => {
  it.each([
    ['the day of the decision', { decidedOn: '2025-08-10' }, { decidedOn: '2025-08-11' }],
    [
      'the moment of registration, whatever the offset',
      { registeredAt: at('2025-08-12T11:30:00+02:00') },
      { registeredAt: at('2025-08-12T10:00:00Z') },
    ],
    [
      'a fraction finer than milliseconds',
      { registeredAt: at('2025-08-12T10:00:00Z', '0009') },
      { registeredAt: at('2025-08-12T10:00:00Z', '001') },
    ],
    ['the source', { source: 'OM', decisionId: 'Z' }, { source: 'RECHTSPRAAK', decisionId: 'A' }],
    ['the id, by code point', { decisionId: 'D10' }, { decisionId: 'D9' }],
  ] as const)('goes by %s (contract 3.3)', (_, earlier, later) => {
    expect(compareDecisions(aDecision(earlier), aDecision(later))).toBeLessThan(0);
    expect(compareDecisions(aDecision(later), aDecision(earlier))).toBeGreaterThan(0);
  });

  it('puts the day before the moment, and that before the source (contract 3.3)', () => {
    const earlier = { decidedOn: '2025-08-10', registeredAt: at('2025-08-20T00:00:00Z') };
    const sooner = { source: 'RECHTSPRAAK', registeredAt: at('2025-08-12T09:00:00Z') } as const;

    expect(compareDecisions(aDecision(earlier), aDecision())).toBeLessThan(0);
    expect(compareDecisions(aDecision(sooner), aDecision())).toBeLessThan(0);
  });
});

describe('names of a decision', () => {
  it('are source and id, and the version with them (contract 5)', () => {
    const decision = aDecision({ source: 'RECHTSPRAAK', decisionId: 'V/1', version: 3 });

    expect(keyOf(decision)).toBe('RECHTSPRAAK:V/1');
    expect(referenceOf(decision)).toBe('RECHTSPRAAK:V/1:3');
  });
});
