import { type Bar, renderBars } from './bars.ts';
import type { ReportFacts } from './facts.ts';
import { formatCount, nameOf } from './format.ts';
import { named } from './funnel-section.ts';
import { type Cell, code, escapeHtml, paragraph, renderTable, section } from './html.ts';
import type { ReportTally } from './tally.ts';
import type { ReportWords } from './words.ts';

/** One thing that came out, counted. */
interface Outcome {
  readonly kind: 'notice' | 'review' | 'plain';
  readonly name: string;
  /** Empty where there is none. */
  readonly severity: string;
  readonly count: number;
}

/** Notices per category, reviews and considered facts, sector by sector. */
export function renderOutcomes({ tally }: ReportFacts, words: ReportWords): string {
  const { outcomes } = words;
  const { notices, reviews, considered } = tally;
  const sectors = [
    ...new Set([...notices.values(0), ...reviews.values(0), ...considered.values(0)]),
  ].sort();
  const bySector = sectors.map((sector) => ({ sector, list: outcomesOf(sector, tally) }));
  const charts = bySector.map((of, at) => renderSector(of, at, words));
  const rows = bySector.flatMap(({ sector, list }) =>
    list.map((outcome): Cell[] => {
      const what = `${escapeHtml(kindName(outcome, words))}: ${named(outcome.name, words).html}`;
      const name = outcome.kind === 'review' ? kindName(outcome, words) : { html: what };
      return [code(sector), name, outcome.severity, outcome.count];
    }),
  );
  const heads = [
    { name: outcomes.sector },
    { name: outcomes.outcome },
    { name: outcomes.severity, isNumber: true },
    { name: outcomes.count, isNumber: true },
  ];
  const count = (value: number) => formatCount(value, words);
  return section('uitkomsten', outcomes.heading, [
    paragraph(sectors.length === 0 ? outcomes.empty : outcomes.intro),
    ...charts,
    renderTable({ caption: outcomes.caption, heads, rows }, count),
  ]);
}

function outcomesOf(sector: string, { notices, reviews, considered }: ReportTally): Outcome[] {
  const categories = new Map<string, Outcome>();
  for (const { key, count } of notices.entries()) {
    const [of, severity = '', name = '', action] = key;
    if (of !== sector || action === 'RETRACTED') continue;
    const before = categories.get(`${severity} ${name}`)?.count ?? 0;
    categories.set(`${severity} ${name}`, {
      ...{ kind: 'notice', name, severity, count: before + count },
    });
  }
  const waiting = reviews.sum({ 0: sector });
  const rest = considered.entries().filter(({ key }) => key[0] === sector);
  return [
    ...categories.values(),
    ...(waiting === 0
      ? []
      : [{ kind: 'review' as const, name: 'REVIEW', severity: '', count: waiting }]),
    ...rest.map(({ key, count }) => ({
      ...{ kind: 'plain' as const, name: key[1] ?? '', severity: '', count },
    })),
  ];
}

function renderSector(
  { sector, list }: { readonly sector: string; readonly list: readonly Outcome[] },
  at: number,
  words: ReportWords,
): string {
  if (list.length === 0) return '';
  const { outcomes } = words;
  const whole = list.reduce((most, { count }) => Math.max(most, count), 0);
  const sum = (kind: Outcome['kind']) =>
    formatCount(
      list.reduce((all, outcome) => all + (outcome.kind === kind ? outcome.count : 0), 0),
      words,
    );
  const bars = list.map((outcome): Bar => {
    const { kind, count, name } = outcome;
    const label = kind === 'notice' ? `${kindName(outcome, words)}: ${name}` : nameOf(name, words);
    return {
      ...{ label, value: formatCount(count, words), pale: 0, from: 0, length: count, tone: kind },
    };
  });
  const chart = {
    id: `sector-${at}`,
    title: outcomes.title(sector),
    desc: outcomes.desc(sum('notice'), sum('review'), sum('plain')),
  };
  return `<h3>${code(sector).html}</h3>\n${renderBars(chart, bars, whole)}`;
}

function kindName({ kind }: Outcome, { outcomes }: ReportWords): string {
  if (kind === 'notice') return outcomes.notice;
  return kind === 'review' ? outcomes.review : outcomes.considered;
}
