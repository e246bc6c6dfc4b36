/** `status` and `plan`. */
export const STATUS = {
  noRun: 'no run was completed yet',
  until: 'until',
  completed: (runs: number, stretch: string) => `completed    ${runs} runs, ${stretch}`,
  newest: (sources: string) => `newest rows  ${sources}`,
  noRows: (source: string) => `${source} none in these days`,
  age: (source: string, day: string, age: number) =>
    `${source} ${day} (${age === 1 ? '1 day' : `${age} days`} old)`,
  weekOf: 'week of',
  weekdays: 'MTWTFSS',
  legend: '# complete  0 complete, but no row  + partly  . never  ~ declared outage',
  gaps: 'open gaps',
  localDays: (days: number) => (days === 1 ? '1 local day' : `${days} local days`),
  notPublished: 'not published: give its command again',
  toLookAt: 'to be looked at',
  undelivered: (sector: string, waiting: number, failed: number, dead: number) =>
    `undelivered  ${sector}: ${waiting} waiting, ${failed} failed, ${dead} dead letters`,
  notQueued: (notices: number) => `undelivered  ${notices} notices for the next deliver`,
  allDelivered: 'undelivered  0',
  openReviews: (count: number) => `open reviews ${count}`,
  openRejects: (count: number) => `open rejects ${count}`,
  plan: (from: string, until: string, asOf: string) =>
    `plan        ${from} until ${until}, as of ${asOf}`,
  day: (day: string, source: string, rows: number, known: string) =>
    `day         ${day} ${source.padEnd(11)} ${String(rows).padStart(7)} rows, ${known}`,
  neverRun: 'never run',
  known: 'known',
  notTheSame: (rows: number) => `${rows} known, not the same`,
  file: (file: string, rows: number) => `file        ${file}: ${rows} rows`,
  wouldSend: (notices: number, byAction: string) => `would send  ${notices} notices${byAction}`,
  wouldAsk: (reviews: number, rejects: number, touching: number) =>
    `would ask   ${reviews} reviews, ${rejects} rejected rows (${touching} touch a subscription)`,
  nothingWritten: 'nothing was written; the folder would be',
};
