import type {
  DayCount,
  Ledger,
  RecordedDayCount,
  RecordedRun,
  RunChanges,
} from '../ledger/ledger.ts';
import type { Action } from '../notice/notice.ts';
import type { Rejection } from '../register/rejection.ts';
import { clip, dayStretch, type Stretch, stretchOf } from '../watch/calendar.ts';
import { compareDecisions, type DecisionChanges, type SeenInStretch } from './late-decisions.ts';
import { compareRejects, type RejectChanges } from './late-rejects.ts';

/** What is otherwise than when the window, or parts of it, were last run. */
export interface LateRows {
  /** The runs that this one is compared with, oldest first; none where no run looked at any part. */
  readonly since: readonly string[];
  readonly decisions: DecisionChanges;
  readonly rejects: RejectChanges;
  /** Every day of the window, whoever its rows concern. */
  readonly days: readonly ComparedDay[];
  /** Versions that this run issues. */
  readonly notices: readonly { readonly noticeId: string; readonly action: Action }[];
}

export interface ComparedDay extends Pick<DayCount, 'source' | 'day' | 'rows'> {
  /** Rows when this part of the day was last run; null where it never was. */
  readonly before: number | null;
  readonly isSame: boolean;
}

/** A run that was judged, and the completed ones that came before it. */
export interface JudgedRun {
  readonly window: Stretch;
  readonly days: readonly DayCount[];
  readonly rejections: Iterable<Rejection>;
  readonly changes: Iterable<RunChanges>;
  readonly earlier: readonly RecordedRun[];
}

/** Compares a run with those that last looked at the same moments (contract 3.9). */
export async function compareWithLastRuns(
  run: JudgedRun,
  ledger: Pick<Ledger, 'before' | 'seenBy'>,
): Promise<LateRows> {
  const earlier = run.earlier.filter((known) => clip(stretchOf(known), run.window) !== null);
  const last = earlier.filter((known, index) => !isHidden(known, earlier.slice(index + 1), run));
  const seen: SeenInStretch[] = [];
  for (const known of last)
    seen.push({ ...stretchOf(known), ...(await ledger.seenBy(known.number)) });
  const counts = await ledger
    .before(Number.POSITIVE_INFINITY)
    .countsOf([...new Set(run.days.map(({ day }) => day))]);
  return {
    since: last.map(({ runId }) => runId),
    decisions: compareDecisions(run.changes, seen),
    rejects: compareRejects(run.rejections, seen),
    days: compareDays(run, last, counts),
    notices: listNotices(run.changes),
  };
}

/** A later run looked at all that this one can be compared with. */
function isHidden(
  known: RecordedRun,
  later: readonly RecordedRun[],
  { window }: Pick<JudgedRun, 'window'>,
): boolean {
  const part = clip(stretchOf(known), window);
  return later.some((run) => isSame(part && clip(stretchOf(run), part), part));
}

/** Fingerprints tell only where the last run looked at the same part of the day. */
function compareDays(
  { window, days }: Pick<JudgedRun, 'window' | 'days'>,
  last: readonly RecordedRun[],
  counts: readonly RecordedDayCount[],
): readonly ComparedDay[] {
  const known = new Map(
    counts.map((count) => [`${count.run} ${count.source} ${count.day}`, count]),
  );
  const wholes = new Map(last.length === 0 ? [] : days.map(({ day }) => [day, dayStretch(day)]));
  return days.map(({ source, day, rows, fingerprint }) => {
    const whole = wholes.get(day) ?? window;
    const part = clip(window, whole);
    const run = last.findLast((one) => isSame(clip(stretchOf(one), whole), part));
    const before = run && known.get(`${run.number} ${source} ${day}`);
    const isUnchanged = before?.fingerprint === fingerprint;
    return { source, day, rows, before: before?.rows ?? null, isSame: isUnchanged };
  });
}

function isSame(a: Stretch | null, b: Stretch | null): boolean {
  return a?.from === b?.from && a?.until === b?.until;
}

function listNotices(changes: Iterable<RunChanges>): LateRows['notices'] {
  const issued: { noticeId: string; action: Action }[] = [];
  for (const { notices } of changes)
    for (const { noticeId, action } of notices) issued.push({ noticeId, action });
  return issued;
}
