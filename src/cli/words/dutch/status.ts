import type { Words } from '../words.ts';

export const STATUS: Words['status'] = {
  noRun: 'er is nog geen run afgerond',
  until: 'tot',
  completed: (runs, stretch) => `afgerond     ${runs} runs, ${stretch}`,
  newest: (sources) => `nieuwste     ${sources}`,
  noRows: (source) => `${source} geen in deze dagen`,
  age: (source, day, age) => `${source} ${day} (${age === 1 ? '1 dag' : `${age} dagen`} oud)`,
  weekOf: 'week van',
  weekdays: 'MDWDVZZ',
  legend: '# volledig  0 volledig, maar geen rij  + deels  . nooit  ~ gemelde storing',
  gaps: 'open gaten',
  localDays: (days) => (days === 1 ? '1 lokale dag' : `${days} lokale dagen`),
  notPublished: 'niet gepubliceerd: geef het commando nog eens',
  toLookAt: 'kijk hiernaar',
  undelivered: (sector, waiting, failed, dead) =>
    `te bezorgen  ${sector}: ${waiting} wachten, ${failed} mislukt, ${dead} onbestelbaar`,
  notQueued: (notices) => `te bezorgen  ${notices} berichten voor de volgende deliver`,
  allDelivered: 'te bezorgen  0',
  openReviews: (count) => `beoordelen   ${count}`,
  openRejects: (count) => `herstellen   ${count}`,
  plan: (from, until, asOf) => `plan        ${from} tot ${until}, naar de stand van ${asOf}`,
  day: (day, source, rows, known) =>
    `dag         ${day} ${source.padEnd(11)} ${String(rows).padStart(7)} rijen, ${known}`,
  neverRun: 'nooit gelezen',
  known: 'bekend',
  notTheSame: (rows) => `${rows} bekend, niet dezelfde`,
  file: (file, rows) => `bestand     ${file}: ${rows} rijen`,
  wouldSend: (notices, byAction) => `zou sturen  ${notices} berichten${byAction}`,
  wouldAsk: (reviews, rejects, touching) =>
    `zou vragen  ${reviews} beoordelingen, ${rejects} afgekeurde rijen (${touching} raken een inschrijving)`,
  nothingWritten: 'er is niets geschreven; de map zou zijn',
};
