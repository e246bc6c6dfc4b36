import { describeFinding } from '../../../watch/describe-findings.ts';

/** What a run came to. */
export const RUN = {
  window: (from: string, until: string, asOf: string) =>
    `window      ${from} until ${until}, as of ${asOf}`,
  read: (kind: string, rows: number, sum: string) => `${kind.padEnd(17)} ${rows} read = ${sum}`,
  notices: (count: number, byAction: string) => `notices           ${count}${byAction}`,
  reviews: (count: number, answered: number) =>
    `reviews           ${count}${answered > 0 ? ` (${answered} more are answered)` : ''}`,
  rejects: (count: number) => `rejects           ${count}`,
  touching: (count: number) =>
    `                  ${count} of them touch a subscription: mend those first`,
  kept: 'finished before, and kept',
  dryRun: 'dry run: nothing was written; the folder would be',
  unchanged: 'this run was published before: its folder is as it was',
  nothingToDo: 'nothing to do: completed runs cover the window already',
  mayBeMissing: 'may be missing',
  decisions: {
    new: 'decisions new',
    changed: 'decisions changed',
    gone: 'decisions not in these inputs',
  },
  rejected: { new: 'rejects new', gone: 'rejects gone' },
  rows: 'rows',
  noticeList: 'notices',
  more: (count: number) => `and ${count} more`,
  since: (runId: string, others: number) =>
    `since ${runId}${others > 0 ? ` and ${others} before it` : ''}`,
  nothingElse: 'nothing new, changed or gone',
  rejectAt: (place: string, line: number) => `${place} line ${line}`,
  /** `before` is null where that day was never run. */
  day: (sourceDay: string, before: number | null, rows: number) =>
    `${sourceDay}: ${before ?? 'never run'} before, ${rows} rows now`,
  mends: (runId: string) => `mends ${runId}`,
  notMended: (count: number) => `rejects not mended yet: ${count}`,
  dayMore: (sourceDay: string, rows: number) =>
    `${sourceDay}: ${rows} more ${rows === 1 ? 'row' : 'rows'}`,
  waiting: (rejects: number, reviews: number) =>
    `${rejects} rejected rows and ${reviews} review items wait for a person`,
  finding: describeFinding,
};
