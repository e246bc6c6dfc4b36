import { CatchUpError } from '../errors.ts';
import { countLocalDays, localText } from '../register/local-time.ts';
import { parseWindowEnd } from '../run/question.ts';
import { readStatus, type Status } from '../run/status.ts';
import { SOURCES } from '../watch/calendar.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import { drawWeeks } from './calendar-page.ts';
import type { Surroundings } from './surroundings.ts';
import { tell } from './tell.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `status` as commander gives them. */
export interface StatusOptions {
  readonly ledger: string;
  readonly from?: string;
  readonly until?: string;
  readonly requireCoverage?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** `status`: reads a snapshot of the ledger; gives the exit code (contract 7). */
export async function statusCommand(
  options: StatusOptions,
  { now }: Pick<Surroundings, 'now'>,
): Promise<number> {
  const nowMs = now();
  const end = (text: string | undefined, option: string) =>
    text === undefined ? null : parseWindowEnd(text, option);
  const fromMs = end(options.from, '--from');
  const untilMs = end(options.until, '--until');
  if (fromMs !== null && untilMs !== null && untilMs <= fromMs)
    throw new CatchUpError('USAGE', '--until is not after --from');
  const request = { ledgerFile: options.ledger, fromMs, untilMs };
  const status = await readStatus(request, nowMs);
  const text = `${describeStatus(status, nowMs, wordsOf(options))}\n`;
  tell({ ...options, isWell: !isOpen(status) }, ['status', status], text);
  return options.requireCoverage === true && isOpen(status) ? 3 : 0;
}

/** A green answer over missing data must not be possible. */
function isOpen({ covered, calendar, gaps, findings, unpublishedRuns }: Status): boolean {
  if (covered === null || calendar.length === 0) return true;
  return gaps.length + findings.length + unpublishedRuns.length > 0;
}

function describeStatus(status: Status, nowMs: number, { status: words, run }: Words): string {
  const { covered, completedRuns, calendar, findings, unpublishedRuns } = status;
  if (covered === null) return words.noRun;
  const gaps = status.gaps.map(
    ({ from, until }) =>
      `${localStretch(from, until, words)} (${words.localDays(countLocalDays(Date.parse(from), Date.parse(until)))})`,
  );
  return [
    words.completed(completedRuns, localStretch(covered.from, covered.until, words)),
    words.newest(
      SOURCES.map((source) => describeNewest(source, { status, nowMs, words })).join(', '),
    ),
    '',
    ...drawWeeks(calendar, words),
    '',
    ...section(words.gaps, gaps),
    ...section(words.notPublished, unpublishedRuns),
    ...section(words.toLookAt, describeFindings(findings, run.finding)),
    ...describeUndelivered(status, words),
    words.openReviews(status.openReviews),
    words.openRejects(status.openRejects),
  ].join('\n');
}

function describeNewest(
  source: (typeof SOURCES)[number],
  { status, nowMs, words }: { status: Status; nowMs: number; words: Words['status'] },
): string {
  const day = status.newest[source];
  if (day === null) return words.noRows(source);
  return words.age(source, day, countLocalDays(parseWindowEnd(day, ''), nowMs) - 1);
}

function describeUndelivered({ undelivered }: Status, words: Words['status']): readonly string[] {
  const { notQueued, bySector } = undelivered;
  const lines = bySector.map(({ sector, waiting, failed, dead }) =>
    words.undelivered(sector, waiting, failed, dead),
  );
  if (notQueued > 0) lines.push(words.notQueued(notQueued));
  return lines.length > 0 ? lines : [words.allDelivered];
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`), ''];
}

function localStretch(from: string, until: string, words: Words['status']): string {
  return `${localText(Date.parse(from))} ${words.until} ${localText(Date.parse(until))}`;
}
