import { type Bar, renderBars } from './bars.ts';
import type { ReportFacts } from './facts.ts';
import { formatCount, nameOf } from './format.ts';
import {
  breakable,
  type Cell,
  code,
  escapeHtml,
  type Html,
  paragraph,
  renderTable,
  section,
} from './html.ts';
import type { ReportWords } from './words.ts';

/** Where a decision ends, first what drops out, then what leads somewhere; others come first. */
const STEPS = [
  ...['REJECTED', 'OUTSIDE_WINDOW', 'NO_SUBSCRIPTION', 'DUPLICATE', 'CONFLICTING'],
  ...['SUPERSEDED', 'WITHDRAWN', 'OVERRULED', 'CONSIDERED', 'REVIEW', 'NOTICE'],
];
const OUTCOMES = new Set(['CONSIDERED', 'REVIEW', 'NOTICE']);

interface Step {
  readonly end: string;
  readonly rows: number;
  readonly before: number;
}

/** From rows read to the end of every row (contract 4). */
export function renderFunnel(facts: ReportFacts, words: ReportWords): string {
  const { funnel } = words;
  const count = (value: number) => formatCount(value, words);
  const read = sumRows(facts.inputs.filter(({ input }) => input === 'decisions'));
  const steps = stepsOf(facts, read);
  const accounted = sumRows(steps);
  const reached = sumRows(steps.filter(({ end }) => OUTCOMES.has(end)));
  const bars = steps.map((step) => barOf(step, words));
  const top: Bar = {
    ...{ label: funnel.read, value: count(read), pale: 0, from: 0, length: read },
    tone: 'plain',
  };
  const chart = {
    id: 'funnel',
    title: funnel.title,
    desc: funnel.desc(count(read), count(reached)),
  };
  const ends = renderTable(
    {
      caption: funnel.caption,
      heads: [
        { name: funnel.end },
        { name: funnel.rows, isNumber: true },
        { name: funnel.left, isNumber: true },
      ],
      rows: steps.map(({ end, rows, before }) => [named(end, words), rows, before - rows]),
      foot: [funnel.total, accounted, ''],
    },
    count,
  );
  return section('aansluiting', funnel.heading, [
    paragraph(funnel.intro),
    read === 0 ? '' : renderBars(chart, [top, ...bars], read),
    ends,
    paragraph(funnel.balance(count(read), count(accounted))),
    renderFiles(facts, words),
  ]);
}

/** A code with what it means. */
export function named(name: string, words: ReportWords): Html {
  const meaning = nameOf(name, words);
  if (meaning === name) return code(name);
  return { html: `${meaning} ${code(name).html}` };
}

function stepsOf({ totals }: ReportFacts, read: number): Step[] {
  const sums = new Map<string, number>();
  for (const { input, disposition, rows } of totals)
    if (input === 'decisions') sums.set(disposition, (sums.get(disposition) ?? 0) + rows);
  const ends = [...sums].sort(([a], [b]) => STEPS.indexOf(a) - STEPS.indexOf(b));
  let before = read;
  return ends.map(([end, rows]) => {
    const step = { end, rows, before };
    before -= rows;
    return step;
  });
}

function barOf({ end, rows, before }: Step, words: ReportWords): Bar {
  const tone = end === 'NOTICE' ? 'notice' : end === 'REVIEW' ? 'review' : 'plain';
  const value = formatCount(rows, words);
  return {
    ...{ label: nameOf(end, words), value, pale: before, from: before - rows, length: rows },
    tone,
  };
}

function renderFiles({ inputs, totals }: ReportFacts, words: ReportWords): string {
  const { funnel } = words;
  const count = (value: number) => formatCount(value, words);
  const rows = inputs.map(({ input, file, rows: read }): Cell[] => {
    const ends = totals.filter((total) => total.input === input && total.file === file);
    // A count stays with its end.
    const text = ends
      .map(({ disposition, rows: of }) => `${count(of)}\u00a0${breakable(disposition)}`)
      .join(' + ');
    const name = `${code(file).html} <small>${escapeHtml(nameOf(input, words))}</small>`;
    return [{ html: name }, read, sumRows(ends), { html: text }];
  });
  const heads = [
    { name: funnel.file },
    { name: funnel.read, isNumber: true },
    { name: funnel.total, isNumber: true },
    { name: funnel.ends },
  ];
  return renderTable({ caption: funnel.files, heads, rows }, count);
}

export function sumRows(counted: readonly { readonly rows: number }[]): number {
  return counted.reduce((sum, { rows }) => sum + rows, 0);
}
