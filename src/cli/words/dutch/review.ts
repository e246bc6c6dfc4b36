import type { Words } from '../words.ts';

export const REVIEW: Words['review'] = {
  nothingToSend: 'niets te sturen',
  toSend: (action, version) => `${action} ${version}, voor de volgende deliver`,
  openedAgain: (answer) => `opnieuw geopend; eerder ${answer}:`,
  elsewhere: (file, runId) => `${file} van ${runId} (niet in --out)`,
  line: (file, line) => `${file} regel ${line}`,
  subscription: (name) => `inschrijving  ${name}`,
  person: (where) => `persoon       ${where}`,
  why: (reasons) => `waarom        ${reasons}`,
  decisions: (decisions) => `beslissingen  ${decisions}`,
  match: (match) => `match         ${match}`,
  fact: (fact, what) => `feit ${fact.padEnd(9)}${what}`,
  inQuestion: 'hierom gaat het',
  noticeAlready: 'al een bericht',
  articles: (articles) => `artikelen     ${articles}`,
  offence: (from, until, decidedOn) =>
    `gepleegd      ${from} tot en met ${until}, besloten op ${decidedOn}`,
  asNotice: (priority, category) => `als bericht   prioriteit ${priority}, ${category}`,
  noNotice: 'afgewezen     geen bericht',
  noticeStays: (facts) => `afgewezen     het bericht over feit ${facts} blijft`,
  answered: (answer, by, at, reason) => `beantwoord    ${answer} door ${by} op ${at}: ${reason}`,
  changedSince: '              de zaak is sindsdien veranderd: de vraag staat weer open',
  declared: (stretch) => `gemeld: ${stretch}`,
  stretch: (from, until) => `${from} tot ${until}`,
};
