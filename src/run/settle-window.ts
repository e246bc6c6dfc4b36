import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import { addLocalDays, startOfLocalDay } from '../register/local-time.ts';
import { coveredUntil } from './coverage.ts';
import { publishEarlierRuns, refuseUnpublished } from './earlier-runs.ts';
import type { LedgerRequest } from './open-run-ledger.ts';
import { askQuestion, parseWindowEnd, type Question } from './question.ts';

/** Which window is asked for (contract 1). */
export interface WindowRequest {
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** Instead of `from`: so many local days before `until`. */
  readonly lastDays?: number | undefined;
  /** No more than so many local days of it in one run; the rest is for the next one. */
  readonly sliceDays?: number | undefined;
  readonly asOf: string | undefined;
  /** Id of the run whose rejected rows were mended and are all that is read. */
  readonly mends?: string | undefined;
}

/** What this run asks, and where the whole of what was asked for ends: later, where it is sliced. */
export interface SettledWindow {
  readonly question: Question;
  readonly wholeUntilMs: number;
  readonly isSlice: boolean;
}

/** The window and the as-of date; null where completed runs cover the window already (contract 1). */
export async function settleWindow(
  request: WindowRequest & Pick<LedgerRequest, 'isDryRun' | 'outFolder'>,
  ledger: Ledger | null,
  { log, now }: { readonly log: Log; readonly now: () => number },
): Promise<SettledWindow | null> {
  const unpublished =
    ledger === null || request.isDryRun
      ? []
      : await publishEarlierRuns(ledger, request.outFolder, log);
  for (const runId of unpublished)
    log.warn({ stage: 'open', runId }, 'a recorded run was not published: give its command again');
  const untilMs = parseEnd(request, now);
  const askedFrom = parseStart(request, untilMs);
  if (askedFrom !== null) return cutSlice(askedFrom, untilMs, request);
  refuseUnpublished(unpublished);
  const covered = ledger === null ? null : coveredUntil(await ledger.runs());
  if (covered === null)
    throw new CatchUpError(
      'USAGE',
      'no run was completed yet: say with --from where the first window begins',
    );
  return covered >= untilMs ? null : cutSlice(covered, untilMs, request);
}

/** Throws `USAGE` for what is wrong whatever the ledger holds: that goes before it (contract 7). */
export function checkAsked(request: WindowRequest, now: () => number): void {
  const untilMs = parseEnd(request, now);
  askQuestion(parseStart(request, untilMs) ?? untilMs - 1, untilMs, request.asOf);
}

function parseEnd({ until }: WindowRequest, now: () => number): number {
  return until === undefined ? startOfLocalDay(now()) : parseWindowEnd(until, '--until');
}

function parseStart({ from, lastDays }: WindowRequest, untilMs: number): number | null {
  if (from !== undefined) return parseWindowEnd(from, '--from');
  return lastDays === undefined ? null : addLocalDays(untilMs, -lastDays);
}

/** A slice ends at a local midnight, or where the whole ends. */
export function cutSlice(
  fromMs: number,
  wholeUntilMs: number,
  { sliceDays, asOf }: WindowRequest,
): SettledWindow {
  const isSlice = sliceDays !== undefined;
  const end = isSlice ? endOfSlice(fromMs, sliceDays) : wholeUntilMs;
  const question = askQuestion(fromMs, Math.min(end, wholeUntilMs), asOf);
  return { question, wholeUntilMs, isSlice };
}

function endOfSlice(fromMs: number, days: number): number {
  return addLocalDays(startOfLocalDay(fromMs), days);
}
