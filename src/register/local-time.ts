import { DateTime } from 'luxon';
import type { LocalDate } from './field.ts';

/** "Local" is everywhere the zone in which the register keeps its days (contract, head). */
const ZONE = 'Europe/Amsterdam';

export function localDate(ms: number): LocalDate {
  return local(ms).toFormat('yyyy-MM-dd');
}

/** `2025-07-17T00:00:00+02:00` */
export function localText(ms: number): string {
  return local(ms).toISO({ suppressMilliseconds: true }) ?? '';
}

/** `2025-07-16T22:00:00Z` */
export function utcText(ms: number): string {
  return DateTime.fromMillis(ms, { zone: 'utc' }).toISO({ suppressMilliseconds: true }) ?? '';
}

/** Local midnight at the start of the day that holds the moment. */
export function startOfLocalDay(ms: number): number {
  return local(ms).startOf('day').toMillis();
}

/** Local midnight at the start of a date, in milliseconds since 1970 UTC. */
export function localMidnight(date: LocalDate): number {
  return DateTime.fromISO(date, { zone: ZONE }).toMillis();
}

/** So many calendar days later, or earlier. */
export function shiftDate(date: LocalDate, days: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The same time of day so many local days later, or earlier; a day has 23 or 25 hours where it has. */
export function addLocalDays(ms: number, days: number): number {
  return local(ms).plus({ days }).toMillis();
}

/** How many local days a stretch touches. */
export function countLocalDays(fromMs: number, untilMs: number): number {
  const last = local(untilMs - 1).startOf('day');
  return Math.round(last.diff(local(fromMs).startOf('day'), 'days').days) + 1;
}

export function isLocalMidnight(ms: number): boolean {
  return ms === startOfLocalDay(ms);
}

function local(ms: number): DateTime {
  return DateTime.fromMillis(ms, { zone: ZONE });
}
