import { describeFinding } from '../../watch/describe-findings.ts';
import type { Words } from './words.ts';

export const ENGLISH: Words = {
  window: (from, until, asOf) => `window      ${from} until ${until}, as of ${asOf}`,
  read: (kind, rows, sum) => `${kind.padEnd(17)} ${rows} read = ${sum}`,
  notices: (count, byAction) => `notices           ${count}${byAction}`,
  reviews: (count, answered) =>
    `reviews           ${count}${answered > 0 ? ` (${answered} more are answered)` : ''}`,
  rejects: (count) => `rejects           ${count}`,
  touching: (count) => `                  ${count} of them touch a subscription: mend those first`,
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
  more: (count) => `and ${count} more`,
  since: (runId, others) => `since ${runId}${others > 0 ? ` and ${others} before it` : ''}`,
  nothingElse: 'nothing new, changed or gone',
  rejectAt: (place, line) => `${place} line ${line}`,
  day: (sourceDay, before, rows) =>
    `${sourceDay}: ${before ?? 'never run'} before, ${rows} rows now`,
  waiting: (rejects, reviews) =>
    `${rejects} rejected rows and ${reviews} review items wait for a person`,
  finding: describeFinding,
  stopped: 'stopped; the same command again finishes the work',
  failed: (_, message) => message,
  logged: (message) => message,
};
