import { countLocalDays, localText } from '../register/local-time.ts';
import { parseWindowEnd } from '../run/question.ts';
import { readStatus, type Status } from '../run/status.ts';
import { SOURCES } from '../watch/calendar.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import { drawWeeks } from './calendar-page.ts';
import { jsonLine } from './json-line.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `status` as commander gives them. */
export interface StatusOptions {
  readonly ledger: string;
  readonly from?: string;
  readonly until?: string;
  readonly requireCoverage?: boolean;
  readonly json?: boolean;
}

/** `status`: reads a snapshot of the ledger; gives the exit code (contract 7). */
export async function statusCommand(
  options: StatusOptions,
  { now }: Pick<Surroundings, 'now'>,
): Promise<number> {
  const nowMs = now();
  const end = (text: string | undefined, option: string) =>
    text === undefined ? null : parseWindowEnd(text, option);
  const request = {
    ledgerFile: options.ledger,
    fromMs: end(options.from, '--from'),
    untilMs: end(options.until, '--until'),
  };
  const status = await readStatus(request, nowMs);
  process.stdout.write(
    options.json === true ? jsonLine('status', status) : `${describeStatus(status, nowMs)}\n`,
  );
  return options.requireCoverage === true && isOpen(status) ? 3 : 0;
}

/** A green answer over missing data must not be possible. */
function isOpen({ covered, gaps, findings, unpublishedRuns }: Status): boolean {
  return covered === null || gaps.length + findings.length + unpublishedRuns.length > 0;
}

function describeStatus(status: Status, nowMs: number): string {
  const { covered, completedRuns, calendar, findings, unpublishedRuns } = status;
  if (covered === null) return 'no run was completed yet';
  const gaps = status.gaps.map(
    ({ from, until }) =>
      `${localStretch(from, until)} (${daysOf(Date.parse(from), Date.parse(until))})`,
  );
  return [
    `completed    ${completedRuns} runs, ${localStretch(covered.from, covered.until)}`,
    `newest rows  ${SOURCES.map((source) => describeNewest(source, status, nowMs)).join(', ')}`,
    '',
    ...drawWeeks(calendar),
    '',
    ...section('open gaps', gaps),
    ...section('not published: give its command again', unpublishedRuns),
    ...section('to be looked at', describeFindings(findings)),
    ...describeUndelivered(status),
    `open reviews ${status.openReviews}`,
    `open rejects ${status.openRejects}`,
  ].join('\n');
}

function describeNewest(
  source: (typeof SOURCES)[number],
  { newest }: Status,
  nowMs: number,
): string {
  const day = newest[source];
  if (day === null) return `${source} none in these days`;
  const age = countLocalDays(parseWindowEnd(day, ''), nowMs) - 1;
  return `${source} ${day} (${age === 1 ? '1 day' : `${age} days`} old)`;
}

function describeUndelivered({ undelivered }: Status): readonly string[] {
  const { notQueued, bySector } = undelivered;
  const lines = bySector.map(
    ({ sector, waiting, failed, dead }) =>
      `undelivered  ${sector}: ${waiting} waiting, ${failed} failed, ${dead} dead letters`,
  );
  if (notQueued > 0) lines.push(`undelivered  ${notQueued} notices for the next deliver`);
  return lines.length > 0 ? lines : ['undelivered  0'];
}

function section(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`), ''];
}

function localStretch(from: string, until: string): string {
  return `${localText(Date.parse(from))} until ${localText(Date.parse(until))}`;
}

function daysOf(fromMs: number, untilMs: number): string {
  const days = countLocalDays(fromMs, untilMs);
  return days === 1 ? '1 local day' : `${days} local days`;
}
