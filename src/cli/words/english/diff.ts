import type { Cause } from '../../../audit/diff-causes.ts';
import type { Difference, RunDiff } from '../../../audit/diff-runs.ts';
import type { Asked } from '../../../audit/told-run.ts';

type Codes<Code extends string> = Readonly<Record<Code, string>>;
type RowCause = Extract<Cause, { change: string }>;
type OtherCause = Exclude<Cause, RowCause>;

const ASKED: Codes<Asked> = {
  WINDOW: 'window',
  AS_OF_DATE: 'as-of date',
  PROGRAM_VERSION: 'program version',
  RULES: 'rules',
  DECISIONS: 'decisions',
  SUBSCRIPTIONS: 'subscriptions',
  IDENTITIES: 'identities',
  ALREADY_SIGNALLED: 'already signalled',
};
const TITLES: Codes<Difference['what']> = {
  NOTICE: 'notices',
  REVIEW: 'reviews',
  CONSIDERED: 'considered',
};
const NAMES: Codes<Difference['what']> = {
  NOTICE: 'notice',
  REVIEW: 'review',
  CONSIDERED: 'considered',
};
const CHANGES: Codes<Difference['change']> = { CAME: 'came', WENT: 'went', CHANGED: 'changed' };
const ROW_CHANGES: Codes<RowCause['change']> = { NEW: 'new', CHANGED: 'changed', GONE: 'gone' };
const CAUSES: Codes<OtherCause['cause']> = {
  RULE: 'the rules are others',
  AS_OF_DATE: 'the as-of date is another',
  PROGRAM_VERSION: 'the program is of another version',
  WINDOW: 'the window is another',
  REVIEW_ANSWER: 'a review item was answered',
  EARLIER_RUNS: 'earlier runs had told the ledger other things',
  UNEXPLAINED:
    'UNEXPLAINED: a run does not say what its inputs, rules and ledger give with this version of the program; verify both',
};
const MISSING: Codes<NonNullable<RunDiff['missing']>> = {
  INPUTS:
    'to know which: give the input files of both runs (--decisions, --subscriptions, …) and their ledger',
  RULES_BEFORE:
    'to know which: give the rule files of the earlier run too (--rules-before <folder>)',
};

/** What one run says otherwise than another. */
export const DIFF = {
  asked: ASKED,
  titles: TITLES,
  names: NAMES,
  changes: CHANGES,
  rowChanges: ROW_CHANGES,
  causes: CAUSES,
  missing: MISSING,
  before: 'before',
  now: 'now',
  differs: 'differs',
  of: 'of',
  because: 'because',
  was: (before: string, now: string) => `${before} before, ${now} now`,
  same: 'the same',
  fact: (fact: string) => ` fact ${fact}`,
  ofNotice: (subscription: string, noticeId: string) => `${subscription}, notice ${noticeId}`,
  oneOf: 'of one of these: ',
  and: ', and ',
  or: ', or ',
  inputRow: (row: string, change: string) => `the input row ${row} is ${change}`,
  subscription: (change: string) => `the subscription is ${change}`,
};
