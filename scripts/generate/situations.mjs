import { dateOf, digits, FIRST_DAY, LAST_DAY } from './days.mjs';
import { nextDecision, registeredAt } from './decision.mjs';
import {
  crimeArticle,
  POLICY_GROUNDS,
  SERIOUS_ARTICLES,
  sexArticle,
  TECHNICAL_GROUNDS,
  UNKNOWN_ARTICLES,
  UNKNOWN_GROUNDS,
  UNKNOWN_LAWS,
} from './offences.mjs';

/**
 * @typedef {import('./decision.mjs').Case} Case
 * @typedef {import('./decision.mjs').Row} Row
 */

const SEX_REFORM_MARGIN = 480;

/** @param {Case} of @param {Row} [changes] */
const crime = (of, changes) => nextDecision(of, 'MISDRIJF', changes);
/** @param {Case} of @param {Row} [changes] */
const minor = (of, changes) => nextDecision(of, 'OVERTREDING', changes);
/** @param {Case} of @param {string} grounds */
const sepot = (of, grounds) => crime(of, { kind: 'SEPOT', grounds });

/**
 * The rows of one case, by situation (`rejected` stands in rejected-rows.mjs).
 * @type {Record<string, (of: Case) => Row[]>}
 */
export const SITUATIONS = {
  crime: (of) => [crime(of)],
  minorOffence: (of) => [minor(of)],
  numberedFacts: (of) =>
    ['1', '2', '3']
      .slice(0, of.random.between(2, 3))
      .map((fact) => crime(of, { fact_number: fact })),
  wholeCaseAndFact: (of) => {
    const articles = crimeArticle(of.random, of.offenceDay);
    return [
      crime(of, { kind: 'DAGVAARDING', articles: `${articles};350 Sr` }),
      crime(of, { kind: 'VEROORDELING', articles, fact_number: '1' }),
    ];
  },
  acquittedForGood: (of) => acquitted(of, { irrevocable_on: dateOf(of.day + 1) }),
  acquittedNotYetForGood: (of) => acquitted(of, {}),
  convictedAfterSummons: (of) => followed(of, 'VEROORDELING', {}),
  wronglySuspected: (of) => [
    crime(of, { kind: 'DAGVAARDING' }),
    sepot(of, of.random.pick(['01', '01', '09'])),
  ],
  technicalSepot: (of) => [sepot(of, of.random.pick(TECHNICAL_GROUNDS))],
  policySepot: (of) => [sepot(of, of.random.pick(POLICY_GROUNDS))],
  severalGrounds: (of) => [sepot(of, of.random.pick(['43;02', '02;43', '52; 40', '20;21;70']))],
  unknownGround: (of) => [sepot(of, of.random.pick(UNKNOWN_GROUNDS))],
  doubleBooking: (of) => [crime(of, { kind: 'DAGVAARDING' }), sepot(of, '99')],
  conditionalSepot: (of) => [crime(of, { kind: 'VOORWAARDELIJK_SEPOT' })],
  dismissed: (of) => [crime(of, { kind: 'OVAR' })],
  guiltyWithoutPenalty: (of) => [crime(of, { kind: 'SCHULDIG_ZONDER_STRAF' })],
  smallFine: (of) => [
    minor(of, { kind: 'STRAFBESCHIKKING', fine_eur: of.random.pick(['60', '129.99']) }),
  ],
  fineAtThreshold: (of) => [minor(of, { kind: 'STRAFBESCHIKKING', fine_eur: '130.00' })],
  correctedContent: (of) => {
    const first = crime(of);
    return [first, later(of, first, { version: '2', offence_from: dateOf(of.offenceDay - 1) })];
  },
  correctedPerson: (of) => {
    const first = crime(of);
    return [first, later(of, first, { version: '2', ...personColumns(of.anotherPerson()) })];
  },
  withdrawn: (of) => {
    const first = crime(of);
    return [first, later(of, first, { version: '2', status: 'WITHDRAWN' })];
  },
  duplicate: (of) => {
    const row = crime(of);
    return [row, row];
  },
  conflict: (of) => {
    const row = crime(of, { articles: '310 Sr' });
    return [row, { ...row, articles: '311 Sr' }];
  },
  lowerVersionLater: (of) => {
    const first = crime(of);
    return [{ ...first, version: '3' }, later(of, first, { version: '2', articles: '300 Sr' })];
  },
  beforeWindow: (of) => [
    crime(of, { registered_at: registeredAt(of, FIRST_DAY - of.random.between(1, 10)) }),
  ],
  afterWindow: (of) => [
    crime(of, { registered_at: registeredAt(of, LAST_DAY + of.random.between(4, 12)) }),
  ],
  oldDecisionLate: (of) => {
    const decided = of.day - of.random.between(200, 900);
    of.offenceDay = decided - of.random.between(30, 300);
    const irrevocable_on = dateOf(decided + 14);
    return [crime(of, { kind: 'VEROORDELING', decided_on: dateOf(decided), irrevocable_on })];
  },
  oldOffence: (of) => {
    of.offenceDay = of.day - of.random.between(1200, 2500);
    return [crime(of)];
  },
  period: (of) => {
    const last = Math.min(of.offenceDay + of.random.between(10, 300), of.day - 15);
    return [crime(of, { offence_until: dateOf(last) })];
  },
  sexOldNumbers: (of) => {
    of.offenceDay = of.day - of.random.between(SEX_REFORM_MARGIN, 2000);
    return [crime(of, { kind: 'DAGVAARDING', articles: sexArticle(of.random, of.offenceDay) })];
  },
  sexNewNumbers: (of) => {
    of.offenceDay = of.day - of.random.between(30, 360);
    return [crime(of, { kind: 'DAGVAARDING', articles: sexArticle(of.random, of.offenceDay) })];
  },
  unknownArticle: (of) => [crime(of, { articles: of.random.pick(UNKNOWN_ARTICLES) })],
  unknownLaw: (of) => [crime(of, { articles: of.random.pick(UNKNOWN_LAWS) })],
  severalArticles: (of) => [
    crime(of, {
      articles: of.random.pick(['310 Sr;311 Sr', '2 Opiumwet; 10 lid 3 Opiumwet', '300 sr;266 Sr']),
    }),
  ],
  onlySkn: (of) => bySkn(of, false),
  skn: (of) => [crime(of, { skn: of.person.skn })],
  ambiguousSkn: (of) => bySkn(of, true),
  nameOnly: (of) => [crime(of, { bsn: '', skn: '' })],
  otherBirthDate: (of) => [crime(of, { birth_date: of.anotherPerson().birthDate })],
  birthDayUnknown: (of) => [
    crime(of, {
      birth_date: `${of.person.birthDate.slice(0, of.random.chance(0.5) ? 8 : 5)}00-00`.slice(
        0,
        10,
      ),
    }),
  ],
  otherName: (of) => [crime(of, { family_name: of.anotherPerson().familyName })],
  signalledBefore: (of) => {
    const row = crime(of, { kind: 'DAGVAARDING', articles: of.random.pick(SERIOUS_ARTICLES) });
    if (of.subscriber !== null) of.addEarlierSignal(row, of.subscriber.sector);
    return [row];
  },
  shortBsn: (of) => [crime(of, { bsn: of.person.bsn.replace(/^0/, '') })],
  quotedBreak: (of) => [
    crime(of, {
      given_names: `${of.person.givenNames}\n"${digits(of.index % 10, 1)}e naam", zie akte`,
    }),
  ],
};

/** A summons and the acquittal that follows. @param {Case} of @param {Row} changes */
function acquitted(of, changes) {
  return followed(of, 'VRIJSPRAAK', changes);
}

/** A summons and what the court says of it. @param {Case} of @param {string} kind @param {Row} changes */
function followed(of, kind, changes) {
  const summons = crime(of, { kind: 'DAGVAARDING' });
  summons.decided_on = dateOf(Math.max(of.day - 20, of.offenceDay));
  const decided_on = dateOf(of.day);
  return [summons, crime(of, { kind, articles: summons.articles, decided_on, ...changes })];
}

/** @param {Case} of @param {boolean} isAmbiguous */
function bySkn(of, isAmbiguous) {
  const { skn, bsn } = of.person;
  if (of.subscriber !== null && bsn !== '') of.addIdentity(skn, bsn);
  if (isAmbiguous) of.addIdentity(skn, of.anotherPerson().bsn);
  return [crime(of, { bsn: '', skn })];
}

/** A further version of a decision, registered later. @param {Case} of @param {Row} row @param {Row} changes */
function later(of, row, changes) {
  const day = Math.min(of.day + of.random.between(1, 5), Math.max(LAST_DAY, of.day));
  return { ...row, registered_at: registeredAt(of, day), ...changes };
}

/** @param {import('./person.mjs').Person} person @returns {Row} */
function personColumns(person) {
  return {
    bsn: person.bsn,
    skn: '',
    family_name: person.familyName,
    name_prefix: person.namePrefix,
    given_names: person.givenNames,
    birth_date: person.birthDate,
  };
}
