import type { ConsideredFact, Notice, ReviewItem } from '../../src/notice/notice.ts';
import type { RunResult } from '../../src/publish/run-result.ts';
import type { Rejection } from '../../src/register/rejection.ts';

export const RUN_ID = 'catchup-20250717-20250926-0123456789ab';
export const RUN_FILES = [
  'SHA256SUMS',
  'considered.csv',
  'datapackage.json',
  'manifest.json',
  'notices.csv',
  'rejects.csv',
  'report.html',
  'review.csv',
  'totals.csv',
];

export function aNotice(changed: Partial<Notice> = {}): Notice {
  return {
    noticeId: '6f1c8c1e-0d0a-5b53-8a36-4c1b2f0e9d11',
    noticeVersion: 1,
    action: 'NEW',
    priority: 1,
    sector: 'TAXI',
    subscriptionId: 'S1',
    registerRef: 'K-1',
    role: 'CHAUFFEURSKAART',
    bsn: '000000012',
    skn: '',
    familyName: "'t Hooft",
    namePrefix: '',
    givenNames: 'Zoë',
    birthDate: '1980-00-00',
    caseNumber: '05/123456-24',
    facts: [
      { fact: '*', decision: 'OM:D1:1', kind: 'DAGVAARDING', category: 'ZEDEN', match: 'BSN' },
      { fact: '2', decision: 'OM:D2:1', kind: 'SEPOT', category: 'ZEDEN', match: 'BSN' },
    ],
    articles: ['249 Sr', '8 WVW1994'],
    category: 'ZEDEN',
    offenceFrom: '2025-01-01',
    offenceUntil: '2025-01-02',
    decidedOn: '2025-08-01',
    match: ['BSN'],
    flags: ['NAME_DIFFERS'],
    signalledBeforeRef: ['=REF'],
    ...changed,
  };
}

export function aReview(changed: Partial<ReviewItem> = {}): ReviewItem {
  return {
    sector: 'TAXI',
    subscriptionId: 'S1',
    bsn: '000000012',
    familyName: 'Zwart',
    birthDate: '1980-02-03',
    caseNumber: '05/123456-24',
    decisions: ['OM:D1:1', 'OM:D2:1'],
    reasons: ['BIRTH_DATE_MISMATCH'],
    match: ['BSN', 'NAME'],
    ...changed,
  };
}

export function aConsidered(changed: Partial<ConsideredFact> = {}): ConsideredFact {
  return {
    sector: 'TAXI',
    subscriptionId: 'S1',
    caseNumber: '05/123456-24',
    fact: '1',
    decision: 'OM:D1:1',
    outcome: 'NOT_RELEVANT',
    rule: 'NOT_RELEVANT_LIST',
    ...changed,
  };
}

export function aRejection(changed: Partial<Rejection> = {}): Rejection {
  return {
    input: 'decisions',
    file: 'july.csv',
    line: 3,
    errors: ['BSN_INVALID', 'KIND_INVALID'],
    touchesSubscription: true,
    raw: '=1,"a\r\nb",\tc',
    ...changed,
  };
}

/** A small run in which everything adds up. */
export function aRunResult(changed: Partial<RunResult> = {}): RunResult {
  return {
    runId: RUN_ID,
    window: {
      fromUtc: '2025-07-16T22:00:00Z',
      untilUtc: '2025-09-25T22:00:00Z',
      fromLocal: '2025-07-17T00:00:00+02:00',
      untilLocal: '2025-09-26T00:00:00+02:00',
    },
    asOf: '2025-09-26',
    programVersion: '0.1.0',
    rules: [
      { name: 'taxi.json', version: '2025-09-01', sha256: 'c'.repeat(64) },
      { name: 'common.json', version: '2025-09-01', sha256: 'd'.repeat(64) },
    ],
    inputs: [
      anInput({ input: 'subscriptions', file: 'taxi.csv', rows: 2 }),
      anInput({ unknownColumns: ['extra <b>'], rows: 3 }),
    ],
    notices: [aNotice()],
    reviews: [aReview()],
    considered: [aConsidered()],
    rejections: [aRejection()],
    totals: [
      { input: 'subscriptions', file: 'taxi.csv', disposition: 'ACCEPTED', rows: 2 },
      { input: 'decisions', file: 'july.csv', disposition: 'REJECTED', rows: 1 },
      { input: 'decisions', file: 'july.csv', disposition: 'NOTICE', rows: 2 },
    ],
    days: [
      { source: 'RECHTSPRAAK', day: '2025-08-01', rows: 1 },
      { source: 'OM', day: '2025-07-20', rows: 1 },
    ],
    outages: [],
    previousManifestSha256: null,
    ...changed,
  };
}

export function anInput(
  changed: Partial<RunResult['inputs'][number]> = {},
): RunResult['inputs'][number] {
  return {
    input: 'decisions',
    file: 'july.csv',
    size: 120,
    sha256: 'a'.repeat(64),
    hasFinalLineEnd: true,
    rows: 0,
    unknownColumns: [],
    profile: null,
    ...changed,
  };
}
