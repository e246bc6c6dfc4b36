import type { ReportFacts } from './facts.ts';
import { formatCount, nameOf } from './format.ts';
import { type Cell, code, escapeHtml, hash, paragraph, renderTable, section } from './html.ts';
import type { ReportWords } from './words.ts';

/** Notices that this run takes back. */
export function renderRetractions({ tally }: ReportFacts, words: ReportWords): string {
  const { retractions, outcomes } = words;
  const count = (value: number) => formatCount(value, words);
  const all = tally.actions.sum({ 1: 'RETRACTED' });
  if (all === 0) return section('intrekkingen', retractions.heading, [paragraph(retractions.none)]);
  const rows = tally.notices
    .entries()
    .filter(({ key }) => key[3] === 'RETRACTED')
    .map(({ key: [sector = '', , category = ''], count: of }): Cell[] => [
      code(sector),
      code(category),
      of,
    ]);
  const heads = [
    { name: outcomes.sector },
    { name: retractions.category },
    { name: outcomes.count, isNumber: true },
  ];
  return section('intrekkingen', retractions.heading, [
    paragraph(retractions.some(count(all))),
    renderTable({ caption: retractions.caption, heads, rows }, count),
  ]);
}

/** Of which bytes, by which rules and which program the run was made. */
export function renderProvenance(facts: ReportFacts, words: ReportWords): string {
  const { provenance, funnel } = words;
  const count = (value: number) => formatCount(value, words);
  const inputs = renderTable(
    {
      caption: provenance.inputs,
      heads: [
        { name: funnel.file },
        { name: provenance.bytes, isNumber: true },
        { name: funnel.rows, isNumber: true },
        { name: 'SHA-256' },
      ],
      rows: facts.inputs.map(({ input, file, size, rows, sha256, profile }): Cell[] => {
        const by = profile === null ? '' : `, ${words.provenance.profile} ${profile.name}`;
        const kind = `<small>${escapeHtml(`${nameOf(input, words)}${by}`)}</small>`;
        return [{ html: `${code(file).html} ${kind}` }, size, rows, hash(sha256)];
      }),
    },
    count,
  );
  const rules = renderTable(
    {
      caption: provenance.rules,
      heads: [{ name: funnel.file }, { name: provenance.version }, { name: 'SHA-256' }],
      rows: facts.rules.map(({ name, version, sha256 }) => [code(name), version, hash(sha256)]),
    },
    count,
  );
  const previous =
    facts.previousManifestSha256 === null
      ? paragraph(provenance.first)
      : `<p>${escapeHtml(provenance.previous)} ${hash(facts.previousManifestSha256).html}</p>`;
  return section('herkomst', provenance.heading, [
    inputs,
    rules,
    paragraph(provenance.made(facts.programVersion)),
    previous,
    paragraph(provenance.check),
  ]);
}
