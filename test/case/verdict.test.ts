import { describe, expect, it } from 'vitest';
import { judgeVerdict, type VerdictQuestion } from '../../src/case/verdict.ts';
import type { Decision } from '../../src/register/decision.ts';
import { aDecision } from '../support/builders.ts';

const QUESTION: VerdictQuestion = {
  asOf: '2025-08-13',
  knownGrounds: new Set(['20', '43', '74', '77', '98']),
  fineThresholdCents: 13_000,
  isAlwaysRegistered: false,
  hasRelevantArticle: true,
  hasUnknownArticle: false,
};

function verdict(changed: Partial<Decision>, question: Partial<VerdictQuestion> = {}): string {
  const said = judgeVerdict(aDecision(changed), { ...QUESTION, ...question });
  return said.is === 'WEIGHED' ? `WEIGHED ${said.reason ?? ''}`.trim() : `${said.is} ${said.rule}`;
}

const acquittal = (irrevocableOn: string | null) =>
  ({ source: 'RECHTSPRAAK', kind: 'VRIJSPRAAK', irrevocableOn }) as const;
const sepot = (...grounds: string[]) => ({ kind: 'SEPOT', grounds });
const minor = (kind: string, fineCents: number | null = null) =>
  ({
    kind,
    fineCents,
    offenceClass: 'OVERTREDING',
    grounds: kind === 'SEPOT' ? ['20'] : [],
  }) as const;

describe('judgeVerdict', () => {
  it.each<[string, Partial<Decision>]>([
    ['CLEARED IRREVOCABLE_ACQUITTAL', acquittal('2025-08-13')],
    ['WEIGHED', acquittal('2025-08-14')],
    ['WEIGHED', acquittal(null)],
    ['CLEARED GROUND_01', sepot('01', '20')],
    ['CLEARED GROUND_09', sepot('09')],
    ['NOT_WEIGHED GROUND_02', sepot('02')],
    ['NOT_WEIGHED GROUND_08', sepot('08')],
    ['WEIGHED', sepot('20', '01')],
    ['WEIGHED', sepot('98')],
    ['WEIGHED UNKNOWN_GROUND', sepot('10')],
    ['WEIGHED UNKNOWN_GROUND', sepot('00')],
    ['WEIGHED UNKNOWN_GROUND', sepot('57')],
    ['WEIGHED UNKNOWN_GROUND', sepot('99')],
    ['WEIGHED OVAR', { kind: 'OVAR' }],
    ['WEIGHED', { kind: 'VEROORDELING', grounds: ['01'] }],
    ['WEIGHED', { kind: 'TRANSACTIE', grounds: ['10'] }],
  ])('says %s (contract 3.4), case %#', (said, decision) => {
    expect(verdict(decision)).toBe(said);
  });

  it.each<[string, Partial<Decision>]>([
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('DAGVAARDING')],
    ['NOT_REGISTRABLE MINOR_OFFENCE', { ...minor('VRIJSPRAAK'), irrevocableOn: '2025-08-14' }],
    ['CLEARED IRREVOCABLE_ACQUITTAL', { ...minor('VRIJSPRAAK'), irrevocableOn: '2025-08-13' }],
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('OVAR')],
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('SCHULDIG_ZONDER_STRAF')],
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('SEPOT')],
    ['NOT_REGISTRABLE MINOR_OFFENCE', { ...minor('SEPOT'), grounds: ['74'] }],
    ['WEIGHED', { ...minor('SEPOT'), grounds: ['77'] }],
    ['WEIGHED UNKNOWN_GROUND', { ...minor('SEPOT'), grounds: ['21'] }],
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('STRAFBESCHIKKING', 12_999)],
    ['WEIGHED', minor('STRAFBESCHIKKING', 13_000)],
    ['WEIGHED', minor('STRAFBESCHIKKING')],
    ['NOT_REGISTRABLE MINOR_OFFENCE', minor('VEROORDELING', 0)],
    ['WEIGHED', minor('VEROORDELING')],
    ['WEIGHED', minor('TRANSACTIE', 100)],
    ['WEIGHED', minor('VOORWAARDELIJK_SEPOT', 100)],
  ])('says %s of a minor offence (contract 3.4), case %#', (said, decision) => {
    expect(verdict(decision)).toBe(said);
  });

  it.each(['isAlwaysRegistered', 'hasUnknownArticle'] as const)(
    'takes no minor offence for unregistrable where %s (contract 3.4)',
    (name) => {
      expect(verdict(minor('DAGVAARDING'), { [name]: true })).toBe('WEIGHED');
    },
  );

  it('asks no person about a dismissal of all charges that is not relevant (contract 3.4)', () => {
    const relevance = { hasRelevantArticle: false, hasUnknownArticle: false };

    expect(verdict({ kind: 'OVAR' }, relevance)).toBe('WEIGHED');
    expect(verdict({ kind: 'OVAR' }, { ...relevance, hasUnknownArticle: true })).toBe(
      'WEIGHED OVAR',
    );
  });
});
