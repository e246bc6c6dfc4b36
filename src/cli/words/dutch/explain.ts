import type { Words } from '../words.ts';

const ENDS: Words['explain']['ends'] = {
  ACCEPTED: 'geldig, en meegenomen',
  REJECTED:
    'voldoet niet aan contract 2, zodat niemand las wat er staat; de rij staat in rejects.csv',
  OUTSIDE_WINDOW: 'geregistreerd buiten het venster (contract 1)',
  NO_SUBSCRIPTION:
    'geen aangeleverde of onthouden inschrijving is van deze persoon: op BSN, SKN, of naam en geboortedatum (contract 3.1)',
  DUPLICATE: 'herhaalt een eerdere rij van dezelfde versie (contract 3.2)',
  CONFLICTING:
    'andere rijen van dezelfde versie zeggen iets anders, zodat geen ervan geldt (contract 3.2)',
  SUPERSEDED: 'een hogere versie van de beslissing geldt (contract 3.2, 3.9)',
  WITHDRAWN: 'trekt de beslissing in, die niet meer spreekt (contract 3.2)',
  OVERRULED:
    'een andere beslissing bepaalt elk feit waarover deze spreekt, of de grond is 99 (contract 3.3)',
  NOTICE: 'bepaalt een feit waarover een bericht staat',
  REVIEW: 'bepaalt een feit waar een mens naar moet kijken',
  CONSIDERED: 'gewogen, en geen bericht; de feiten hieronder zeggen waarom',
};

const OUTCOMES: Words['explain']['outcomes'] = {
  CLEARED: 'zuivert de persoon (3.4)',
  NOT_WEIGHED: 'zo’n sepot telt niet mee (3.4)',
  NOT_REGISTRABLE: 'een overtreding die niet in het register komt (3.4)',
  NOT_RELEVANT: 'geen artikel is relevant in deze sector (3.5)',
  OUTSIDE_LOOKBACK: 'relevant, maar langer geleden dan de sector terugkijkt (3.6)',
  SUBSCRIPTION_ENDED: 'de inschrijving geldt niet meer (3.7)',
  REVIEW: 'een mens moet beslissen (3.8)',
  NOTICE: 'relevant en binnen de terugkijktermijn (3.8)',
};

export const EXPLAIN: Words['explain'] = {
  ends: ENDS,
  outcomes: OUTCOMES,
  rows: '1. Rijen',
  noRow: 'in geen invoer van deze run',
  row: (place, line, what) => `${place}, regel ${line}: ${what}`,
  versions: '2. Versies',
  noDecision: 'geen beslissing hiervan deed mee',
  noVersion: 'geen versie geldt',
  inForce: (version) => `versie ${version} geldt`,
  withdrawn: 'ingetrokken',
  conflicts: (rows) => `${rows} rijen spreken elkaar tegen`,
  unheard: 'onbekend bij eerdere runs',
  remembered: (version) => `versie ${version} was onthouden`,
  purged: (version, date, digest) =>
    `versie ${version}, opgeschoond${date === null ? '' : ` op ${date}`}: wat erin staat is onthouden, over wie het gaat niet; in purged.json onder ${digest}`,
  matches: (count) =>
    `de rijen passen bij ${count} ${count === 1 ? 'inschrijving' : 'inschrijvingen'}`,
  cases: '3. Inschrijvingen en zaken',
  noCase: 'geen is beoordeeld',
  held: (status, from, until) => `${status} vanaf ${from}${until === null ? '' : ` tot ${until}`}`,
  judged: (asOf) => `beoordeeld naar de stand van ${asOf}`,
  notSupplied: 'zoals onthouden: geen rij ervan is aanvaard',
  match: (decision, route) => `${decision} past op ${route}`,
  doubt: (doubt) => `ter beoordeling: ${doubt}`,
  nameDiffers: 'de naam wijkt af',
  noMatch: 'geen geldende beslissing past erbij',
  conflict: (reference, what) =>
    `feit !, rijen van ${reference} spreken elkaar tegen (3.2): ${what}`,
  blocked: 'zolang een tegenspraak openstaat wordt geen bericht van deze zaak ingetrokken (3.9)',
  before: (notice) => `eerder: ${notice ?? 'er was geen bericht'}`,
  now: (notice) => `nu: ${notice ?? 'geen bericht'}`,
  noticeVersion: (version, action) => `versie ${version}, ${action}`,
  notice: (noticeId, version) => `bericht ${noticeId} ${version}`,
  sent: (event, tries) => `verzonden: ${event}, ${tries} ${tries === 1 ? 'poging' : 'pogingen'}`,
  lastAt: (time) => `laatst op ${time}`,
  answer: (status) => `antwoord ${status}`,
  fact: (fact, decision, what) => `feit ${fact}, bepaald door ${decision}: ${what}`,
  onGround: (grounds) => ` op grond ${grounds}`,
  ofDate: (date) => ` van ${date}`,
  irrevocable: (date) => `, onherroepelijk op ${date}`,
  period: (from, until) => `${from} tot en met ${until}`,
  fromFolder: (runId) => `${runId}, alleen uit de map`,
  giveInputs:
    'Geef de invoer van de run (--decisions, --subscriptions, …) om te zien hoe dat zo kwam.',
  retracted: 'wat erin stond geldt niet meer (3.9)',
  withoutBsn:
    'considered.csv heeft geen BSNs: wat is gewogen en geen bericht gaf, is te vinden met --subscription.',
  notListed:
    'Niet in de lijsten van deze run: geen rij deed ertoe, of er was er geen. Misschien staat die\n' +
    'ongelezen in rejects.csv. Geef de invoer van de run (--decisions, --subscriptions, …) om dat te weten.',
};
