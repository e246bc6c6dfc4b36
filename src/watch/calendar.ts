import type { DeclaredOutage } from '../ledger/declared-outage.ts';
import type { RecordedDayCount, RecordedRun } from '../ledger/ledger.ts';
import type { Source } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import { addLocalDays, localMidnight } from '../register/local-time.ts';

export const SOURCES: readonly Source[] = ['OM', 'RECHTSPRAAK'];

/** What completed runs made of one local day of a source. */
export interface CalendarDay {
  readonly source: Source;
  readonly day: LocalDate;
  /** `OUTAGE`: one is declared, and the rows of the whole day were not seen yet. */
  readonly state: 'COMPLETE' | 'PARTIAL' | 'NEVER' | 'OUTAGE';
  /** Null where no run counted them. */
  readonly rows: number | null;
}

/** Half-open, in milliseconds since 1970 UTC. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What is known of some days. */
export interface CoverageFacts {
  /** Completed ones. */
  readonly runs: readonly Pick<RecordedRun, 'number' | 'from' | 'until'>[];
  readonly counts: readonly RecordedDayCount[];
  readonly outages: readonly Pick<DeclaredOutage, 'source' | 'from' | 'until'>[];
}

/** The calendar of some days, source by source. */
export function drawCalendar(
  days: readonly LocalDate[],
  facts: CoverageFacts,
): readonly CalendarDay[] {
  const windows = new Map(facts.runs.map((run) => [run.number, stretchOf(run)]));
  const merged = mergeStretches([...windows.values()]);
  const counts = groupByDay(facts.counts);
  const stretches = days.map((day) => ({ day, whole: dayStretch(day) }));
  return SOURCES.flatMap((source) =>
    stretches.map(({ day, whole }) => {
      const counted = (counts.get(`${source} ${day}`) ?? []).flatMap(({ run, rows }) => {
        const part = clip(windows.get(run), whole);
        return part === null ? [] : [{ ...part, rows }];
      });
      const rows = countRows(counted);
      const covered = stateOf(merged, whole);
      const isOpen = covered !== 'COMPLETE' || rows === 0 || rows === null;
      const isDeclared = facts.outages.some(
        (outage) => outage.source === source && clip(stretchOf(outage), whole) !== null,
      );
      return { source, day, state: isOpen && isDeclared ? 'OUTAGE' : covered, rows };
    }),
  );
}

/** Stretches that no window covers, between the first one and a moment. */
export function findGaps(windows: readonly Stretch[], untilMs: number): readonly Stretch[] {
  const merged = mergeStretches(windows);
  return merged.flatMap(({ until }, index) => {
    const end = Math.min(merged[index + 1]?.from ?? untilMs, untilMs);
    return end > until ? [{ from: until, until: end }] : [];
  });
}

function groupByDay(
  counts: readonly RecordedDayCount[],
): ReadonlyMap<string, readonly RecordedDayCount[]> {
  const groups = new Map<string, RecordedDayCount[]>();
  for (const count of counts) {
    const key = `${count.source} ${count.day}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [count]);
    else group.push(count);
  }
  return groups;
}

/** Whether some stretches together leave nothing of one open. */
export function isCovered(whole: Stretch, stretches: readonly Stretch[]): boolean {
  return mergeStretches(stretches).some(
    ({ from, until }) => from <= whole.from && whole.until <= until,
  );
}

export function stretchOf({ from, until }: { from: string; until: string }): Stretch {
  return { from: Date.parse(from), until: Date.parse(until) };
}

export function dayStretch(day: LocalDate): Stretch {
  const from = localMidnight(day);
  return { from, until: addLocalDays(from, 1) };
}

function stateOf(merged: readonly Stretch[], whole: Stretch): 'COMPLETE' | 'PARTIAL' | 'NEVER' {
  if (isCovered(whole, merged)) return 'COMPLETE';
  return merged.some((stretch) => clip(stretch, whole) !== null) ? 'PARTIAL' : 'NEVER';
}

/**
 * Of runs over one part of a day the most rows that one of them read (a file of corrections holds few);
 * parts that do not overlap together, the longest first.
 */
function countRows(counted: readonly (Stretch & { readonly rows: number })[]): number | null {
  if (counted.length === 0) return null;
  const order = counted.toSorted(
    (a, b) => b.until - b.from - (a.until - a.from) || b.rows - a.rows,
  );
  const taken: Stretch[] = [];
  let rows = 0;
  for (const part of order) {
    if (taken.some((other) => clip(part, other) !== null)) continue;
    taken.push(part);
    rows += part.rows;
  }
  return rows;
}

function mergeStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: { from: number; until: number }[] = [];
  for (const { from, until } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else merged.push({ from, until });
  }
  return merged;
}

export function clip(stretch: Stretch | undefined, to: Stretch): Stretch | null {
  if (stretch === undefined) return null;
  const from = Math.max(stretch.from, to.from);
  const until = Math.min(stretch.until, to.until);
  return from < until ? { from, until } : null;
}
