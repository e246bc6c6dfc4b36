import { describe, expect, it } from 'vitest';
import { composeNotice, composeReview, listConsidered } from '../../src/notice/compose.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import {
  aDecision,
  articlesOf,
  aSubscription,
  DOUBTFUL,
  EXACT,
  matched,
} from '../support/builders.ts';
import { judged, SETTING } from '../support/cases.ts';

const signal = (offenceOn: string, reference = 'R1') => ({
  sector: 'TAXI',
  bsn: '999990342',
  offenceOn,
  signalledAt: '',
  reference,
});

describe('composeNotice', () => {
  it('puts the facts of a case together, in order of fact (contract 3.8, 5)', () => {
    const notice = composeNotice(
      judged({
        matched: [
          matched({ decisionId: 'D10', factNumber: 10, articles: articlesOf('241 Sr;300 WvSr') }),
          matched({
            ...{ decisionId: 'D2', version: 2, source: 'RECHTSPRAAK', kind: 'VEROORDELING' },
            ...{ factNumber: 2, decidedOn: '2025-08-12', articles: articlesOf('300 Sr') },
            ...{ offenceFrom: '2025-07-01', offenceUntil: '2025-09-01' },
          }),
        ],
      }),
      SETTING,
    );

    expect(notice).toMatchObject({
      priority: 1,
      category: 'ZEDEN',
      facts: [
        { fact: '2', decision: 'RECHTSPRAAK:D2:2', kind: 'VEROORDELING', category: 'GEWELD' },
        { fact: '10', decision: 'OM:D10:1', kind: 'DAGVAARDING', category: 'ZEDEN' },
      ],
      articles: ['300 Sr', '241 Sr'],
      offenceFrom: '2025-07-01',
      offenceUntil: '2025-09-01',
      decidedOn: '2025-08-12',
      match: ['BSN'],
    });
  });

  it('takes among equally grave categories the one that stands first in the file (contract 3.5, 5)', () => {
    const facts = [
      matched({ factNumber: 1, articles: articlesOf('107 WVW') }),
      matched({ decisionId: 'D2', factNumber: 2 }),
    ];

    expect(composeNotice(judged({ matched: facts }), SETTING)?.category).toBe('GEWELD');
  });

  it.each([
    ['a fact for review', { matched: [matched({ articles: articlesOf('311 Sr') })] }],
    ['a doubtful match', { matched: [matched({}, DOUBTFUL)] }],
    ['an ended subscription', { subscription: aSubscription({ status: 'ENDED' }) }],
    ['no decision', { matched: [] }],
  ])('makes none of %s (contract 3.8)', (_, changed) => {
    expect(composeNotice(judged(changed), SETTING)).toBeNull();
  });

  it.each<[string, Partial<Subscription>]>([
    ['', { validFrom: '2025-08-11', vogIssuedOn: '2025-08-11' }],
    ['JOINED_IN_WINDOW', { validFrom: '2025-08-12' }],
    ['JOINED_IN_WINDOW', { validFrom: '2030-01-01' }],
    ['CERTIFICATE_IN_WINDOW', { vogIssuedOn: '2025-08-12' }],
    [
      'CERTIFICATE_IN_WINDOW;JOINED_IN_WINDOW',
      { validFrom: '2025-08-13', vogIssuedOn: '2025-08-12' },
    ],
  ])('has the flags %j (contract 3.7), case %#', (flags, subscription) => {
    const notice = composeNotice(judged({ subscription: aSubscription(subscription) }), SETTING);

    expect(notice?.flags.join(';')).toBe(flags);
  });

  it('says where a name differs (contract 3.1)', () => {
    const differing = { decision: aDecision(), match: { ...EXACT, nameDiffers: true } };

    expect(composeNotice(judged({ matched: [differing] }), SETTING)?.flags).toEqual([
      'NAME_DIFFERS',
    ]);
  });

  it.each([
    ['2025-07-30', null],
    ['2025-07-31', 'R1'],
    ['2025-08-06', 'R1'],
    ['2025-08-07', null],
  ])('knows a signal of an offence on %s: %s (contract 3.8)', (day, reference) => {
    const facts = [matched({ offenceFrom: '2025-08-01', offenceUntil: '2025-08-05' })];
    const notice = composeNotice(judged({ matched: facts }), {
      ...SETTING,
      signals: [signal(day)],
    });

    expect(notice?.flags).toEqual(reference === null ? [] : ['SIGNALLED_BEFORE']);
    expect(notice?.signalledBeforeRef).toEqual(reference === null ? [] : [reference]);
  });

  it('lists references sorted, without repeats or empty ones (contract 5)', () => {
    const signals = ['R2', '', 'R1', 'R2'].map((reference) => signal('2025-08-01', reference));

    expect(composeNotice(judged(), { ...SETTING, signals })?.signalledBeforeRef).toEqual([
      'R1',
      'R2',
    ]);
  });
});

describe('composeReview', () => {
  it('puts facts, doubtful matches and conflicts of a case together (contract 3.8, 5)', () => {
    const review = composeReview(
      judged({
        matched: [
          matched({ articles: articlesOf('311 Sr') }),
          matched({ decisionId: 'D2' }, DOUBTFUL),
        ],
        conflicts: [{ reference: 'OM:D0:2', rows: [matched({ decisionId: 'D0' })] }],
      }),
    );

    expect(review).toMatchObject({
      decisions: ['OM:D0:2', 'OM:D1:1', 'OM:D2:1'],
      reasons: ['CONFLICTING_VERSIONS', 'NAME_AND_BIRTH_DATE_ONLY', 'UNKNOWN_ARTICLE'],
      match: ['BSN', 'NAME'],
    });
  });

  it('is none where nothing is in doubt, or the subscription has ended (contract 3.8)', () => {
    const conflicts = [{ reference: 'OM:D0:2', rows: [matched({ decisionId: 'D0' })] }];

    expect(composeReview(judged())).toBeNull();
    expect(
      composeReview(judged({ conflicts, subscription: aSubscription({ status: 'ENDED' }) })),
    ).toBeNull();
  });
});

describe('listConsidered', () => {
  it('lists every other fact, of either group (contract 3.8, 5)', () => {
    const facts = [
      matched({ factNumber: 1 }),
      matched({ decisionId: 'D2', factNumber: 2, articles: articlesOf('310 Sr') }),
      matched({ decisionId: 'D3', kind: 'SEPOT', grounds: ['01'] }, DOUBTFUL),
    ];

    expect(
      listConsidered(judged({ matched: facts })).map((row) => [
        row.fact,
        row.decision,
        row.outcome,
        row.rule,
      ]),
    ).toEqual([
      ['2', 'OM:D2:1', 'NOT_RELEVANT', 'LIST_NOT_RELEVANT'],
      ['*', 'OM:D3:1', 'CLEARED', 'GROUND_01'],
    ]);
  });

  it('shows the conflict of an ended subscription as a fact of its own (contract 3.8)', () => {
    const conflicts = [{ reference: 'OM:D0:2', rows: [matched({ decisionId: 'D0' })] }];
    const subscription = aSubscription({ validUntil: '2025-08-13' });

    expect(listConsidered(judged({ matched: [], conflicts, subscription }))).toMatchObject([
      { fact: '!', decision: 'OM:D0:2', outcome: 'SUBSCRIPTION_ENDED', rule: 'VALID_UNTIL' },
    ]);
  });
});
