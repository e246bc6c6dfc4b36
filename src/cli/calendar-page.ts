import { shiftDate } from '../register/local-time.ts';
import { type CalendarDay, SOURCES } from '../watch/calendar.ts';
import type { Words } from './words/words.ts';

const MARKS = { COMPLETE: '#', PARTIAL: '+', NEVER: '.', OUTAGE: '~' } as const;
const COLUMN = 13;

/** The calendar with one line a week and a block of seven days a source, Monday first. */
export function drawWeeks(
  calendar: readonly CalendarDay[],
  words: Words['status'],
): readonly string[] {
  const marks = new Map(calendar.map((day) => [`${day.source} ${day.day}`, markOf(day)]));
  const mondays = [...new Set(calendar.map(({ day }) => mondayOf(day)))].sort();
  const lines = mondays.map((monday) => {
    const blocks = SOURCES.map((source) =>
      weekOf(monday)
        .map((day) => marks.get(`${source} ${day}`) ?? ' ')
        .join(''),
    );
    return row(monday, blocks);
  });
  return [
    row('', SOURCES),
    row(
      words.weekOf,
      SOURCES.map(() => words.weekdays),
    ),
    ...lines,
    '',
    words.legend,
  ];
}

function markOf({ state, rows }: CalendarDay): string {
  return state === 'COMPLETE' && rows === 0 ? '0' : MARKS[state];
}

function row(head: string, blocks: readonly string[]): string {
  return [head, ...blocks]
    .map((part) => part.padEnd(COLUMN))
    .join('')
    .trimEnd();
}

function weekOf(monday: string): readonly string[] {
  return Array.from({ length: 7 }, (_, day) => shiftDate(monday, day));
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return shiftDate(day, -weekday);
}
