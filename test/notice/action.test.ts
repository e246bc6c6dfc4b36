import { describe, expect, it } from 'vitest';
import { layOver } from '../../src/notice/action.ts';
import type { CaseQuestion } from '../../src/notice/case-judgement.ts';
import { composeNotice } from '../../src/notice/compose.ts';
import type { Notice } from '../../src/notice/notice.ts';
import { articlesOf, aSubscription, DOUBTFUL, matched } from '../support/builders.ts';
import { judged, SETTING } from '../support/cases.ts';

function lay(changed: Partial<CaseQuestion>, latest: Notice | null): Notice | null {
  const judgement = judged(changed);
  return layOver(composeNotice(judgement, SETTING), judgement, latest, { noticeId: 'N1' });
}

/** What stands after a first run. */
function standing(changed: Partial<CaseQuestion> = {}): Notice {
  const notice = lay(changed, null);
  if (notice === null) throw new Error('no notice stands');
  return notice;
}

const say = (notice: Notice | null) => notice && `${notice.action} ${notice.noticeVersion}`;
const CLEARED = { kind: 'SEPOT', grounds: ['01'] };

describe('a case that is a notice', () => {
  it.each<[string, Partial<CaseQuestion>]>([
    ['UNCHANGED 1', {}],
    ['UNCHANGED 1', { subscription: aSubscription({ familyName: 'Smit', role: 'LWT' }) }],
    ['AMENDED 2', { matched: [matched({ version: 2 })] }],
    ['AMENDED 2', { matched: [matched({ decisionId: 'D2' })] }],
    ['AMENDED 2', { matched: [matched({ factNumber: 1 })] }],
    ['AMENDED 2', { matched: [matched({}, { route: 'SKN', reason: null, nameDiffers: false })] }],
    ['AMENDED 2', { matched: [matched({ articles: articlesOf('241 Sr') })] }],
    [
      'AMENDED 2',
      {
        matched: [
          matched({}),
          matched({ decisionId: 'D2', factNumber: 1, articles: articlesOf('107 WVW') }),
        ],
      },
    ],
  ])('is %s over what stands (contract 3.9), case %#', (said, changed) => {
    expect(say(lay(changed, standing()))).toBe(said);
  });

  it('is NEW where none was ever issued, and after one was taken back (contract 3.9)', () => {
    const retracted = lay({ matched: [] }, standing());

    expect(say(standing())).toBe('NEW 1');
    expect(say(retracted)).toBe('RETRACTED 2');
    expect(say(lay({}, retracted))).toBe('NEW 3');
  });

  it('has the columns of this run where nothing changed (contract 3.9)', () => {
    const subscription = aSubscription({ familyName: 'Smit' });

    expect(lay({ subscription }, standing())?.familyName).toBe('Smit');
  });
});

describe('a case that is no notice any more', () => {
  it.each<[string | null, Partial<CaseQuestion>]>([
    ['RETRACTED 2', { matched: [] }],
    ['RETRACTED 2', { matched: [matched({}, DOUBTFUL)] }],
    ['RETRACTED 2', { matched: [matched(CLEARED)] }],
    ['RETRACTED 2', { matched: [matched({ kind: 'SEPOT', grounds: ['02'] })] }],
    ['RETRACTED 2', { matched: [matched({ offenceClass: 'OVERTREDING' })] }],
    ['RETRACTED 2', { matched: [matched({ articles: articlesOf('310 Sr') })] }],
    [
      'RETRACTED 2',
      { matched: [matched(CLEARED)], subscription: aSubscription({ status: 'ENDED' }) },
    ],
    [null, { subscription: aSubscription({ status: 'ENDED' }) }],
    [null, { matched: [matched({ articles: articlesOf('311 Sr') })] }],
    [null, { matched: [matched({ decidedOn: '2020-01-01' })] }],
    [
      null,
      {
        matched: [
          matched({ ...CLEARED, factNumber: 1 }),
          matched({ decisionId: 'D2', factNumber: 2, articles: articlesOf('311 Sr') }),
        ],
      },
    ],
  ])('comes to %s (contract 3.9), case %#', (said, changed) => {
    expect(say(lay(changed, standing()))).toBe(said);
  });

  it('is left standing while there is a conflict in the case (contract 3.9)', () => {
    const conflicts = [{ reference: 'OM:D2:1', rows: [matched({ decisionId: 'D2' })] }];

    expect(lay({ matched: [], conflicts }, standing())).toBeNull();
  });

  it('has the columns of the notice that it takes back (contract 3.9, 5)', () => {
    const before = standing();
    const subscription = aSubscription({ familyName: 'Smit' });

    expect(lay({ matched: [], subscription }, before)).toEqual({
      ...before,
      noticeVersion: 2,
      action: 'RETRACTED',
    });
  });

  it('is taken back once only (contract 3.9)', () => {
    expect(lay({ matched: [] }, lay({ matched: [] }, standing()))).toBeNull();
    expect(lay({ matched: [] }, null)).toBeNull();
  });

  it.each<[string | null, Partial<CaseQuestion>]>([
    ['RETRACTED 2', { matched: [matched({ ...CLEARED, factNumber: 2 })] }],
    ['RETRACTED 2', { matched: [matched(CLEARED)] }],
    [null, { matched: [matched({ articles: articlesOf('311 Sr') })] }],
    ['RETRACTED 2', { matched: [matched({ factNumber: 3, articles: articlesOf('311 Sr') })] }],
  ])(
    'looks at the fact that was named, or at the unnumbered one in its place: %s (contract 3.9), case %#',
    (said, changed) => {
      expect(say(lay(changed, standing({ matched: [matched({ factNumber: 2 })] })))).toBe(said);
    },
  );
});
