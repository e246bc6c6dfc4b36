import type { DeliveryRecord } from '../notice/outbox.ts';
import {
  type ExplainedCase,
  type ExplainedDecision,
  type ExplainedFact,
  type ExplainedRow,
  type Explanation,
  placeOf,
} from '../run/explanation.ts';

/** Why a row ended where it did (contract 4). */
const ENDS: Readonly<Record<ExplainedRow['end'], string>> = {
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

const OUTCOMES: Readonly<Record<ExplainedFact['outcome'], string>> = {
  CLEARED: 'it clears the person (3.4)',
  NOT_WEIGHED: 'such a dismissal is not weighed (3.4)',
  NOT_REGISTRABLE: 'a minor offence that does not enter the register (3.4)',
  NOT_RELEVANT: 'no article is relevant in this sector (3.5)',
  OUTSIDE_LOOKBACK: 'relevant, but longer ago than the sector looks back (3.6)',
  SUBSCRIPTION_ENDED: 'the subscription holds no longer (3.7)',
  REVIEW: 'a person must decide (3.8)',
  NOTICE: 'relevant and inside the look-back (3.8)',
};

/** The explanation for people, step by step. */
export function describeExplanation(
  { runId, rows, decisions, cases }: Explanation,
  deliveries: readonly DeliveryRecord[],
): string {
  const judged = decisions.flatMap((decision) => decision.rows);
  const shown = new Set(rows.map(placeOf));
  const all = [...rows, ...judged.filter((row) => !shown.has(placeOf(row)))];
  const lines = [
    runId,
    '',
    '1. Rows',
    ...(all.length === 0 ? ['   in no input of this run'] : all.map(describeRow)),
    '',
    '2. Versions',
    ...(decisions.length === 0
      ? ['   no decision of it took part']
      : decisions.map(describeDecision)),
    '',
    '3. Subscriptions and cases',
    ...(cases.length === 0
      ? ['   none was judged']
      : cases.flatMap((each) => describeCase(each, deliveries))),
  ];
  return `${lines.map(withoutControls).join('\n')}\n`;
}

function describeRow({ input, file, line, id, errors, end }: ExplainedRow): string {
  const codes = errors.length > 0 ? ` (${errors.join(', ')})` : '';
  return `   ${input} ${file}, line ${line}: ${id} ${end}${codes}: ${ENDS[end]}`;
}

function describeDecision(decision: ExplainedDecision): string {
  const { inForce, isWithdrawn, conflict, remembered, matches } = decision;
  const parts = [
    inForce === null ? 'no version is in force' : `version ${inForce} is in force`,
    ...(isWithdrawn ? ['withdrawn'] : []),
    ...(conflict > 0 ? [`${conflict} rows in conflict`] : []),
    remembered === null ? 'unknown to earlier runs' : `version ${remembered} was remembered`,
    `its rows match ${matches} ${matches === 1 ? 'subscription' : 'subscriptions'}`,
  ];
  return `   ${decision.decision}: ${parts.join(', ')}`;
}

function describeCase(each: ExplainedCase, deliveries: readonly DeliveryRecord[]): string[] {
  const { noticeId, sector, subscriptionId, isSupplied, asOf, hasConflict, before, now } = each;
  const { status, validFrom, validUntil } = each.subscription;
  const sent = deliveries.filter((record) => record.noticeId === noticeId);
  return [
    `   ${sector} ${subscriptionId}, ${status} from ${validFrom}${validUntil === null ? '' : ` until ${validUntil}`}, judged as of ${asOf}${isSupplied ? '' : ', as remembered: no row of it was accepted'}`,
    ...each.matched.map(
      ({ decision, route, doubt, nameDiffers }) =>
        `     ${decision} matches by ${route}${doubt === null ? '' : `, for review: ${doubt}`}${nameDiffers ? ', the name differs' : ''}`,
    ),
    ...(each.matched.length === 0 ? ['     no decision in force matches it'] : []),
    ...each.facts.flatMap(describeFact),
    ...(hasConflict ? ['     fact !: rows of one version conflict: REVIEW (3.2, 3.8)'] : []),
    `     before: ${before === null ? 'no notice was issued' : `version ${before.version}, ${before.action}`}`,
    `     now: ${now === null ? 'no notice' : `notice ${noticeId} version ${now.version}, ${now.action}${now.flags.length > 0 ? `, ${now.flags.join(' ')}` : ''}`}`,
    ...sent.map(
      ({ eventId, state, attempts, lastAt, status }) =>
        `     sent: ${eventId} ${state}, ${attempts} tries${lastAt === '' ? '' : `, last at ${lastAt}`}${status === null ? '' : `, answer ${status}`}`,
    ),
  ];
}

function describeFact(each: ExplainedFact): readonly string[] {
  const { fact, governedBy, outcome, rule, reasons, values } = each;
  const why = [...(rule === '' ? [] : [rule]), ...reasons].join(' ');
  const { kind, grounds, articles, offenceFrom, offenceUntil, decidedOn, irrevocableOn } = values;
  const ground = grounds.length > 0 ? ` on ground ${grounds.join(' ')}` : '';
  const final = irrevocableOn === null ? '' : `, irrevocable on ${irrevocableOn}`;
  return [
    `     fact ${fact}, governed by ${governedBy}: ${outcome} ${why}: ${OUTCOMES[outcome]}`,
    `       ${kind}${ground} of ${decidedOn}${final}; ${articles.join(', ')}; ${offenceFrom} to ${offenceUntil}`,
  ];
}

/** An id may hold anything where its row was refused: no control character reaches the terminal. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, '?');
}
