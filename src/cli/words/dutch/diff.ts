import type { Words } from '../words.ts';

type Diff = Words['diff'];

const ASKED: Diff['asked'] = {
  WINDOW: 'venster',
  AS_OF_DATE: 'peildatum',
  PROGRAM_VERSION: 'versie van het programma',
  RULES: 'regels',
  DECISIONS: 'beslissingen',
  SUBSCRIPTIONS: 'inschrijvingen',
  IDENTITIES: 'identiteiten',
  ALREADY_SIGNALLED: 'al gesignaleerd',
};
const TITLES: Diff['titles'] = {
  NOTICE: 'berichten',
  REVIEW: 'beoordeling',
  CONSIDERED: 'gewogen',
};
const NAMES: Diff['names'] = {
  NOTICE: 'bericht',
  REVIEW: 'beoordeling',
  CONSIDERED: 'gewogen',
};
const CHANGES: Diff['changes'] = { CAME: 'erbij', WENT: 'weg', CHANGED: 'gewijzigd' };
const ROW_CHANGES: Diff['rowChanges'] = { NEW: 'nieuw', CHANGED: 'gewijzigd', GONE: 'weg' };
const CAUSES: Diff['causes'] = {
  RULE: 'de regels zijn anders',
  AS_OF_DATE: 'de peildatum is een andere',
  PROGRAM_VERSION: 'het programma is van een andere versie',
  WINDOW: 'het venster is een ander',
  REVIEW_ANSWER: 'een beoordeling is beantwoord',
  EARLIER_RUNS: 'eerdere runs hadden het grootboek iets anders verteld',
  UNEXPLAINED:
    'ONVERKLAARD: een run zegt niet wat invoer, regels en grootboek met deze versie van het programma geven; verifieer beide',
};
const MISSING: Diff['missing'] = {
  INPUTS:
    'om te weten welke: geef de invoerbestanden van beide runs (--decisions, --subscriptions, …) en hun grootboek',
  RULES_BEFORE:
    'om te weten welke: geef ook de regelbestanden van de eerdere run (--rules-before <map>)',
};

export const DIFF: Diff = {
  asked: ASKED,
  titles: TITLES,
  names: NAMES,
  changes: CHANGES,
  rowChanges: ROW_CHANGES,
  causes: CAUSES,
  missing: MISSING,
  before: 'eerder',
  now: 'nu',
  differs: 'verschilt',
  of: 'van',
  because: 'omdat',
  was: (before, now) => `${before} eerder, ${now} nu`,
  same: 'gelijk',
  fact: (fact) => ` feit ${fact}`,
  ofNotice: (subscription, noticeId) => `${subscription}, bericht ${noticeId}`,
  oneOf: 'een hiervan geldt: ',
  and: ', en ',
  or: ', of ',
  inputRow: (row, change) => `de invoerrij ${row} is ${change}`,
  subscription: (change) => `de inschrijving is ${change}`,
};
