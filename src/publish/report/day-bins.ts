import { localDate } from '../../register/local-time.ts';
import type { ReportFacts } from './facts.ts';
import { dayAfter } from './format.ts';

/** So many bars can be told apart on a phone; a longer window has several days in one. */
const MOST_BINS = 100;

/** Days that follow on each other, and what each source had on them. */
export interface DayBin {
  readonly first: string;
  readonly last: string;
  /** Rows and whether an outage was declared, in the order of the sources. */
  readonly sources: readonly { readonly rows: number; readonly isOutage: boolean }[];
}

export interface DayTable {
  readonly sources: readonly string[];
  readonly days: readonly string[];
  readonly bins: readonly DayBin[];
  /** Local days of declared outages that touch the window, both ends included. */
  readonly outages: readonly {
    readonly source: string;
    readonly first: string;
    readonly last: string;
  }[];
}

/** The window's local days, each source beside the other; days without a row are there too. */
export function layOutDays({ window, days: counted, outages }: ReportFacts): DayTable {
  const days = listDays(localDate(Date.parse(window.fromUtc)), lastDay(window.untilUtc));
  const stretches = outages
    .map(({ source, from, until }) => ({
      source,
      first: localDate(Date.parse(from)),
      last: lastDay(until),
    }))
    .filter(({ first, last }) => first <= (days.at(-1) ?? '') && last >= (days[0] ?? ''));
  const sources = [...new Set(['OM', 'RECHTSPRAAK', ...counted.map(({ source }) => source)])];
  const rows = new Map(counted.map((count) => [`${count.source} ${count.day}`, count.rows]));
  const size = Math.ceil(days.length / MOST_BINS);
  const bins: DayBin[] = [];
  for (let at = 0; at < days.length; at += size) {
    const within = days.slice(at, at + size);
    const [first = '', last = ''] = [within[0], within.at(-1)];
    const own = sources.map((source) => ({
      rows: within.reduce((sum, day) => sum + (rows.get(`${source} ${day}`) ?? 0), 0),
      isOutage: stretches.some((o) => o.source === source && o.first <= last && o.last >= first),
    }));
    bins.push({ first, last, sources: own });
  }
  return { sources, days, bins, outages: stretches };
}

/** Local day that holds the last moment before an exclusive end. */
function lastDay(until: string): string {
  return localDate(Date.parse(until) - 1);
}

function listDays(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  return days;
}
