const MS_PER_DAY = 86_400_000;

/** @type {Map<number, string>} */
const texts = new Map();

/** Days since 1970 of a date. @param {string} date `YYYY-MM-DD` */
export function dayOf(date) {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** `YYYY-MM-DD` of a number of days since 1970. @param {number} day */
export function dateOf(day) {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** @param {number} value @param {number} length */
export function digits(value, length) {
  return String(value).padStart(length, '0');
}

/** The outage: rows are registered on these days, in summer time throughout. */
export const FIRST_DAY = dayOf('2025-07-17');
export const LAST_DAY = dayOf('2025-09-25');
