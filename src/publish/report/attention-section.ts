import type { ReportFacts } from './facts.ts';
import { formatCount, nameOf } from './format.ts';
import { named } from './funnel-section.ts';
import { type Cell, code, paragraph, renderTable, section } from './html.ts';
import type { ReportWords } from './words.ts';

/** What waits for a person, the most pressing first. */
export function renderAttention(facts: ReportFacts, words: ReportWords): string {
  const { attention } = words;
  const parts = [
    ...touchingRows(facts, words),
    ...reviewReasons(facts, words),
    ...otherRejects(facts, words),
    ...oddInputs(facts, words),
  ];
  const content = parts.length === 0 ? [paragraph(attention.nothing)] : parts;
  return section('aandacht', attention.heading, content);
}

function touchingRows({ tally }: ReportFacts, words: ReportWords): string[] {
  const { attention, funnel } = words;
  const count = (value: number) => formatCount(value, words);
  const all = tally.rejects.sum({ 0: 'YES' });
  if (all === 0) return [];
  const rows = tally.touching.map(({ input, file, line, errors }): Cell[] => [
    code(file),
    nameOf(input, words),
    line,
    code(errors.join(' ')),
  ]);
  const heads = [
    { name: funnel.file },
    { name: attention.input },
    { name: attention.line, isNumber: true },
    { name: attention.errors },
  ];
  const left = all - tally.touching.length;
  return [
    paragraph(attention.touching(count(all)), 'first'),
    renderTable({ caption: attention.touchingRows, heads, rows }, count),
    left === 0 ? '' : paragraph(attention.more(count(left))),
  ];
}

function reviewReasons({ tally }: ReportFacts, words: ReportWords): string[] {
  const { attention, outcomes } = words;
  const count = (value: number) => formatCount(value, words);
  const items = tally.reviews.sum();
  if (items === 0) return [];
  const rows = tally.reasons
    .entries()
    .map(({ key: [reason = '', sector = ''], count: of }): Cell[] => [
      named(reason, words),
      code(sector),
      of,
    ]);
  const heads = [
    { name: attention.reason },
    { name: outcomes.sector },
    { name: outcomes.count, isNumber: true },
  ];
  return [
    paragraph(attention.reviews(count(items))),
    renderTable({ caption: attention.reasons, heads, rows }, count),
  ];
}

function otherRejects({ tally }: ReportFacts, words: ReportWords): string[] {
  const { attention, outcomes } = words;
  const count = (value: number) => formatCount(value, words);
  const all = tally.rejects.sum({ 0: 'NO' });
  if (all === 0) return [];
  const rows = tally.rejects
    .entries()
    .filter(({ key: [touches] }) => touches === 'NO')
    .map(({ key: [, input = '', errors = ''], count: of }): Cell[] => [
      code(errors),
      nameOf(input, words),
      of,
    ]);
  const heads = [
    { name: attention.errors },
    { name: attention.input },
    { name: outcomes.count, isNumber: true },
  ];
  return [
    paragraph(attention.rejects(count(all))),
    renderTable({ caption: attention.otherRejects, heads, rows }, count),
  ];
}

function oddInputs({ inputs }: ReportFacts, { attention }: ReportWords): string[] {
  return inputs.flatMap(({ file, unknownColumns, hasFinalLineEnd }) => [
    ...(unknownColumns.length === 0
      ? []
      : [paragraph(attention.unknownColumns(file, unknownColumns.join(', ')))]),
    ...(hasFinalLineEnd ? [] : [paragraph(attention.noLineEnd(file))]),
  ]);
}
