import { compileCommon, compileSector } from '../../src/intake/rule-compiling.ts';
import type { MatchedDecision } from '../../src/notice/outcome.ts';
import type { Match } from '../../src/person/match.ts';
import type { Decision } from '../../src/register/decision.ts';
import { parseArticles } from '../../src/register/field.ts';
import type { Subscription } from '../../src/register/subscription.ts';

export const CASE = '16/123456-25';

/** A summons for assault of somebody who has a BSN, in force and valid. */
export function aDecision(changed: Partial<Decision> = {}): Decision {
  return {
    source: 'OM',
    decisionId: 'D1',
    version: 1,
    status: 'REGISTERED',
    kind: 'DAGVAARDING',
    grounds: [],
    registeredAt: { ms: Date.parse('2025-08-12T10:00:00Z'), finer: '' },
    decidedOn: '2025-08-11',
    irrevocableOn: null,
    caseNumber: CASE,
    factNumber: null,
    offenceClass: 'MISDRIJF',
    articles: [{ number: '300', law: 'Sr' }],
    offenceFrom: '2025-08-01',
    offenceUntil: '2025-08-01',
    fineCents: null,
    bsn: '999990342',
    skn: null,
    familyName: 'Bakker',
    namePrefix: '',
    givenNames: 'Anna',
    birthDate: '1980-05-17',
    ecli: null,
    ...changed,
  };
}

/** The subscription of the same person. */
export function aSubscription(changed: Partial<Subscription> = {}): Subscription {
  return {
    subscriptionId: 'K1',
    sector: 'TAXI',
    bsn: '999990342',
    skn: null,
    familyName: 'Bakker',
    namePrefix: '',
    givenNames: 'Anna',
    birthDate: '1980-05-17',
    role: 'CHAUFFEURSKAART',
    status: 'ACTIVE',
    validFrom: '2020-01-01',
    validUntil: null,
    vogIssuedOn: null,
    registerRef: '',
    organisationRef: '',
    ...changed,
  };
}

export const EXACT: Match = { route: 'BSN', reason: null, nameDiffers: false };
export const DOUBTFUL: Match = {
  route: 'NAME',
  reason: 'NAME_AND_BIRTH_DATE_ONLY',
  nameDiffers: false,
};

export function matched(changed: Partial<Decision>, match: Match = EXACT): MatchedDecision {
  return { decision: aDecision(changed), match };
}

/** `300 Sr;8 WVW1994` as a decision has it. */
export function articlesOf(text: string): Decision['articles'] {
  const articles = parseArticles(text);
  if (articles === undefined) throw new Error(`no articles: ${text}`);
  return articles;
}

/** Small rules in which every kind of entry stands once. */
export const COMMON = compileCommon(
  {
    version: 'test',
    laws: { Sr: ['Wetboek van Strafrecht', 'WvSr'], WVW1994: ['WVW'], APV: [] },
    knownGrounds: ['20', '43', '74', '77', '98'],
    minorOffences: {
      fineThresholdEur: 130,
      alwaysRegistered: [{ law: 'WVW1994', articles: ['5', '107'] }],
    },
  },
  'common.json',
);

export const TAXI = compileSector(
  {
    sector: 'TAXI',
    version: 'test',
    lookback: { years: 4, oldOffenceYears: 2, youth: { underAge: 23, years: 2 } },
    categories: [
      {
        id: 'GEWELD',
        severity: 2,
        offences: [
          { law: 'Sr', articles: ['300-303'] },
          { law: 'Sr', articles: ['306'], offenceClass: 'MISDRIJF' },
        ],
      },
      {
        id: 'ZEDEN',
        severity: 1,
        lookbackYears: null,
        exemptFromYouthRule: true,
        exemptFromOldOffenceRule: true,
        offences: [
          { law: 'Sr', articles: ['242-250'], offenceUntil: '2024-07-01' },
          { law: 'Sr', articles: ['240-243'], offenceFrom: '2024-07-01' },
        ],
      },
      {
        id: 'VERKEER',
        severity: 2,
        lookbackYears: 10,
        offences: [{ law: 'WVW', articles: ['5-8', '107'] }],
      },
    ],
    notRelevant: [
      { law: 'APV', articles: ['*'] },
      { law: 'Sr', articles: ['310'] },
    ],
  },
  'taxi.json',
  COMMON.laws,
);
