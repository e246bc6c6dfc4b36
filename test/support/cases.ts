import {
  type CaseJudgement,
  type CaseQuestion,
  judgeCase,
} from '../../src/notice/case-judgement.ts';
import type { NoticeSetting } from '../../src/notice/compose.ts';
import { aSubscription, CASE, COMMON, matched, TAXI } from './builders.ts';

export const MEASURE = { common: COMMON, sector: TAXI, asOf: '2025-08-13' };

/** What comes of one case of the subscription: by itself a summons that is a notice. */
export function judged(changed: Partial<CaseQuestion> = {}): CaseJudgement {
  const question = {
    subscription: aSubscription(),
    caseNumber: CASE,
    matched: [matched({})],
    conflicts: [],
  };
  return judgeCase({ ...question, ...changed }, MEASURE);
}

export const SETTING: NoticeSetting = {
  laws: COMMON.laws,
  windowStart: '2025-08-12',
  signals: [],
};
