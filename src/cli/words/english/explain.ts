import type { ExplainedFact, ExplainedRow } from '../../../run/explanation.ts';

type Ends = Readonly<Record<ExplainedRow['end'], string>>;
type Outcomes = Readonly<Record<ExplainedFact['outcome'], string>>;

/** Why a row ended where it did (contract 4). */
const ENDS: Ends = {
  ACCEPTED: 'valid, and taken into account',
  REJECTED:
    'it breaks the rules of contract 2, so nobody read what it says; it stands in rejects.csv',
  OUTSIDE_WINDOW: 'it was registered outside the window (contract 1)',
  NO_SUBSCRIPTION:
    'no subscription that was supplied or is remembered is of its person: by BSN, SKN, or name and birth date (contract 3.1)',
  DUPLICATE: 'it repeats an earlier row of the same version (contract 3.2)',
  CONFLICTING:
    'other rows of the same version say something else, so that none of them holds (contract 3.2)',
  SUPERSEDED: 'a higher version of the decision is in force (contract 3.2, 3.9)',
  WITHDRAWN: 'it withdraws the decision, which speaks no more (contract 3.2)',
  OVERRULED:
    'another decision governs every fact that it speaks of, or its ground is 99 (contract 3.3)',
  NOTICE: 'it governs a fact of which a notice stands',
  REVIEW: 'it governs a fact that a person must look at',
  CONSIDERED: 'what it says was weighed and led to no notice; the facts below say why',
};

const OUTCOMES: Outcomes = {
  CLEARED: 'it clears the person (3.4)',
  NOT_WEIGHED: 'such a dismissal is not weighed (3.4)',
  NOT_REGISTRABLE: 'a minor offence that does not enter the register (3.4)',
  NOT_RELEVANT: 'no article is relevant in this sector (3.5)',
  OUTSIDE_LOOKBACK: 'relevant, but longer ago than the sector looks back (3.6)',
  SUBSCRIPTION_ENDED: 'the subscription holds no longer (3.7)',
  REVIEW: 'a person must decide (3.8)',
  NOTICE: 'relevant and inside the look-back (3.8)',
};

/** The way of a decision or a person through a run. */
export const EXPLAIN = {
  ends: ENDS,
  outcomes: OUTCOMES,
  rows: '1. Rows',
  noRow: 'in no input of this run',
  row: (place: string, line: number | string, what: string) => `${place}, line ${line}: ${what}`,
  versions: '2. Versions',
  noDecision: 'no decision of it took part',
  noVersion: 'no version is in force',
  inForce: (version: number) => `version ${version} is in force`,
  withdrawn: 'withdrawn',
  conflicts: (rows: number) => `${rows} rows in conflict`,
  unheard: 'unknown to earlier runs',
  remembered: (version: number) => `version ${version} was remembered`,
  purged: (version: number, date: string | null, digest: string) =>
    `version ${version}, purged${date === null ? '' : ` on ${date}`}: what it says is remembered, whom it names is not; in purged.json under ${digest}`,
  matches: (count: number) =>
    `its rows match ${count} ${count === 1 ? 'subscription' : 'subscriptions'}`,
  cases: '3. Subscriptions and cases',
  noCase: 'none was judged',
  held: (status: string, from: string, until: string | null) =>
    `${status} from ${from}${until === null ? '' : ` until ${until}`}`,
  judged: (asOf: string) => `judged as of ${asOf}`,
  notSupplied: 'as remembered: no row of it was accepted',
  match: (decision: string, route: string) => `${decision} matches by ${route}`,
  doubt: (doubt: string) => `for review: ${doubt}`,
  nameDiffers: 'the name differs',
  noMatch: 'no decision in force matches it',
  conflict: (reference: string, what: string) =>
    `fact !, rows of ${reference} say different things (3.2): ${what}`,
  blocked: 'while a conflict is open no notice of this case is retracted (3.9)',
  before: (notice: string | null) => `before: ${notice ?? 'no notice was issued'}`,
  now: (notice: string | null) => `now: ${notice ?? 'no notice'}`,
  noticeVersion: (version: number, action: string) => `version ${version}, ${action}`,
  notice: (noticeId: string, version: string) => `notice ${noticeId} ${version}`,
  sent: (event: string, tries: number) =>
    `sent: ${event}, ${tries} ${tries === 1 ? 'try' : 'tries'}`,
  lastAt: (time: string) => `last at ${time}`,
  answer: (status: number) => `answer ${status}`,
  fact: (fact: string, decision: string, what: string) =>
    `fact ${fact}, governed by ${decision}: ${what}`,
  onGround: (grounds: string) => ` on ground ${grounds}`,
  ofDate: (date: string) => ` of ${date}`,
  irrevocable: (date: string) => `, irrevocable on ${date}`,
  period: (from: string, until: string) => `${from} to ${until}`,
  fromFolder: (runId: string) => `${runId}, from its folder alone`,
  giveInputs:
    'Give the inputs of the run (--decisions, --subscriptions, …) to see how that came about.',
  retracted: 'what it said holds no longer (3.9)',
  withoutBsn:
    'considered.csv has no BSNs: what was weighed and led to no notice is found by --subscription.',
  notListed:
    'Not listed in this run: no row was judged to matter, or none was there. rejects.csv may hold it\n' +
    'unread. Give the inputs of the run (--decisions, --subscriptions, …) to find out which.',
};
