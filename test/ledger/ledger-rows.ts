import type { NewRun, RunChanges } from '../../src/ledger/ledger.ts';
import type { Notice } from '../../src/notice/notice.ts';
import type { ReviewQuestion } from '../../src/notice/review-question.ts';
import type { Decision } from '../../src/register/decision.ts';
import type { Rejection } from '../../src/register/rejection.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import {
  aDecision as buildDecision,
  aSubscription as buildSubscription,
} from '../support/builders.ts';

export const CASE = '05/123456-24';

export function aRun(number: number, changed: Partial<NewRun> = {}): NewRun {
  return {
    runId: `catchup-run-${number}`,
    from: '2025-07-16T22:00:00Z',
    until: '2025-09-25T22:00:00Z',
    asOf: '2025-09-26',
    programVersion: '0.1.0',
    manifestSha256: String(number).repeat(64).slice(0, 64),
    inputs: [
      { kind: 'decisions', sha256: 'a'.repeat(64), file: 'july.csv' },
      { kind: 'subscriptions', sha256: 'b'.repeat(64), file: 'taxi.csv' },
    ],
    ...changed,
  };
}

export function changesOf(changed: Partial<RunChanges> = {}): RunChanges {
  return {
    decisions: [],
    conflicts: [],
    keptVersions: [],
    touched: [],
    subscriptions: [],
    judged: [],
    notices: [],
    days: [],
    seenDecisions: [],
    seenRejects: [],
    reviews: [],
    ...changed,
  };
}

/** Nothing of it is as plain as it could be: finer than milliseconds, a date in part, an odd name. */
export function aDecision(changed: Partial<Decision> = {}): Decision {
  return buildDecision({
    registeredAt: { ms: 1_753_000_000_123, finer: '456' },
    decidedOn: '2025-07-20',
    caseNumber: CASE,
    factNumber: 1,
    articles: [{ number: '249', law: 'Sr' }],
    offenceFrom: '2025-06-01',
    offenceUntil: '2025-06-02',
    familyName: "'t Hooft",
    givenNames: 'Ada',
    birthDate: '1980-00-00',
    ...changed,
  });
}

export function anAcquittal(changed: Partial<Decision> = {}): Decision {
  return aDecision({
    source: 'RECHTSPRAAK',
    kind: 'VRIJSPRAAK',
    decisionId: 'V1',
    irrevocableOn: '2025-10-10',
    ...changed,
  });
}

export function aSubscription(changed: Partial<Subscription> = {}): Subscription {
  return buildSubscription({
    subscriptionId: 'S1',
    familyName: "'t Hooft",
    givenNames: 'Ada',
    birthDate: '1980-02-03',
    role: 'DRIVER',
    ...changed,
  });
}

export function aNotice(changed: Partial<Notice> = {}): Notice {
  const fact = {
    fact: '1',
    decision: 'OM:D1:1',
    kind: 'DAGVAARDING',
    category: 'SEX',
    match: 'BSN',
  };
  return {
    noticeId: '00000000-0000-5000-8000-000000000001',
    noticeVersion: 1,
    action: 'NEW',
    priority: 1,
    sector: 'TAXI',
    subscriptionId: 'S1',
    registerRef: '',
    role: 'DRIVER',
    bsn: '999990342',
    skn: '',
    familyName: "'t Hooft",
    namePrefix: '',
    givenNames: 'Ada',
    birthDate: '1980-02-03',
    caseNumber: CASE,
    facts: [fact],
    articles: ['249 Sr'],
    category: 'SEX',
    offenceFrom: '2025-06-01',
    offenceUntil: '2025-06-02',
    decidedOn: '2025-07-20',
    match: ['BSN'],
    flags: [],
    signalledBeforeRef: [],
    ...changed,
  };
}

/** A question whether a notice of one fact should be; its item is that of the notice. */
export function aQuestion(changed: Partial<ReviewQuestion> = {}): ReviewQuestion {
  const { noticeId: _, noticeVersion: _version, action: _action, ...asNotice } = aNotice();
  const { sector, subscriptionId, bsn, familyName, birthDate, caseNumber } = asNotice;
  const person = { sector, subscriptionId, bsn, familyName, birthDate, caseNumber };
  return {
    item: { ...person, decisions: ['OM:D1:1'], reasons: ['UNKNOWN_ARTICLE'], match: ['BSN'] },
    ...{ basis: 'first', asNotice, asDismissed: null },
    ...changed,
  };
}

export function aReject(): Rejection {
  return {
    ...{ input: 'decisions', file: 'om.csv', line: 3, errors: ['BSN_INVALID'] },
    ...{ touchesSubscription: true, raw: 'D7,999990342' },
  };
}

/** What a run over `count` subscriptions and cases, one decision and one notice each, brings. */
export function manyChanges(count: number, prefix = ''): RunChanges {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const caseOf = (number: number) => `05/${String(number).padStart(6, '0')}-24`;
  const pairs = numbers.map((number) => {
    return { subscriptionId: `${prefix}S${number}`, caseNumber: caseOf(number) };
  });
  return changesOf({
    decisions: numbers.map((number) => {
      return aDecision({ decisionId: `${prefix}D${number}`, caseNumber: caseOf(number) });
    }),
    touched: pairs.map((pair, number) => {
      return { ...pair, decision: { source: 'OM', decisionId: `${prefix}D${number}` } };
    }),
    subscriptions: pairs.map(({ subscriptionId }) => aSubscription({ subscriptionId })),
    judged: pairs.map((pair) => ({ ...pair, asOf: '2025-09-26' })),
    notices: pairs.map((pair, number) => aNotice({ ...pair, noticeId: `${prefix}N${number}` })),
    days: numbers.slice(0, 28).map((number) => {
      const day = `2025-02-${String(number + 1).padStart(2, '0')}`;
      return { source: 'OM', day, rows: number, fingerprint: `${prefix}${number}` };
    }),
  });
}
