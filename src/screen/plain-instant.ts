import { byteAt, digits, plainDate } from './plain-field.ts';

const MS_PER_DAY = 86_400_000;
const COLON = 0x3a;

/**
 * The moment of `YYYY-MM-DDThh:mm[:ss[.f]](Z|±hh:mm)` in milliseconds since 1970 UTC, with at most
 * three fraction digits; NaN where the field is of another form. As `parseInstant`, but over bytes.
 */
export function plainInstant(bytes: Buffer, start: number, end: number): number {
  if (end - start < 17 || byteAt(bytes, start + 10) !== 0x54) return Number.NaN;
  const date = plainDate(bytes, start, start + 10);
  const hour = digits(bytes, start + 11, start + 13);
  const minute = digits(bytes, start + 14, start + 16);
  if (date < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return Number.NaN;
  if (byteAt(bytes, start + 13) !== COLON) return Number.NaN;
  let at = start + 16;
  let ms = 0;
  if (byteAt(bytes, at) === COLON) {
    const second = at + 3 < end ? digits(bytes, at + 1, at + 3) : -1;
    if (second < 0 || second > 59) return Number.NaN;
    at += 3;
    ms = second * 1000;
    if (byteAt(bytes, at) === 0x2e) {
      let unit = 100;
      const from = at + 1;
      for (at = from; at < end && at < from + 4; at += 1) {
        const digit = byteAt(bytes, at) - 0x30;
        if (digit < 0 || digit > 9) break;
        ms += digit * unit;
        unit /= 10;
      }
      if (at === from || at > from + 3) return Number.NaN;
    }
  }
  const offset = plainOffset(bytes, at, end);
  return daysOf(date) * MS_PER_DAY + (hour * 60 + minute - offset) * 60_000 + ms;
}

/** Minutes east of UTC; NaN where the rest of the field is no offset. */
function plainOffset(bytes: Buffer, at: number, end: number): number {
  const sign = byteAt(bytes, at);
  if (end - at === 1 && sign === 0x5a) return 0;
  if (end - at !== 6 || (sign !== 0x2b && sign !== 0x2d)) return Number.NaN;
  const hour = digits(bytes, at + 1, at + 3);
  const minute = digits(bytes, at + 4, at + 6);
  if (byteAt(bytes, at + 3) !== COLON || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return Number.NaN;
  return (hour * 60 + minute) * (sign === 0x2d ? -1 : 1);
}

/** Days since 1970-01-01 of YYYYMMDD, counted in years that begin in March so that leap days come last. */
function daysOf(date: number): number {
  const month = Math.floor(date / 100) % 100;
  const year = Math.floor(date / 10_000) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + (date % 100) - 1;
  return (
    year * 365 +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    dayOfYear -
    719_468
  );
}
