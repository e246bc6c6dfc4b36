import { dateOf, digits, FIRST_DAY, LAST_DAY } from './days.mjs';
import { crimeArticle, minorArticle } from './offences.mjs';
import { weighted } from './random.mjs';

export const DECISION_COLUMNS = [
  'decision_id',
  'version',
  'status',
  'source',
  'kind',
  'grounds',
  'registered_at',
  'decided_on',
  'irrevocable_on',
  'case_number',
  'fact_number',
  'offence_class',
  'articles',
  'offence_from',
  'offence_until',
  'fine_eur',
  'bsn',
  'skn',
  'family_name',
  'name_prefix',
  'given_names',
  'birth_date',
  'ecli',
];

const OFFICES = ['01', '02', '03', '05', '08', '09', '10', '13', '15', '16', '18', '20'];
const COURTS = ['RBAMS', 'RBDHA', 'RBGEL', 'RBLIM', 'RBMNE', 'RBNHO', 'RBNNE', 'RBOBR', 'RBROT'];
const COURT_KINDS = new Set(['VEROORDELING', 'SCHULDIG_ZONDER_STRAF', 'VRIJSPRAAK', 'OVAR']);
const CRIME_KINDS = weighted({
  DAGVAARDING: 52,
  STRAFBESCHIKKING: 17,
  VEROORDELING: 23,
  TRANSACTIE: 5,
  VOORWAARDELIJK_SEPOT: 3,
});
const MINOR_KINDS = weighted({
  STRAFBESCHIKKING: 55,
  DAGVAARDING: 20,
  VEROORDELING: 20,
  TRANSACTIE: 5,
});
const FINES = ['95.00', '110', '130.00', '180.00', '250.00', '280', '400.00', '650.00', '1000.00'];
const SHARE_WITH_SKN = 0.5;
const SHARE_WITH_ECLI = 0.25;

/**
 * @typedef {Record<string, string>} Row a decision by column
 * @typedef {object} Case what the rows of one case have in common
 * @property {import('./random.mjs').Random} random
 * @property {{ seed: number, isPlain: boolean }} options
 * @property {number} index
 * @property {number} day on which its first row is registered, in days since 1970
 * @property {number} rows how many were made so far
 * @property {import('./person.mjs').Person} person
 * @property {import('./subscriptions.mjs').Subscriber | null} subscriber
 * @property {() => import('./person.mjs').Person} anotherPerson
 * @property {(skn: string, bsn: string) => void} addIdentity
 * @property {(row: Row, sector: string) => void} addEarlierSignal
 * @property {string} caseNumber
 * @property {number} offenceDay
 * @property {string} skn
 */

/**
 * The case number, day of offence and SKN of a case.
 * @param {import('./random.mjs').Random} random @param {number} day @param {number} index
 */
export function caseFields(random, day, index) {
  const offenceDay = day - random.between(30, random.chance(0.05) ? 1400 : 450);
  const year = dateOf(offenceDay + 20).slice(2, 4);
  return {
    caseNumber: `${random.pick(OFFICES)}/${digits((index * 7919 + 104_729) % 1_000_000, 6)}-${year}`,
    offenceDay,
    hasSkn: random.chance(SHARE_WITH_SKN),
  };
}

/**
 * The next decision in a case.
 * @param {Case} of @param {'MISDRIJF' | 'OVERTREDING'} offenceClass @param {Row} [changes]
 * @returns {Row}
 */
export function nextDecision(of, offenceClass, changes = {}) {
  const { random, person, day } = of;
  const isMinor = offenceClass === 'OVERTREDING';
  const kind = changes.kind ?? (isMinor ? MINOR_KINDS(random) : CRIME_KINDS(random));
  const isCourt = COURT_KINDS.has(kind);
  const registered = Math.min(day + of.rows * random.between(0, 3), Math.max(LAST_DAY, day));
  const decided = Math.max(registered - random.between(0, 12), of.offenceDay + 1);
  const stem = isCourt ? 'RB' : kind === 'STRAFBESCHIKKING' ? 'CJ' : 'OM';
  of.rows += 1;
  return {
    decision_id: `${stem}${digits(of.index, 9)}${of.rows > 1 ? `-${of.rows}` : ''}`,
    source: isCourt ? 'RECHTSPRAAK' : 'OM',
    kind,
    registered_at: registeredAt(of, registered),
    decided_on: dateOf(decided),
    irrevocable_on: kind === 'VEROORDELING' && random.chance(0.5) ? dateOf(decided + 14) : '',
    case_number: of.caseNumber,
    offence_class: offenceClass,
    articles: isMinor ? minorArticle(random) : crimeArticle(random, of.offenceDay),
    offence_from: dateOf(of.offenceDay),
    fine_eur: hasFine(random, kind, isMinor) ? random.pick(FINES) : '',
    bsn: person.bsn,
    skn: of.skn,
    family_name: person.familyName,
    name_prefix: person.namePrefix,
    given_names: person.givenNames,
    birth_date: person.birthDate,
    ecli: isCourt && random.chance(SHARE_WITH_ECLI) ? ecli(random, decided) : '',
    ...changes,
  };
}

/** A moment of a working day, in one of the forms of the contract. @param {Case} of @param {number} day */
export function registeredAt(of, day) {
  const { random } = of;
  const date = dateOf(day);
  const minute = digits(random.below(60), 2);
  const second = digits(random.below(60), 2);
  const hour = random.between(day === FIRST_DAY ? 9 : 7, 21);
  const form = of.options.isPlain ? 99 : random.below(100);
  if (form < 4) return `${date}T${digits(hour - 2, 2)}:${minute}:${second}Z`;
  if (form < 6) return `${date}T${digits(hour, 2)}:${minute}+02:00`;
  if (form < 8) return `${date}T${digits(hour, 2)}:${minute}:${second}.${random.below(1000)}+02:00`;
  return `${date}T${digits(hour, 2)}:${minute}:${second}+02:00`;
}

/** @param {import('./random.mjs').Random} random @param {string} kind @param {boolean} isMinor */
function hasFine(random, kind, isMinor) {
  if (kind === 'STRAFBESCHIKKING') return random.chance(isMinor ? 0.9 : 0.6);
  return kind === 'VEROORDELING' && isMinor && random.chance(0.6);
}

/** @param {import('./random.mjs').Random} random @param {number} decided */
function ecli(random, decided) {
  return `ECLI:NL:${random.pick(COURTS)}:${dateOf(decided).slice(0, 4)}:${random.between(1, 9999)}`;
}
