import { withNoun } from './format.ts';
import type { ReportWords } from './words.ts';

/** The published report is in Dutch (contract 5). */
export const DUTCH: ReportWords = {
  lang: 'nl',
  thousands: '.',
  months:
    'januari februari maart april mei juni juli augustus september oktober november december'.split(
      ' ',
    ),
  title: 'Inhaalscreening: verslag van een run',
  run: 'Run',
  file: 'bestand',
  files: 'bestanden',
  question: {
    heading: 'De vraag',
    ask: (from, until) =>
      `Welke beslissingen, geregistreerd van ${from} tot ${until}, raken iemand die onder continue screening staat?`,
    asOf: (day) => `De vraag is gesteld naar de stand van ${day}.`,
    sources: (decisions, subscriptions) =>
      `Gelezen zijn ${decisions} met beslissingen en ${subscriptions} met inschrijvingen.`,
  },
  answer: {
    heading: 'Het antwoord',
    read: (rows) =>
      `Gelezen: ${withNoun(rows, 'beslissing', 'beslissingen')}; elke rij heeft precies één einde.`,
    came: (notices, actions, reviews) =>
      `Daaruit volgden ${withNoun(notices, 'bericht', 'berichten')}${actions}; over ${withNoun(reviews, 'zaak', 'zaken')} moet eerst een mens beslissen.`,
    rejected: (rows, touching) =>
      `Van alle invoer ${rows === '1' ? 'is' : 'zijn'} ${withNoun(rows, 'rij', 'rijen')} afgewezen; ${withNoun(touching, 'daarvan raakt', 'daarvan raken')} iemand onder screening.`,
    caution: 'Een bericht vraagt een mens om opnieuw te kijken; het is geen oordeel.',
    figures: ['beslissingen gelezen', 'berichten', 'ter beoordeling', 'rijen afgewezen'],
  },
  funnel: {
    heading: 'De aansluiting',
    intro:
      'Elke gelezen beslissing valt op één plaats af of leidt tot een uitkomst. De balk toont wat er vóór die stap nog over was; het gekleurde deel eindigt daar.',
    title: 'Van gelezen rijen naar uitkomsten',
    desc: (read, reached) =>
      `Trechter van ${read} gelezen beslissingen, waarvan ${reached} tot een uitkomst leidden. De tabel hieronder geeft elk aantal.`,
    read: 'Gelezen',
    caption: 'Einde van elke beslissing',
    end: 'Einde',
    rows: 'Rijen',
    left: 'Dan nog over',
    total: 'Samen',
    balance: (read, accounted) => `Gelezen: ${read}. Verantwoord: ${accounted}.`,
    files: 'Aansluiting per bestand',
    file: 'Bestand',
    ends: 'Einden',
  },
  days: {
    heading: 'Beslissingen per dag en bron',
    intro: 'Geldige rijen binnen het venster, naar de lokale dag van registratie.',
    notCounted: 'Voor deze run zijn geen rijen per dag geteld.',
    title: (source) => `Rijen per dag: ${source}`,
    desc: (rows, most, when, silent) =>
      `Samen ${rows} rijen; de meeste op ${when}: ${most}. Dagen zonder rij: ${silent}. De tabel hieronder geeft elke dag.`,
    outage: (source, periods) => `Gemelde storing bij ${source}: ${periods}.`,
    noOutage: 'Voor dit venster was bij deze run geen storing gemeld.',
    highest: (rows) => `hoogste: ${rows}`,
    silent: (source, count, days) =>
      `${source}: ${withNoun(count, 'dag', 'dagen')} zonder rij${days === '' ? '' : ` (${days})`}.`,
    caption: 'Rijen per dag en bron',
    day: 'Dag',
    marked: 'Storing',
    mark: 'storing',
    legend: 'gemelde storing',
    to: 'tot en met',
  },
  outcomes: {
    heading: 'Uitkomsten per sector en categorie',
    intro:
      'Berichten en beoordelingen zijn geteld per inschrijving en zaak, overwogen feiten per feit.',
    title: (sector) => `Uitkomsten in sector ${sector}`,
    desc: (notices, reviews, considered) =>
      `${notices} berichten, ${reviews} ter beoordeling, ${considered} overwogen feiten. De tabel hieronder geeft elk aantal.`,
    notice: 'Bericht',
    review: 'Ter beoordeling',
    considered: 'Overwogen',
    sector: 'Sector',
    outcome: 'Uitkomst',
    severity: 'Zwaarte',
    count: 'Aantal',
    caption: 'Uitkomsten per sector en categorie',
    empty: 'Deze run heeft geen enkele uitkomst.',
  },
  attention: {
    heading: 'Wat aandacht vraagt',
    nothing: 'Niets: geen afgewezen rijen en geen zaken ter beoordeling.',
    touching: (rows) =>
      `Eerst: ${withNoun(rows, 'afgewezen rij raakt', 'afgewezen rijen raken')} iemand die onder screening staat. Herstel die en draai het bestand opnieuw over hetzelfde venster.`,
    touchingRows: 'Afgewezen rijen die een inschrijving raken',
    more: (rows) => `En nog ${rows}; rejects.csv noemt ze alle.`,
    reviews: (items) =>
      `${withNoun(items, 'zaak wacht', 'zaken wachten')} op de beslissing van een mens (review.csv).`,
    reasons: 'Redenen voor beoordeling; een zaak kan er meer dan één hebben',
    reason: 'Reden',
    rejects: (rows) =>
      `${withNoun(rows, 'andere rij is', 'andere rijen zijn')} afgewezen (rejects.csv).`,
    otherRejects: 'Andere afgewezen rijen, per fout',
    input: 'Invoer',
    line: 'Regel',
    errors: 'Fouten',
    unknownColumns: (file, columns) => `Kolommen in ${file} die niet zijn gebruikt: ${columns}.`,
    noLineEnd: (file) => `${file} eindigt niet met een regeleinde: ga na of het bestand heel is.`,
  },
  retractions: {
    heading: 'Intrekkingen',
    none: 'Deze run trekt geen eerder bericht in.',
    some: (count) =>
      `${withNoun(count, 'eerder bericht is', 'eerdere berichten zijn')} ingetrokken: wat daarin stond, geldt niet meer. Ook een intrekking wordt verzonden.`,
    caption: 'Ingetrokken berichten',
    category: 'Categorie',
  },
  provenance: {
    heading: 'Herkomst',
    inputs: 'Invoer',
    rules: 'Regels',
    version: 'Versie',
    bytes: 'Bytes',
    profile: 'invoerprofiel',
    made: (version) => `Gemaakt met programmaversie ${version}.`,
    previous: 'Manifest van de vorige run (SHA-256):',
    first: 'Dit is de eerste run: er is geen eerder manifest.',
    check:
      'Deze pagina staat met haar SHA-256 in manifest.json; sha256sum -c SHA256SUMS controleert de hele map.',
  },
  codes: {
    decisions: 'Beslissingen',
    subscriptions: 'Inschrijvingen',
    identities: 'Identiteiten',
    'already-signalled': 'Eerder gesignaleerd',
    ACCEPTED: 'Aanvaard',
    REJECTED: 'Afgewezen',
    OUTSIDE_WINDOW: 'Buiten het venster',
    NO_SUBSCRIPTION: 'Geen inschrijving',
    DUPLICATE: 'Dubbel',
    CONFLICTING: 'Tegenstrijdig',
    SUPERSEDED: 'Vervangen door een hogere versie',
    WITHDRAWN: 'Ingetrokken door de bron',
    OVERRULED: 'Een andere beslissing bepaalt',
    CONSIDERED: 'Overwogen',
    REVIEW: 'Ter beoordeling',
    NOTICE: 'Bericht',
    CLEARED: 'Vrijgesproken of geen verdenking',
    NOT_WEIGHED: 'Weegt niet mee',
    NOT_REGISTRABLE: 'Niet te registreren overtreding',
    NOT_RELEVANT: 'Niet van belang voor de sector',
    OUTSIDE_LOOKBACK: 'Buiten de terugkijktermijn',
    SUBSCRIPTION_ENDED: 'Inschrijving beëindigd',
    NEW: 'nieuw',
    AMENDED: 'gewijzigd',
    UNCHANGED: 'ongewijzigd',
    RETRACTED: 'ingetrokken',
    BIRTH_DATE_MISMATCH: 'Geboortedatum wijkt af',
    CONFLICTING_VERSIONS: 'Tegenstrijdige rijen van één versie',
    NAME_AND_BIRTH_DATE_ONLY: 'Alleen naam en geboortedatum komen overeen',
    OVAR: 'Ontslag van alle rechtsvervolging',
    SKN_AMBIGUOUS: 'Strafrechtsketennummer niet eenduidig',
    UNKNOWN_ARTICLE: 'Onbekend wetsartikel',
    UNKNOWN_GROUND: 'Onbekende sepotgrond',
  },
};
