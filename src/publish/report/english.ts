import { withNoun } from './format.ts';
import type { ReportWords } from './words.ts';

/** For the English copy that `report` writes elsewhere. */
export const ENGLISH: ReportWords = {
  lang: 'en',
  thousands: ',',
  months:
    'January February March April May June July August September October November December'.split(
      ' ',
    ),
  title: 'Catch-up screening: report of a run',
  run: 'Run',
  file: 'file',
  files: 'files',
  question: {
    heading: 'The question',
    ask: (from, until) =>
      `Which decisions, registered from ${from} until ${until}, concern somebody under continuous screening?`,
    asOf: (day) => `The question is asked as of ${day}.`,
    sources: (decisions, subscriptions) =>
      `Read were ${decisions} of decisions and ${subscriptions} of subscriptions.`,
  },
  answer: {
    heading: 'The answer',
    read: (rows) =>
      `${withNoun(rows, 'decision was', 'decisions were')} read; every row has exactly one end.`,
    came: (notices, actions, reviews) =>
      `They led to ${withNoun(notices, 'notice', 'notices')}${actions}; ${withNoun(reviews, 'case', 'cases')} must be decided by a person first.`,
    rejected: (rows, touching) =>
      `Of all inputs ${withNoun(rows, 'row was', 'rows were')} rejected; ${withNoun(touching, 'of them concerns', 'of them concern')} somebody under screening.`,
    caution: 'A notice asks a person to look again; it is no verdict.',
    figures: ['decisions read', 'notices', 'for review', 'rows rejected'],
  },
  funnel: {
    heading: 'The reconciliation',
    intro:
      'Every decision read drops out at one place or leads to an outcome. A bar shows what was left before that step; its coloured part ends there.',
    title: 'From rows read to outcomes',
    desc: (read, reached) =>
      `Funnel of ${read} decisions read, of which ${reached} led to an outcome. The table below gives every number.`,
    read: 'Read',
    caption: 'End of every decision',
    end: 'End',
    rows: 'Rows',
    left: 'Then left',
    total: 'Together',
    balance: (read, accounted) => `Read: ${read}. Accounted for: ${accounted}.`,
    files: 'Reconciliation per file',
    file: 'File',
    ends: 'Ends',
  },
  days: {
    heading: 'Decisions per day and source',
    intro: 'Valid rows inside the window, by local day of registration.',
    notCounted: 'No rows per day were counted for this run.',
    title: (source) => `Rows per day: ${source}`,
    desc: (rows, most, when, silent) =>
      `Together ${rows} rows; most on ${when}: ${most}. Days without a row: ${silent}. The table below gives every day.`,
    outage: (source, periods) => `Declared outage of ${source}: ${periods}.`,
    noOutage: 'No outage was declared for this window at the time of this run.',
    highest: (rows) => `highest: ${rows}`,
    silent: (source, count, days) =>
      `${source}: ${withNoun(count, 'day', 'days')} without a row${days === '' ? '' : ` (${days})`}.`,
    caption: 'Rows per day and source',
    day: 'Day',
    marked: 'Outage',
    mark: 'outage',
    legend: 'declared outage',
    to: 'to',
  },
  outcomes: {
    heading: 'Outcomes per sector and category',
    intro: 'Notices and reviews are counted per subscription and case, considered facts per fact.',
    title: (sector) => `Outcomes in sector ${sector}`,
    desc: (notices, reviews, considered) =>
      `${notices} notices, ${reviews} for review, ${considered} facts considered. The table below gives every number.`,
    notice: 'Notice',
    review: 'For review',
    considered: 'Considered',
    sector: 'Sector',
    outcome: 'Outcome',
    severity: 'Severity',
    count: 'Count',
    caption: 'Outcomes per sector and category',
    empty: 'This run has no outcome at all.',
  },
  attention: {
    heading: 'What needs attention',
    nothing: 'Nothing: no rejected rows and no cases for review.',
    touching: (rows) =>
      `First: ${withNoun(rows, 'rejected row concerns', 'rejected rows concern')} somebody under screening. Mend those and run the file again over the same window.`,
    touchingRows: 'Rejected rows that touch a subscription',
    more: (rows) => `And ${rows} more; rejects.csv names them all.`,
    reviews: (items) =>
      `${withNoun(items, 'case waits', 'cases wait')} for a person to decide (review.csv).`,
    reasons: 'Reasons for review; a case may have more than one',
    reason: 'Reason',
    rejects: (rows) =>
      `${withNoun(rows, 'other row was', 'other rows were')} rejected (rejects.csv).`,
    otherRejects: 'Other rejected rows, by error',
    input: 'Input',
    line: 'Line',
    errors: 'Errors',
    unknownColumns: (file, columns) => `Columns of ${file} that were not used: ${columns}.`,
    noLineEnd: (file) => `${file} does not end with a line end: check that the file is whole.`,
  },
  retractions: {
    heading: 'Retractions',
    none: 'This run retracts no earlier notice.',
    some: (count) =>
      `${withNoun(count, 'earlier notice was', 'earlier notices were')} retracted: what was said there holds no more. A retraction is sent, too.`,
    caption: 'Retracted notices',
    category: 'Category',
  },
  provenance: {
    heading: 'Provenance',
    inputs: 'Inputs',
    rules: 'Rules',
    version: 'Version',
    bytes: 'Bytes',
    profile: 'input profile',
    made: (version) => `Made with program version ${version}.`,
    previous: 'Manifest of the previous run (SHA-256):',
    first: 'This is the first run: there is no earlier manifest.',
    check:
      'This is a copy in English. The published page is in Dutch; it stands with its SHA-256 in manifest.json.',
  },
  codes: {
    decisions: 'Decisions',
    subscriptions: 'Subscriptions',
    identities: 'Identities',
    'already-signalled': 'Already signalled',
    ACCEPTED: 'Accepted',
    REJECTED: 'Rejected',
    OUTSIDE_WINDOW: 'Outside the window',
    NO_SUBSCRIPTION: 'No subscription',
    DUPLICATE: 'Duplicate',
    CONFLICTING: 'Conflicting',
    SUPERSEDED: 'Superseded by a higher version',
    WITHDRAWN: 'Withdrawn by the source',
    OVERRULED: 'Another decision governs',
    CONSIDERED: 'Considered',
    REVIEW: 'For review',
    NOTICE: 'Notice',
    CLEARED: 'Acquitted or no suspicion',
    NOT_WEIGHED: 'Carries no weight',
    NOT_REGISTRABLE: 'Minor offence that is not registered',
    NOT_RELEVANT: 'Not relevant to the sector',
    OUTSIDE_LOOKBACK: 'Outside the look-back',
    SUBSCRIPTION_ENDED: 'Subscription has ended',
    NEW: 'new',
    AMENDED: 'amended',
    UNCHANGED: 'unchanged',
    RETRACTED: 'retracted',
    BIRTH_DATE_MISMATCH: 'Birth date differs',
    CONFLICTING_VERSIONS: 'Conflicting rows of one version',
    NAME_AND_BIRTH_DATE_ONLY: 'Only name and birth date agree',
    OVAR: 'Discharged from prosecution',
    SKN_AMBIGUOUS: 'SKN is not unambiguous',
    UNKNOWN_ARTICLE: 'Unknown article of law',
    UNKNOWN_GROUND: 'Unknown ground of dismissal',
  },
};
