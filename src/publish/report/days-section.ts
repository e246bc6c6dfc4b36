import { CLOSE, openChart, percent } from './bars.ts';
import { type DayBin, type DayTable, layOutDays } from './day-bins.ts';
import type { ReportFacts } from './facts.ts';
import { formatCount, formatDay, formatDays } from './format.ts';
import { sumRows } from './funnel-section.ts';
import { type Cell, escapeHtml, paragraph, renderTable, section } from './html.ts';
import type { ReportWords } from './words.ts';

const TOP_PX = 22;
const BASE_PX = 110;
const HEIGHT_PX = 130;

/** Rows of each source on each local day of the window, declared outages marked. */
export function renderDays(facts: ReportFacts, words: ReportWords): string {
  const { days } = words;
  const table = layOutDays(facts);
  const outages = table.sources.flatMap((source) => {
    const own = table.outages.filter((outage) => outage.source === source);
    const periods = own.map((outage) => formatBin(outage, words)).join('; ');
    return own.length === 0 ? [] : [days.outage(source, periods)];
  });
  const marks = (outages.length === 0 ? [days.noOutage] : outages).map((text) => paragraph(text));
  if (isUncounted(facts))
    return section('dagen', days.heading, [...marks, paragraph(days.notCounted)]);
  const charts = table.sources.map((source, at) => renderSource(source, at, { table, words }));
  const legend =
    outages.length === 0 ? '' : `<p class="legend"><span></span> ${escapeHtml(days.legend)}</p>`;
  return section('dagen', days.heading, [
    paragraph(days.intro),
    ...marks,
    ...charts,
    legend,
    renderDayTable(table, words),
  ]);
}

/** Rows inside the window without any day: counted by nobody, which is not the same as none. */
function isUncounted({ days, totals }: ReportFacts): boolean {
  const inside = totals.filter(
    ({ input, disposition }) =>
      input === 'decisions' && !['REJECTED', 'OUTSIDE_WINDOW'].includes(disposition),
  );
  return days.length === 0 && sumRows(inside) > 0;
}

function renderSource(
  source: string,
  at: number,
  { table, words }: { readonly table: DayTable; readonly words: ReportWords },
): string {
  const { bins } = table;
  const rowsOf = ({ sources }: DayBin) => sources[at]?.rows ?? 0;
  const most = bins.reduce((highest, bin) => Math.max(highest, rowsOf(bin)), 0);
  const best = bins.find((bin) => most > 0 && rowsOf(bin) === most);
  const silent = bins.filter((bin) => rowsOf(bin) === 0 && bin.first === bin.last);
  const silentDays = silent.map(({ first }) => first);
  const all = bins.reduce((sum, bin) => sum + rowsOf(bin), 0);
  const { days } = words;
  const chart = {
    id: `days-${at}`,
    title: days.title(source),
    desc: days.desc(
      formatCount(all, words),
      formatCount(most, words),
      best === undefined ? '–' : formatBin(best, words),
      formatCount(silentDays.length, words),
    ),
  };
  const bars = bins.map((bin, place) => {
    const { rows = 0, isOutage = false } = bin.sources[at] ?? {};
    return renderBin({ rows, isOutage }, { place, of: bins.length, most });
  });
  const highest = days.highest(formatCount(most, words));
  const figure = `<figure>
<figcaption>${escapeHtml(source)} <span>${escapeHtml(highest)}</span></figcaption>
${openChart(chart, HEIGHT_PX)}${bars.join('')}
<line x1="0" x2="100%" y1="${BASE_PX}" y2="${BASE_PX}"/>
<text x="0" y="${BASE_PX + 16}">${escapeHtml(formatDay(bins[0]?.first ?? '', words))}</text><text x="100%" y="${BASE_PX + 16}" text-anchor="end">${escapeHtml(formatDay(bins.at(-1)?.last ?? '', words))}</text>${CLOSE}
</figure>`;
  return silentDays.length === 0
    ? figure
    : `${figure}\n${paragraph(days.silent(source, formatCount(silentDays.length, words), formatDays(silentDays, words)), 'note')}`;
}

function renderBin(
  { rows, isOutage }: DayBin['sources'][number],
  { place, of, most }: { readonly place: number; readonly of: number; readonly most: number },
): string {
  const x = percent(place, of);
  const mark = isOutage
    ? `<rect class="outage" x="${x}" y="0" width="${percent(1, of)}" height="${BASE_PX}"/>`
    : '';
  if (rows === 0) return mark;
  const height = Math.max(1, Math.round((rows / most) * (BASE_PX - TOP_PX)));
  const width = percent(0.8, of);
  return `${mark}<rect class="plain" x="${x}" y="${BASE_PX - height}" width="${width}" height="${height}"/>`;
}

function renderDayTable({ sources, bins }: DayTable, words: ReportWords): string {
  const { days } = words;
  const rows = bins.map((bin): Cell[] => {
    const marked = sources.filter((_, at) => bin.sources[at]?.isOutage === true);
    // A narrow column breaks a date before the year alone.
    const day = formatBin(bin, words).replaceAll(/(?<=\d) /g, '\u00a0');
    return [day, ...bin.sources.map(({ rows: of }) => of), marked.join(', ')];
  });
  const heads = [
    { name: days.day },
    ...sources.map((name) => ({ name, isNumber: true })),
    { name: days.marked },
  ];
  const count = (value: number) => formatCount(value, words);
  return renderTable({ caption: days.caption, heads, rows }, count);
}

function formatBin({ first, last }: Pick<DayBin, 'first' | 'last'>, words: ReportWords): string {
  return first === last
    ? formatDay(first, words)
    : `${formatDay(first, words)} ${words.days.to} ${formatDay(last, words)}`;
}
