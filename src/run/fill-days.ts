import type { DayCount } from '../ledger/ledger.ts';
import { countLocalDays, localDate } from '../register/local-time.ts';
import { SOURCES } from '../watch/calendar.ts';
import { listDays } from '../watch/coverage.ts';
import type { Question } from './question.ts';

/** Wider windows than this list only the days that have rows. */
const FILLED_DAYS = 4000;

/** Every source and local day of the window, also those without a row: that they were silent is known. */
export function fillDays(
  counted: readonly DayCount[],
  { fromMs, untilMs }: Pick<Question, 'fromMs' | 'untilMs'>,
): readonly DayCount[] {
  if (countLocalDays(fromMs, untilMs) > FILLED_DAYS) return counted;
  const known = new Map(counted.map((count) => [`${count.source} ${count.day}`, count]));
  const days = listDays(localDate(fromMs), localDate(untilMs - 1));
  return SOURCES.flatMap((source) =>
    days.map((day) => known.get(`${source} ${day}`) ?? { source, day, rows: 0, fingerprint: '' }),
  );
}
