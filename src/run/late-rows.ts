import type {
  DayCount,
  Ledger,
  RecordedDayCount,
  RecordedRun,
  RunChanges,
} from '../ledger/ledger.ts';
import type { Action } from '../notice/notice.ts';
import type { RunResult } from '../publish/run-result.ts';
import { clip, dayStretch, isCovered, type Stretch, stretchOf } from '../watch/calendar.ts';
import { compareDecisions, type DecisionChanges, type SeenInStretch } from './late-decisions.ts';
import { compareRejects, type RejectChanges } from './late-rejects.ts';
import type { Mending } from './mending.ts';
import { REMEMBERED_REJECTS } from './run-changes.ts';

/** What is otherwise than when the window, or parts of it, were last run. */
export interface LateRows {
  /** The runs that this one is compared with, oldest first; none where no run looked at any part. */
  readonly since: readonly string[];
  /** Where all that is read are mended rows of a run: of these the rest tells, and nothing is gone. */
  readonly mending: Mending | null;
  readonly decisions: DecisionChanges;
  readonly rejects: RejectChanges;
  /** Every day of the window, whoever its rows concern. */
  readonly days: readonly ComparedDay[];
  /** Versions that this run issues: how many, and the first of them. */
  readonly notices: {
    readonly count: number;
    readonly first: readonly { readonly noticeId: string; readonly action: Action }[];
  };
}

const LISTED_NOTICES = 1000;

export interface ComparedDay extends Pick<DayCount, 'source' | 'day' | 'rows'> {
  /** Rows when this part of the day was last run; null where it never was. */
  readonly before: number | null;
  readonly isSame: boolean;
}

/** A run that was judged, and the completed ones that came before it. */
export interface JudgedRun {
  readonly window: Stretch;
  readonly days: readonly DayCount[];
  readonly rejections: RunResult['rejections'];
  readonly changes: Iterable<RunChanges>;
  readonly earlier: readonly RecordedRun[];
  readonly mended: RecordedRun | null;
  readonly mending: Mending | null;
}

/** Compares a run with those that last looked at the same moments (contract 3.9). */
export async function compareWithLastRuns(
  run: JudgedRun,
  ledger: Pick<Ledger, 'before' | 'seenBy'>,
): Promise<LateRows> {
  const { mending } = run;
  const last = run.mended === null ? lastRuns(run) : [run.mended];
  const counts = await ledger
    .before(Number.POSITIVE_INFINITY)
    .countsOf([...new Set(run.days.map(({ day }) => day))]);
  const compared = compareDays(run, last, counts);
  const days = mending === null ? compared : compared.filter(({ rows }) => rows > 0);
  if (last.length === 0) return { ...FIRST_RUN, mending, days };
  const seen: SeenInStretch[] = [];
  for (const known of last)
    seen.push({ ...stretchOf(known), ...(await ledger.seenBy(known.number)) });
  const areDecisionsKnown = last.every(({ purged }) => purged !== 'ALL');
  const areRejectsListed =
    run.rejections.length <= REMEMBERED_REJECTS && last.every(({ purged }) => purged === undefined);
  const decisions = areDecisionsKnown ? compareDecisions(run.changes, seen) : FIRST_RUN.decisions;
  return {
    since: last.map(({ runId }) => runId),
    mending,
    decisions: { ...decisions, ...(mending !== null && { gone: [] }) },
    rejects: areRejectsListed ? compareRejects(run.rejections, seen) : FIRST_RUN.rejects,
    days,
    notices: listNotices(run.changes),
  };
}

const FIRST_RUN: Omit<LateRows, 'days'> = {
  since: [],
  mending: null,
  decisions: { new: [], changed: [], gone: [] },
  rejects: { new: [], gone: [] },
  notices: { count: 0, first: [] },
};

/** Mended rows alone say nothing of the others. */
function lastRuns({ earlier, window }: JudgedRun): readonly RecordedRun[] {
  const whole = earlier.filter(
    (known) => known.mends === undefined && clip(stretchOf(known), window) !== null,
  );
  return whole.filter((known, index) => !isHidden(known, whole.slice(index + 1), { window }));
}

/** Later runs looked at all that this one can be compared with. */
function isHidden(
  known: RecordedRun,
  later: readonly RecordedRun[],
  { window }: Pick<JudgedRun, 'window'>,
): boolean {
  const part = clip(stretchOf(known), window);
  return part !== null && isCovered(part, later.map(stretchOf));
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
  const first: { noticeId: string; action: Action }[] = [];
  let count = 0;
  for (const { notices } of changes) {
    count += notices.length;
    const room = LISTED_NOTICES - first.length;
    for (const { noticeId, action } of notices.slice(0, room)) first.push({ noticeId, action });
  }
  return { count, first };
}
