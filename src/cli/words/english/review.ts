/** `review` and `outage`. */
export const REVIEW = {
  nothingToSend: 'nothing to send',
  toSend: (action: string, version: string) => `${action} ${version}, for the next deliver`,
  openedAgain: (answer: string) => `opened again; ${answer} before:`,
  elsewhere: (file: string, runId: string) => `${file} of ${runId} (not in --out)`,
  line: (file: string, line: number) => `${file} line ${line}`,
  subscription: (name: string) => `subscription  ${name}`,
  person: (where: string) => `person        ${where}`,
  why: (reasons: string) => `why           ${reasons}`,
  decisions: (decisions: string) => `decisions     ${decisions}`,
  match: (match: string) => `match         ${match}`,
  fact: (fact: string, what: string) => `fact ${fact.padEnd(9)}${what}`,
  inQuestion: 'in question',
  noticeAlready: 'a notice already',
  articles: (articles: string) => `articles      ${articles}`,
  offence: (from: string, until: string, decidedOn: string) =>
    `offence       ${from} to ${until}, decided on ${decidedOn}`,
  asNotice: (priority: number, category: string) =>
    `as a notice   priority ${priority}, ${category}`,
  noNotice: 'dismissed     no notice',
  noticeStays: (facts: string) => `dismissed     the notice of fact ${facts} stays`,
  answered: (answer: string, by: string, at: string, reason: string) =>
    `answered      ${answer} by ${by} on ${at}: ${reason}`,
  changedSince: '              the case has changed since: it is asked again',
  declared: (stretch: string) => `declared: ${stretch}`,
  stretch: (from: string, until: string) => `${from} until ${until}`,
};
