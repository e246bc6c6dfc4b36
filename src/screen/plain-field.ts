/*
 * Checks of single fields over bytes `[start, end)`: each accepts a subset of what `register/field.ts`
 * accepts for the same column and says "no" (-1 or false) wherever it is not sure. `bytes[i]` is
 * always inside the row here, hence the casts: the hot path takes no detour for the type checker.
 */

const DOT = 0x2e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const SPACE = 0x20;
const DASH = 0x2d;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Larger than any year, month or day, also a hundredfold. */
const NO_DIGITS = 1_000_000;
const LONGEST_FIELD = 32 * 1024;

/** Widths of fields that their checks find to be all digits and dashes. */
export const WIDTHS: Readonly<Record<string, number>> = {
  decided_on: 10,
  irrevocable_on: 10,
  offence_from: 10,
  offence_until: 10,
  birth_date: 10,
  valid_from: 10,
  valid_until: 10,
  vog_issued_on: 10,
  bsn: 9,
};

export function byteAt(bytes: Buffer, at: number): number {
  return bytes[at] as number;
}

/** Value of the digits in `[start, end)`, -1 where one is none. At most nine digits. */
export function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = byteAt(bytes, at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** 1–64 characters, none of them a space, `;` or `:`. */
export function isPlainId(bytes: Buffer, start: number, end: number): boolean {
  if (end === start || end - start > 64) return false;
  for (let at = start; at < end; at += 1) {
    const byte = byteAt(bytes, at);
    if (byte === SPACE || byte === SEMICOLON || byte === COLON) return false;
  }
  return true;
}

/** The date `YYYY-MM-DD` as the number YYYYMMDD; -1 where it is none. */
export function plainDate(bytes: Buffer, start: number, end: number): number {
  const value = end - start === 10 ? plainBirthDate(bytes, start, end) : -1;
  return value % 100 === 0 ? -1 : value;
}

/** As `plainDate`; month and day, or day alone, may be `00`. */
export function plainBirthDate(bytes: Buffer, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
  const century = twoDigits(bytes, start);
  const year = century * 100 + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  // A pair that is no number is NO_DIGITS, and so the date is in no year, month or day that there is.
  if (year < 1 || year > 9999 || month > 12 || day > 31) return -1;
  if (day > 28 && day > lengthOf(month, year)) return -1;
  if (month === 0 && day !== 0) return -1;
  return year * 10_000 + month * 100 + day;
}

/** Nine digits that pass the 11-test, as a number; -1 where they do not. */
export function plainBsn(bytes: Buffer, start: number, end: number): number {
  if (end - start !== 9) return -1;
  let value = 0;
  let sum = 0;
  for (let place = 9; place > 0; place -= 1) {
    const digit = byteAt(bytes, end - place) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
    sum += place === 1 ? -digit : place * digit;
  }
  return value > 0 && sum % 11 === 0 ? value : -1;
}

export function isPlainSkn(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 20) return false;
  for (let at = start; at < end; at += 1) {
    const byte = byteAt(bytes, at);
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (!isDigit && !isLetter(byte)) return false;
  }
  return true;
}

/** `dd/dddddd-dd` only. */
export function isPlainCaseNumber(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start === 12 &&
    byteAt(bytes, start + 2) === 0x2f &&
    byteAt(bytes, start + 9) === DASH &&
    digits(bytes, start, start + 2) >= 0 &&
    digits(bytes, start + 3, start + 9) >= 0 &&
    digits(bytes, start + 10, start + 12) >= 0
  );
}

/** Two digits, `;`-separated. */
export function isPlainGrounds(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; ; at += 3) {
    if (at + 2 > end || digits(bytes, at, at + 2) < 0) return false;
    if (at + 2 === end) return true;
    if (byteAt(bytes, at + 2) !== SEMICOLON) return false;
  }
}

/** Whole euros, or with one or two decimals. */
export function isPlainFine(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && isDigitByte(byteAt(bytes, at))) at += 1;
  if (at === start) return false;
  if (at === end) return true;
  const decimals = end - at - 1;
  return (
    byteAt(bytes, at) === DOT && decimals >= 1 && decimals <= 2 && digits(bytes, at + 1, end) >= 0
  );
}

/** The bytes are the letters of one of the codes; gives its place in the list, -1 for none. */
export function codeAt(
  bytes: Buffer,
  start: number,
  end: number,
  codes: readonly Buffer[],
): number {
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] as Buffer;
    if (code.length !== end - start) continue;
    let at = 0;
    while (at < code.length && code[at] === bytes[start + at]) at += 1;
    if (at === code.length) return index;
  }
  return -1;
}

/** Codes as bytes, for `codeAt`. */
export function codes(texts: readonly string[]): readonly Buffer[] {
  return texts.map((text) => Buffer.from(text));
}

export function isTooLong(start: number, end: number): boolean {
  return end - start > LONGEST_FIELD;
}

/** The number of two digits; NO_DIGITS where one is none. */
function twoDigits(bytes: Buffer, start: number): number {
  const tens = byteAt(bytes, start) - 0x30;
  const ones = byteAt(bytes, start + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS;
}

function lengthOf(month: number, year: number): number {
  if (month !== 2) return MONTH_LENGTHS[month - 1] ?? 0;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

export function isDigitByte(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
