import { dateOf, dayOf, digits, FIRST_DAY, LAST_DAY } from './days.mjs';
import { bsnAtStem, personAt } from './person.mjs';
import { weighted } from './random.mjs';
import { SUBSCRIPTION_SHARES, TAXI_SHARE } from './shares.mjs';

export const SUBSCRIPTION_COLUMNS = [
  'subscription_id',
  'sector',
  'bsn',
  'skn',
  'family_name',
  'name_prefix',
  'given_names',
  'birth_date',
  'role',
  'status',
  'valid_from',
  'valid_until',
  'vog_issued_on',
  'register_ref',
  'organisation_ref',
];

const SALT = 2;
const DAYS_OF_A_CARD = 1826;
const SHORT_BSN_EVERY = 97;
const OLDEST_CHILDCARE = dayOf('2018-03-01');
const OLDEST_TAXI = dayOf('2020-10-15');
const CHILDCARE_ROLES = weighted({
  MEDEWERKER: 60,
  GASTOUDER: 12,
  HUISGENOOT: 14,
  STAGIAIR: 6,
  VRIJWILLIGER: 3,
  HOUDER: 3,
  BEHEERDER: 2,
});
const TAXI_ROLES = weighted({ CHAUFFEURSKAART: 90, CHAUFFEURSKAART_BEPERKT: 6, LWT: 4 });
const pickSituation = weighted(SUBSCRIPTION_SHARES);
const EACH_ONCE = /** @type {(keyof typeof SUBSCRIPTION_SHARES)[]} */ (
  Object.keys(SUBSCRIPTION_SHARES)
);

/**
 * @typedef {object} Subscriber
 * @property {import('./person.mjs').Person} person
 * @property {keyof typeof SUBSCRIPTION_SHARES} situation
 * @property {string} sector
 * @property {boolean} hasBsn the subscription is held under the person's BSN
 */

/**
 * The subscriber with that number: decisions and subscriptions agree on who it is.
 * @param {import('./random.mjs').Random} random
 * @param {{ seed: number, isPlain: boolean }} options @param {number} index
 * @returns {Subscriber}
 */
export function subscriberAt(random, options, index) {
  const person = personAt(random, options.seed, index);
  random.reseed(options.seed, SALT, index);
  const situation = options.isPlain ? 'active' : (EACH_ONCE[index] ?? pickSituation(random));
  const isTaxi = situation === 'nonResident' || random.chance(TAXI_SHARE);
  if (!options.isPlain && index % SHORT_BSN_EVERY === SHORT_BSN_EVERY - 1) {
    person.bsn = bsnAtStem(1 + Math.floor(index / SHORT_BSN_EVERY));
  }
  return {
    person,
    situation,
    sector: isTaxi ? 'TAXI' : 'KINDEROPVANG',
    hasBsn: !['nonResident', 'onlySkn', 'noNumber'].includes(situation),
  };
}

/**
 * The subscription rows of a subscriber, one or two. Call it right after `subscriberAt` with the same
 * generator.
 * @param {import('./random.mjs').Random} random
 * @param {Subscriber} subscriber @param {number} index
 * @returns {Record<string, string>[]}
 */
export function subscriptionRows(random, subscriber, index) {
  const row = baseRow(random, subscriber, subscriber.sector, index);
  const { situation } = subscriber;
  CHANGES[situation]?.(row, random);
  if (situation === 'repeated') return [row, row];
  if (situation === 'doubledId') return [row, { ...row, role: 'ANDERS' }];
  if (situation !== 'bothSectors') return [row];
  const other = subscriber.sector === 'TAXI' ? 'KINDEROPVANG' : 'TAXI';
  return [row, baseRow(random, subscriber, other, index)];
}

/** @type {Partial<Record<string, (row: Record<string, string>, random: import('./random.mjs').Random) => void>>} */
const CHANGES = {
  ended: (row) => Object.assign(row, { status: 'ENDED' }),
  blocked: (row) => Object.assign(row, { status: 'BLOCKED' }),
  suspended: (row) => Object.assign(row, { status: 'SUSPENDED' }),
  expired: (row, random) => {
    row.valid_until = dateOf(random.between(FIRST_DAY - 200, LAST_DAY - 5));
  },
  future: (row, random) => {
    row.valid_from = dateOf(random.between(LAST_DAY + 5, LAST_DAY + 60));
  },
  joinedInWindow: (row, random) => {
    row.valid_from = dateOf(random.between(FIRST_DAY, LAST_DAY));
    row.vog_issued_on = dateOf(FIRST_DAY - random.between(1, 30));
  },
  certificateInWindow: (row, random) => {
    row.valid_from = dateOf(random.between(FIRST_DAY + 10, LAST_DAY));
    row.vog_issued_on = dateOf(random.between(FIRST_DAY + 1, FIRST_DAY + 10));
  },
  nonResident: (row, random) => {
    row.bsn = `NI${digits(random.below(1_000_000), 6)}`;
  },
  onlySkn: (row) => Object.assign(row, { skn: row.skn_of_person, bsn: '' }),
  noNumber: (row) => Object.assign(row, { bsn: '' }),
  birthDayUnknown: (row) => {
    row.birth_date = `${row.birth_date.slice(0, 8)}00`;
  },
  birthMonthUnknown: (row) => {
    row.birth_date = `${row.birth_date.slice(0, 5)}00-00`;
  },
  rejected: (row, random) => {
    const fault = random.pick([
      { bsn: `${row.bsn.slice(0, 8)}${(Number(row.bsn[8]) + 1) % 10}` },
      { valid_from: '31-12-2024' },
      { status: 'ACTIEF', valid_from: '' },
      { sector: 'BEWAKING' },
      { family_name: '', birth_date: '1980-13-01' },
    ]);
    Object.assign(row, fault);
  },
};

/**
 * @param {import('./random.mjs').Random} random @param {Subscriber} subscriber
 * @param {string} sector @param {number} index
 * @returns {Record<string, string>}
 */
function baseRow(random, subscriber, sector, index) {
  const { person } = subscriber;
  const isTaxi = sector === 'TAXI';
  const from = random.between(isTaxi ? OLDEST_TAXI : OLDEST_CHILDCARE, FIRST_DAY - 20);
  return {
    subscription_id: `${isTaxi ? 'CK' : 'PRK'}${digits(index + 1, 8)}`,
    sector,
    bsn: person.bsn,
    skn: '',
    skn_of_person: person.skn,
    family_name: person.familyName,
    name_prefix: person.namePrefix,
    given_names: person.givenNames,
    birth_date: person.birthDate,
    role: isTaxi ? TAXI_ROLES(random) : CHILDCARE_ROLES(random),
    status: random.chance(0.5) ? 'ACTIVE' : '',
    valid_from: dateOf(from),
    valid_until: isTaxi ? dateOf(from + DAYS_OF_A_CARD) : '',
    vog_issued_on: dateOf(from - random.between(1, 50)),
    register_ref: isTaxi ? `C${digits(random.below(100_000), 5)}` : '',
    organisation_ref: isTaxi ? '' : `LRK${digits(random.below(1_000_000_000), 9)}`,
  };
}
