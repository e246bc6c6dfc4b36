import { dateOf, digits, FIRST_DAY, LAST_DAY } from './days.mjs';
import { caseFields, DECISION_COLUMNS } from './decision.mjs';
import { personAt } from './person.mjs';
import { weighted } from './random.mjs';
import { rejectedRow } from './rejected-rows.mjs';
import { OTHER_SHARES, QUOTED_SHARES, SUBSCRIBED_SHARES } from './shares.mjs';
import { SITUATIONS } from './situations.mjs';
import { subscriberAt } from './subscriptions.mjs';

export { DECISION_COLUMNS };

const SALT = 3;
const PLAIN_SHARES = weighted({ crime: 75, minorOffence: 25 });
const SUBSCRIBED = weighted(SUBSCRIBED_SHARES);
const OTHERS = weighted(OTHER_SHARES);
const EACH_ONCE = Object.keys(SUBSCRIBED_SHARES);
const QUOTED = weighted(QUOTED_SHARES);
// Situations that need a subscription under a BSN, of one sector or of a short number.
const NEEDS_BSN = new Set(['signalledBefore', 'ambiguousSkn', 'otherBirthDate', 'shortBsn']);
// Fewer subscribers than subscriptions: some have two.
const SUBSCRIBERS_PER_SUBSCRIPTION = 0.85;

/**
 * @typedef {object} Files
 * @property {(row: Record<string, string>) => import('./csv-file.mjs').CsvFile} decisionsOf
 * @property {import('./csv-file.mjs').CsvFile | null} identities
 * @property {import('./csv-file.mjs').CsvFile | null} earlierSignals
 */

/**
 * Writes exactly as many decision rows as asked, case by case.
 * @param {import('./random.mjs').Random} random
 * @param {import('../generate-data.mjs').Options} options @param {Files} files
 */
export function writeDecisions(random, options, files) {
  const turns = { subscribed: 0, rejected: 0 };
  let written = 0;
  for (let index = 1; written < options.decisions; index += 1) {
    const progress = written / options.decisions;
    const made = makeCase(random, options, { index, progress, turns, files });
    for (const { row, line } of made.rows.slice(0, options.decisions - written)) {
      const file = files.decisionsOf(row);
      if (line === null) file.write(row, made.quotedColumn);
      else file.writeRaw(line);
      written += 1;
    }
  }
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {import('../generate-data.mjs').Options} options
 * @param {{ index: number, progress: number, turns: { subscribed: number, rejected: number }, files: Files }} at
 */
function makeCase(random, options, { index, progress, turns, files }) {
  random.reseed(options.seed, SALT, index);
  const isSubscribed = options.subscriptions > 0 && random.chance(options.matchShare);
  const situation = pickSituation(random, options, isSubscribed ? turns.subscribed++ : -1);
  const subscriber = isSubscribed ? pickSubscriber(random, options, situation) : null;
  const person = subscriber?.person ?? anotherPerson(random, options);
  random.reseed(options.seed, SALT, index, 1);
  const quotedColumn = random.chance(options.quotedShare) ? quote(random, person) : undefined;
  const days = LAST_DAY - FIRST_DAY + 1;
  const day = FIRST_DAY + Math.min(days - 1, Math.floor(progress * days));
  const { caseNumber, offenceDay, hasSkn } = caseFields(random, day, index);
  /** @type {import('./decision.mjs').Case} */
  const of = {
    random,
    options,
    index,
    day,
    rows: 0,
    person,
    subscriber,
    caseNumber,
    offenceDay,
    skn: hasSkn ? person.skn : '',
    anotherPerson: () => elsewhere(options, index),
    addIdentity: (skn, bsn) => files.identities?.write({ skn, bsn }),
    addEarlierSignal: (row, sector) => files.earlierSignals?.write(earlierSignal(of, row, sector)),
  };
  if (subscriber !== null && !subscriber.hasBsn) {
    // The chain does not know the number of such a person either.
    person.bsn = '';
    of.skn = person.skn;
  }
  if (situation === 'rejected') return { rows: [rejectedRow(of, turns.rejected++)], quotedColumn };
  return { rows: SITUATIONS[situation](of).map((row) => ({ row, line: null })), quotedColumn };
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {import('../generate-data.mjs').Options} options
 * @param {number} turn of a subscribed person; -1 for others
 */
function pickSituation(random, options, turn) {
  if (options.isPlain) return PLAIN_SHARES(random);
  if (turn < 0) return OTHERS(random);
  return EACH_ONCE[turn] ?? SUBSCRIBED(random);
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {import('../generate-data.mjs').Options} options @param {string} situation
 */
function pickSubscriber(random, options, situation) {
  const count = Math.max(1, Math.floor(options.subscriptions * SUBSCRIBERS_PER_SUBSCRIPTION));
  const first = random.below(count);
  const tries = NEEDS_BSN.has(situation) ? Math.min(count, 500) : 1;
  let found = null;
  for (let step = 0; step < tries; step += 1) {
    found = subscriberAt(random, options, (first + step) % count);
    if (tries === 1 || fits(found, situation)) break;
  }
  return found;
}

/** @param {import('./subscriptions.mjs').Subscriber} subscriber @param {string} situation */
function fits(subscriber, situation) {
  if (situation === 'shortBsn') return subscriber.hasBsn && subscriber.person.bsn.startsWith('0');
  return subscriber.situation === 'active';
}

/** Somebody without a subscription. @param {import('./random.mjs').Random} random @param {import('../generate-data.mjs').Options} options */
function anotherPerson(random, options) {
  const pool = Math.max(1, Math.floor(options.decisions * 0.7));
  return personAt(random, options.seed, options.subscriptions + random.below(pool));
}

/** The same, without disturbing the numbers of the case. @param {import('../generate-data.mjs').Options} options @param {number} index */
function elsewhere(options, index) {
  const random = new options.Random(options.seed, SALT, index, 2);
  return anotherPerson(random, options);
}

/** @param {import('./random.mjs').Random} random @param {import('./person.mjs').Person} person */
function quote(random, person) {
  const style = QUOTED(random);
  if (style === 'needless') return 'family_name';
  person.givenNames = style === 'comma' ? `${person.givenNames}, Jo` : `${person.givenNames} "Jo"`;
  return undefined;
}

/** @param {import('./decision.mjs').Case} of @param {Record<string, string>} row @param {string} sector */
function earlierSignal(of, row, sector) {
  return {
    sector,
    bsn: row.bsn,
    offence_on: dateOf(of.offenceDay + of.random.between(-1, 1)),
    signalled_at: `${dateOf(FIRST_DAY + of.random.between(26, 50))}T12:00:00+02:00`,
    reference: `NP-2025-${digits(of.index, 6)}`,
  };
}
