import type { DayCount, Ledger, RecordedRun } from '../ledger/ledger.ts';
import type { LocalDate } from '../register/field.ts';
import { addLocalDays, localMidnight, shiftDate } from '../register/local-time.ts';
import { type CalendarDay, drawCalendar } from './calendar.ts';
import { earlierWeekdays, type Finding, findOddDays, findRepeatedFiles } from './findings.ts';

/** A run that is not recorded yet, with what it counted; it takes part as if it were. */
export interface RunInHand {
  readonly run: Pick<RecordedRun, 'runId' | 'from' | 'until' | 'inputs' | 'sliceUntil'>;
  readonly days: readonly DayCount[];
}

/** The calendar of some days and what is odd about them. */
export interface Coverage {
  readonly calendar: readonly CalendarDay[];
  readonly findings: readonly Finding[];
}

/** Local days from the first to the last, both included. */
export function listDays(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = shiftDate(day, 1)) days.push(day);
  return days;
}

/** Looks at some days, by what completed runs made of them and of the weeks before. */
export async function lookAtDays(
  days: readonly LocalDate[],
  ledger: Pick<Ledger, 'runs' | 'before'>,
  inHand: RunInHand | null = null,
): Promise<Coverage> {
  const view = ledger.before(Number.POSITIVE_INFINITY);
  const completed = (await ledger.runs()).filter(
    ({ isPublished, runId }) => isPublished && runId !== inHand?.run.runId,
  );
  const own = inHand === null ? [] : [{ ...inHand.run, number: IN_HAND }];
  const ownCounts = inHand?.days.map((count) => ({ ...count, run: IN_HAND })) ?? [];
  const compared = new Set([...days.flatMap(earlierWeekdays), ...days]);
  const asked = [...compared].sort();
  const facts = {
    runs: [...completed, ...own],
    counts: [...(await view.countsOf(asked)), ...ownCounts],
    outages: await view.outages(),
  };
  const whole = drawCalendar(asked, facts);
  const wanted = new Set(days);
  const calendar = whole.filter(({ day }) => wanted.has(day));
  const looked = inHand === null ? completed.filter(touches(days)) : own;
  const repeated = looked.flatMap((run) =>
    findRepeatedFiles(
      run,
      completed.filter(({ number }) => number < run.number),
    ),
  );
  return { calendar, findings: [...findOddDays(wanted, whole), ...repeated] };
}

/** After every recorded run. */
const IN_HAND = Number.POSITIVE_INFINITY;

function touches(days: readonly LocalDate[]) {
  const from = localMidnight(days[0] ?? '');
  const until = addLocalDays(localMidnight(days.at(-1) ?? ''), 1);
  return (run: Pick<RecordedRun, 'from' | 'until'>) =>
    Date.parse(run.from) < until && from < Date.parse(run.until);
}
