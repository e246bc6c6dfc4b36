/** `purge` and `lookup`. */
export const PURGE = {
  ask: (isRejects: boolean, runs: number, before: string) =>
    `This removes ${isRejects ? 'the rejected rows' : 'all personal data'} of ${countRuns(runs)} completed before ${before}, for good.`,
  purged: (isRejects: boolean, runs: number, before: string) =>
    `purged      ${isRejects ? 'rejected rows' : 'personal data'} of ${countRuns(runs)} completed before ${before}`,
  ledger: (rows: number) => `ledger      ${rows} rows taken out`,
  kept: (notices: number) =>
    `            ${notices} notices stay: they stand, or were not delivered`,
  folders: (files: number) => `run folders ${files} files removed`,
  leftAlone: (left: string) => `left alone  ${left}`,
  notReached: (file: string) =>
    `not reached ${file}: delivered notices, remove it once the receiver has them`,
  askKey: 'After this nobody can be told any more what purged runs decided on a decision.',
  keyDestroyed: 'the key is destroyed',
  logStays: (file: string) =>
    `This does not reach the processing log ${file}: by a secret of its own a person can still be told that data were combined. Remove it, and parts that were moved away, once their term is over.`,
  typeYes: 'Type yes to go on: ',
  nothingRested: (runs: number) =>
    `in ${runs} purged runs no notice, review item or considered fact rested on it`,
  notLookedThrough: 'not looked through',
  run: (runId: string, from: string, until: string, asOf: string) =>
    `${runId}, ${from} until ${until}, as of ${asOf}`,
  answer: (version: number | string, rest: string) => `version ${version}  ${rest}`,
};

function countRuns(count: number): string {
  return `${count} ${count === 1 ? 'run' : 'runs'}`;
}
