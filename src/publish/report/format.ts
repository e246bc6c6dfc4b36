import type { ReportWords } from './words.ts';

const DAY_MS = 86_400_000;
const MOST_STRETCHES = 5;

/** `12.345`; written out here, so that no version of the platform's tables changes a byte. */
export function formatCount(value: number, { thousands }: Pick<ReportWords, 'thousands'>): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, thousands);
}

/** A count with its noun (and verb): `1 rij`, `12 rijen`. */
export function withNoun(count: string, one: string, more: string): string {
  return `${count} ${count === '1' ? one : more}`;
}

/** `17 juli 2025` */
export function formatDay(day: string, { months }: Pick<ReportWords, 'months'>): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `17 juli 2025`, with the time of day where it is not midnight: `17 juli 2025, 12:30:00+02:00`. */
export function formatMoment(local: string, words: ReportWords): string {
  const [day = '', time = ''] = local.split('T');
  const name = formatDay(day, words);
  return time.startsWith('00:00:00') && !time.includes('.') ? name : `${name}, ${time}`;
}

/** Dates that follow on each other as one stretch; empty where there are more stretches than one reads. */
export function formatDays(days: readonly string[], words: ReportWords): string {
  const stretches: { first: string; last: string }[] = [];
  for (const day of days) {
    const open = stretches.at(-1);
    if (open !== undefined && dayAfter(open.last) === day) open.last = day;
    else stretches.push({ first: day, last: day });
  }
  if (stretches.length > MOST_STRETCHES) return '';
  return stretches
    .map(({ first, last }) =>
      first === last
        ? formatDay(first, words)
        : `${formatDay(first, words)} ${words.days.to} ${formatDay(last, words)}`,
    )
    .join(', ');
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

/** The meaning of a code, else the code itself. */
export function nameOf(name: string, { codes }: ReportWords): string {
  return Object.hasOwn(codes, name) ? (codes[name] ?? name) : name;
}
