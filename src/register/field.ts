/** A calendar date, `YYYY-MM-DD`; dates compare as text. */
export type LocalDate = string;

/** A date of birth, `YYYY-MM-DD`; month and day, or day alone, may be `00` (unknown). */
export type BirthDate = string;

/** A moment: whole milliseconds since 1970 UTC, and the digits of its second beyond them. */
export interface Instant {
  readonly ms: number;
  /** Fraction digits after the third, without trailing zeros; compares as text. */
  readonly finer: string;
}

/** An article as a decision names it (contract 2.1): `248a` `Sr`, letters in lower case. */
export interface Article {
  /** Number and letters, parts joined by `:` or `.`, without leading zeros: `2:48`, `420bis.1`. */
  readonly number: string;
  /** The law as written. */
  readonly law: string;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const CASE_NUMBER = /^(\d{2})[/\-. ](\d{6})[-. ](\d{2})$/;
const ARTICLE_NUMBER = /^\d+[A-Za-z]*(?:[:.]\d+[A-Za-z]*)*$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MS_PER_DAY = 86_400_000;

/** Text without Unicode White_Space and U+FEFF at both ends (contract 2). */
export function trimText(text: string): string {
  let trimmed = text.trim();
  // String.prototype.trim takes all of White_Space but U+0085 (NEL).
  while (trimmed.startsWith('\u0085') || trimmed.endsWith('\u0085')) {
    const from = trimmed.startsWith('\u0085') ? 1 : 0;
    const until = trimmed.endsWith('\u0085') ? trimmed.length - 1 : trimmed.length;
    trimmed = trimmed.slice(from, Math.max(from, until)).trim();
  }
  return trimmed;
}

export function parseId(text: string): string | undefined {
  return /^[!-9<-~]{1,64}$/.test(text) ? text : undefined;
}

/** An integer of at least 1, at most nine digits. */
export function parseCount(text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const count = Number(text);
  return count >= 1 ? count : undefined;
}

export function parseDate(text: string): LocalDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  return isDay(year, month, day) ? text : undefined;
}

export function parseBirthDate(text: string): BirthDate | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  if (year >= 1 && day === 0 && month <= 12) return text;
  return isDay(year, month, day) ? text : undefined;
}

/** ISO 8601 with offset; seconds and fractions may be left out (contract 2.1). */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, date, hour, minute, second = '0', fraction = '', sign, offHour = '0', offMinute = '0'] =
    match as unknown as readonly [string, string, string, string, ...(string | undefined)[]];
  if (parseDate(date) === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  if (Number(second) > 59 || Number(offHour) > 23 || Number(offMinute) > 59) return undefined;
  const offset = (Number(offHour) * 60 + Number(offMinute)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return {
    ms: dayNumber(date) * MS_PER_DAY + minutes * 60_000 + Number(second) * 1000 + ms,
    finer: fraction.slice(3).replace(/0+$/, ''),
  };
}

export function compareInstants(a: Instant, b: Instant): number {
  if (a.ms !== b.ms) return a.ms - b.ms;
  return a.finer < b.finer ? -1 : a.finer > b.finer ? 1 : 0;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(date: LocalDate): number {
  const moment = new Date(0);
  moment.setUTCFullYear(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8)),
  );
  return moment.getTime() / MS_PER_DAY;
}

/** *Parketnummer*, normalised to `dd/dddddd-dd`. */
export function parseCaseNumber(text: string): string | undefined {
  const match = CASE_NUMBER.exec(text) ?? /^(\d{2})(\d{6})(\d{2})$/.exec(text);
  return match === null ? undefined : `${match[1]}/${match[2]}-${match[3]}`;
}

/** Eight or nine digits that pass the 11-test, padded to nine. */
export function parseBsn(text: string): string | undefined {
  if (!/^\d{8,9}$/.test(text)) return undefined;
  const bsn = text.padStart(9, '0');
  let sum = -Number(bsn[8]);
  for (let place = 0; place < 8; place += 1) sum += (9 - place) * Number(bsn[place]);
  return sum % 11 === 0 && bsn !== '000000000' ? bsn : undefined;
}

export function parseSkn(text: string): string | undefined {
  return /^[A-Za-z0-9]{1,20}$/.test(text) ? text : undefined;
}

/** Euros with at most two decimals, as whole cents. */
export function parseFine(text: string): number | undefined {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match === null ? undefined : Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`);
}

/** Sepot codes, two digits each; no empty element. */
export function parseGrounds(text: string): readonly string[] | undefined {
  const grounds = text.split(';').map(trimText);
  return grounds.every((ground) => /^\d{2}$/.test(ground)) ? grounds : undefined;
}

/** `;`-separated articles; no empty element. */
export function parseArticles(text: string): readonly Article[] | undefined {
  const articles: Article[] = [];
  for (const element of text.split(';')) {
    const article = parseArticle(trimText(element));
    if (article === undefined) return undefined;
    articles.push(article);
  }
  return articles;
}

export function parseEcli(text: string): string | undefined {
  const ecli = text.toUpperCase();
  return /^ECLI:NL:[A-Z0-9]+:\d{4}:[A-Z0-9.]+$/.test(ecli) ? ecli : undefined;
}

/** `<number><letters?> <LAW>`; a `lid <n>` between them is accepted and not carried on. */
function parseArticle(text: string): Article | undefined {
  const words = text.split(/\s+/);
  const number = words[0] ?? '';
  if (!ARTICLE_NUMBER.test(number)) return undefined;
  const hasParagraph = /^lid$/i.test(words[1] ?? '') && /^\d+$/.test(words[2] ?? '');
  const lawWords = words.slice(hasParagraph ? 3 : 1);
  if (lawWords.length === 0) return undefined;
  return {
    number: number.toLowerCase().replace(/(^|[:.])0+(?=\d)/g, '$1'),
    law: lawWords.join(' '),
  };
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0));
}
