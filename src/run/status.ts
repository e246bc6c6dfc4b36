import type { Ledger, RecordedRun } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Undelivered } from '../notice/outbox.ts';
import type { Source } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import { addLocalDays, localDate, startOfLocalDay, utcText } from '../register/local-time.ts';
import { type CalendarDay, findGaps, SOURCES, type Stretch, stretchOf } from '../watch/calendar.ts';
import { type Coverage, listDays, lookAtDays } from '../watch/coverage.ts';
import { openRejects } from './mending.ts';
import { countOpenReviews } from './reviews.ts';

/** How things stand: what was covered, what is open, what waits. */
export interface Status extends Coverage {
  /** Half-open, UTC; null where no run was completed. */
  readonly covered: { readonly from: string; readonly until: string } | null;
  readonly completedRuns: number;
  /** Recorded, but not under their final name yet: their command must be given again. */
  readonly unpublishedRuns: readonly string[];
  readonly gaps: readonly { readonly from: string; readonly until: string }[];
  /** The last day of the calendar on which rows of the source were seen. */
  readonly newest: Readonly<Record<Source, LocalDate | null>>;
  readonly undelivered: {
    readonly notQueued: number;
    readonly bySector: readonly Undelivered[];
  };
  readonly openReviews: number;
  /** Of the last run over each window. */
  readonly openRejects: number;
}

/** Which days the calendar shows; where nothing is said, the last eight weeks. */
export interface StatusRequest {
  readonly ledgerFile: string;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

/** Reads a snapshot of the ledger; the wall clock says which day it is. */
export async function readStatus(request: StatusRequest, nowMs: number): Promise<Status> {
  const ledger = await openLedger({ file: request.ledgerFile, access: 'snapshot', create: false });
  try {
    return await describeLedger(ledger, request, nowMs);
  } finally {
    await ledger.close();
  }
}

const SHOWN_DAYS = 56;

async function describeLedger(
  ledger: Ledger,
  { fromMs, untilMs }: StatusRequest,
  nowMs: number,
): Promise<Status> {
  const runs = await ledger.runs();
  const completed = runs.filter(({ isPublished }) => isPublished);
  const windows = completed.map(stretchOf);
  const end = untilMs ?? startOfLocalDay(nowMs);
  const start = Math.min(...windows.map(({ from }) => from));
  const first = fromMs ?? Math.max(start, addLocalDays(startOfLocalDay(end - 1), 1 - SHOWN_DAYS));
  // Days that are asked for, before any run, are open like those between two.
  const opening = fromMs !== null && fromMs < start ? [{ from: fromMs, until: fromMs }] : [];
  const days = windows.length === 0 ? [] : listDays(localDate(first), localDate(end - 1));
  const coverage = await lookAtDays(days, ledger);
  return {
    ...coverage,
    covered: windows.length === 0 ? null : inUtc(spanOf(windows)),
    completedRuns: completed.length,
    unpublishedRuns: runs.filter(({ isPublished }) => !isPublished).map(({ runId }) => runId),
    gaps: windows.length === 0 ? [] : findGaps([...opening, ...windows], end).map(inUtc),
    newest: newestRows(coverage.calendar),
    undelivered: {
      notQueued: await ledger.outbox().unqueued(),
      bySector: await ledger.outbox().undelivered(),
    },
    openReviews: await countOpenReviews(ledger),
    openRejects: sumOfRejects(latestOfEachWindow(completed)),
  };
}

function latestOfEachWindow(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  return [...new Map(runs.map((run) => [`${run.from} ${run.until}`, run])).values()];
}

function newestRows(calendar: readonly CalendarDay[]): Status['newest'] {
  const [om = null, rechtspraak = null] = SOURCES.map(
    (source) => calendar.findLast((day) => day.source === source && (day.rows ?? 0) > 0)?.day,
  );
  return { OM: om, RECHTSPRAAK: rechtspraak };
}

function spanOf(windows: readonly Stretch[]): Stretch {
  return {
    from: Math.min(...windows.map(({ from }) => from)),
    until: Math.max(...windows.map(({ until }) => until)),
  };
}

function inUtc({ from, until }: Stretch) {
  return { from: utcText(from), until: utcText(until) };
}

function sumOfRejects(runs: readonly RecordedRun[]): number {
  return runs.reduce((total, run) => total + openRejects(run), 0);
}
