import type { RecordedRun } from '../ledger/ledger.ts';
import type { Source } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import { shiftDate } from '../register/local-time.ts';
import { type CalendarDay, stretchOf } from './calendar.ts';

/** Something that may mean that data are missing; each is named for a person to look at. */
export type Finding =
  | { readonly kind: 'SILENT' | 'OUTAGE'; readonly source: Source; readonly day: LocalDate }
  | {
      readonly kind: 'VOLUME';
      readonly source: Source;
      readonly day: LocalDate;
      readonly rows: number;
      readonly median: number;
    }
  | {
      readonly kind: 'REPEATED_FILE';
      readonly file: string;
      readonly runId: string;
      readonly otherRunId: string;
    };

/** How many same weekdays a volume is compared with, and how many of them must be known. */
const WEEKS_COMPARED = 8;
const WEEKS_NEEDED = 4;
const FACTOR = 3;

/** Silent days, odd volumes and open outages of the given days; the calendar reaches further back. */
export function findOddDays(
  days: ReadonlySet<LocalDate>,
  calendar: readonly CalendarDay[],
): readonly Finding[] {
  const rowsOf = new Map<string, number>();
  for (const { source, day, state, rows } of calendar)
    if (state === 'COMPLETE' && rows !== null) rowsOf.set(`${source} ${day}`, rows);
  return calendar.flatMap(({ source, day, state, rows }): readonly Finding[] => {
    if (!days.has(day)) return [];
    if (state === 'OUTAGE') return [{ kind: 'OUTAGE', source, day }];
    if (state !== 'COMPLETE' || rows === null) return [];
    const median = medianOf(
      earlierWeekdays(day).flatMap((d) => rowsOf.get(`${source} ${d}`) ?? []),
    );
    // Where nothing comes on such a weekday, nothing is what is expected.
    if (rows === 0) return median === 0 ? [] : [{ kind: 'SILENT', source, day }];
    if (median === null || median === 0) return [];
    const isOdd = rows < median / FACTOR || rows > median * FACTOR;
    return isOdd ? [{ kind: 'VOLUME', source, day, rows, median }] : [];
  });
}

/**
 * Decision files that were run over one window and, byte for byte, over another that does not overlap
 * it: last night's file again. Slices of one window share their files, and a file without rows says
 * nothing.
 */
export function findRepeatedFiles(
  run: Pick<RecordedRun, 'runId' | 'from' | 'until' | 'inputs' | 'sliceUntil'>,
  others: readonly Pick<RecordedRun, 'runId' | 'from' | 'until' | 'inputs' | 'sliceUntil'>[],
): readonly Finding[] {
  const own = stretchOf(run);
  return others.flatMap((other) => {
    const { from, until } = stretchOf(other);
    const isOverlapping = from < own.until && own.from < until;
    const isSlice = run.sliceUntil !== undefined && run.sliceUntil === other.sliceUntil;
    if (isOverlapping || isSlice) return [];
    const hashes = new Set(other.inputs.filter(isDecisions).map(({ sha256 }) => sha256));
    return run.inputs
      .filter((input) => isDecisions(input) && input.rows !== 0 && hashes.has(input.sha256))
      .map(({ file }): Finding => {
        return { kind: 'REPEATED_FILE', file, runId: run.runId, otherRunId: other.runId };
      });
  });
}

/** The days on which the volume of a day rests. */
export function earlierWeekdays(day: LocalDate): readonly LocalDate[] {
  return Array.from({ length: WEEKS_COMPARED }, (_, week) => shiftDate(day, -7 * (week + 1)));
}

function isDecisions({ kind }: { readonly kind: string }): boolean {
  return kind === 'decisions';
}

/** Null where too few are known. */
function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length < WEEKS_NEEDED) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}
