import { describe, expect, it } from 'vitest';
import { CONSIDERED, REJECTS, REVIEWS, TOTALS } from '../../src/publish/artefacts.ts';
import { NOTICES } from '../../src/publish/notices-file.ts';
import { aConsidered, aNotice, aRejection, aReview } from './run-result.ts';

describe('the columns', () => {
  it.each([
    [
      NOTICES,
      'notice_id,notice_version,action,priority,sector,subscription_id,register_ref,role,bsn,skn,family_name,name_prefix,given_names,birth_date,case_number,facts,decision_ids,kinds,articles,category,offence_from,offence_until,decided_on,match,flags,signalled_before_ref',
    ],
    [
      REVIEWS,
      'sector,subscription_id,bsn,family_name,birth_date,case_number,decision_ids,reasons,match',
    ],
    [CONSIDERED, 'sector,subscription_id,case_number,fact,decision_id,outcome,rule'],
    [REJECTS, 'input,file,line,error_codes,touches_subscription,raw'],
    [TOTALS, 'input,file,disposition,rows'],
  ])('of $file are those of the contract, in its order (5)', ({ columns }, wanted) => {
    expect(columns.map(({ name }) => name).join(',')).toBe(wanted);
  });

  it('give the values of a notice, lists joined by semicolons (5)', () => {
    const row = aNotice();

    expect(NOTICES.columns.map((column) => column.text(row))).toEqual([
      '6f1c8c1e-0d0a-5b53-8a36-4c1b2f0e9d11',
      '1',
      'NEW',
      '1',
      'TAXI',
      'S1',
      'K-1',
      'CHAUFFEURSKAART',
      '000000012',
      '',
      "'t Hooft",
      '',
      'Zoë',
      '1980-00-00',
      '05/123456-24',
      '*;2',
      'OM:D1:1;OM:D2:1',
      'DAGVAARDING;SEPOT',
      '249 Sr;8 WVW1994',
      'ZEDEN',
      '2025-01-01',
      '2025-01-02',
      '2025-08-01',
      'BSN',
      'NAME_DIFFERS',
      '=REF',
    ]);
  });

  it('give the values of the other rows (5)', () => {
    const review = REVIEWS.columns.map((column) => column.text(aReview()));
    const considered = CONSIDERED.columns.map((column) => column.text(aConsidered()));
    const rejected = REJECTS.columns.map((column) => column.text(aRejection()));

    expect(review.join('|')).toBe(
      'TAXI|S1|000000012|Zwart|1980-02-03|05/123456-24|OM:D1:1;OM:D2:1|BIRTH_DATE_MISMATCH|BSN;NAME',
    );
    expect(considered.join('|')).toBe(
      'TAXI|S1|05/123456-24|1|OM:D1:1|NOT_RELEVANT|NOT_RELEVANT_LIST',
    );
    expect(rejected.join('|')).toBe(
      'decisions|july.csv|3|BSN_INVALID;KIND_INVALID|YES|=1,"a\r\nb",\tc',
    );
  });
});

describe('the order of rows', () => {
  it('of notices is priority, sector, case number, subscription (5)', () => {
    const sorted = [
      aNotice({ priority: 1, sector: 'TAXI', caseNumber: '99/000000-24', subscriptionId: 'Z' }),
      aNotice({ priority: 2, sector: 'KINDEROPVANG', caseNumber: '02/000000-24' }),
      aNotice({ priority: 2, sector: 'TAXI', caseNumber: '01/000000-24', subscriptionId: 'B' }),
      aNotice({ priority: 2, sector: 'TAXI', caseNumber: '02/000000-24', subscriptionId: 'A' }),
      aNotice({ priority: 2, sector: 'TAXI', caseNumber: '02/000000-24', subscriptionId: 'B' }),
      aNotice({ priority: 10, sector: 'TAXI' }),
    ];

    expect(sorted.toReversed().sort(NOTICES.compare)).toEqual(sorted);
  });

  it('of considered facts puts a conflict, then the unnumbered fact, then numbers as numbers (5)', () => {
    const sorted = [
      aConsidered({ fact: '!', decision: 'OM:Z:1' }),
      aConsidered({ fact: '*' }),
      aConsidered({ fact: '2', subscriptionId: 'A', decision: 'OM:Z:1' }),
      aConsidered({ fact: '2', subscriptionId: 'B', decision: 'OM:A:1' }),
      aConsidered({ fact: '2', subscriptionId: 'B', decision: 'OM:B:1' }),
      aConsidered({ fact: '10' }),
      aConsidered({ fact: '1', caseNumber: '06/000000-24' }),
    ];

    expect(sorted.toReversed().sort(CONSIDERED.compare)).toEqual(sorted);
  });

  it('of rejects goes by code point and by number, before the guard (5)', () => {
    const sorted = [
      aRejection({ file: '-a.csv' }),
      aRejection({ file: 'a.csv', line: 9 }),
      aRejection({ file: 'a.csv', line: 10, raw: '=' }),
      aRejection({ file: 'a.csv', line: 10, raw: 'x' }),
      // In UTF-16 the emoji would come before the full-width letter.
      aRejection({ file: 'Ａ.csv' }),
      aRejection({ file: '😀.csv' }),
      aRejection({ input: 'subscriptions', file: 'a.csv' }),
    ];

    expect(sorted.toReversed().sort(REJECTS.compare)).toEqual(sorted);
  });

  it.each([
    ['sector', aReview({ sector: 'A', caseNumber: '99/000000-24' }), aReview({ sector: 'B' })],
    ['case number', aReview({ caseNumber: '01/000000-24', subscriptionId: 'Z' }), aReview()],
    ['subscription', aReview({ subscriptionId: 'A' }), aReview({ subscriptionId: 'a' })],
  ])('of reviews heeds the %s (5)', (_, first, second) => {
    expect(REVIEWS.compare(first, second)).toBeLessThan(0);
    expect(REVIEWS.compare(second, first)).toBeGreaterThan(0);
  });
});
