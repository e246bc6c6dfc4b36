import { renderAttention } from './attention-section.ts';
import { renderDays } from './days-section.ts';
import type { ReportFacts } from './facts.ts';
import { formatCount, formatDay, formatMoment, nameOf } from './format.ts';
import { renderFunnel, sumRows } from './funnel-section.ts';
import { code, escapeHtml, paragraph, section } from './html.ts';
import { renderOutcomes } from './outcome-section.ts';
import { renderProvenance, renderRetractions } from './provenance-section.ts';
import { STYLE } from './style.ts';
import type { ReportWords } from './words.ts';

const ACTIONS = ['NEW', 'AMENDED', 'UNCHANGED', 'RETRACTED'];

/** The report of a run: one page that needs nothing else, the same for the same facts (contract 5). */
export function renderPage(facts: ReportFacts, words: ReportWords): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(`${words.title} – ${facts.runId}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(words.title)}</h1>
<p class="run">${escapeHtml(words.run)} ${code(facts.runId).html}</p>
</header>
${[
  renderQuestion(facts, words),
  renderAnswer(facts, words),
  renderFunnel(facts, words),
  renderDays(facts, words),
  renderOutcomes(facts, words),
  renderAttention(facts, words),
  renderRetractions(facts, words),
  renderProvenance(facts, words),
].join('\n')}
</main>
</body>
</html>
`;
}

function renderQuestion({ window, asOf, inputs }: ReportFacts, words: ReportWords): string {
  const { question } = words;
  const filesOf = (kind: string) => {
    const files = inputs.filter(({ input }) => input === kind).length;
    return countFiles(files, words);
  };
  const from = formatMoment(window.fromLocal, words);
  const until = formatMoment(window.untilLocal, words);
  return section('vraag', question.heading, [
    paragraph(question.ask(from, until), 'lead'),
    paragraph(
      `${question.asOf(formatDay(asOf, words))} ${question.sources(filesOf('decisions'), filesOf('subscriptions'))}`,
    ),
  ]);
}

function countFiles(files: number, words: ReportWords): string {
  return `${formatCount(files, words)} ${files === 1 ? words.file : words.files}`;
}

function renderAnswer({ inputs, tally }: ReportFacts, words: ReportWords): string {
  const { answer } = words;
  const count = (value: number) => formatCount(value, words);
  const read = sumRows(inputs.filter(({ input }) => input === 'decisions'));
  const [notices, reviews, rejects] = [
    tally.actions.sum(),
    tally.reviews.sum(),
    tally.rejects.sum(),
  ];
  const actions = ACTIONS.map((action) => ({ action, of: tally.actions.sum({ 1: action }) }))
    .filter(({ of }) => of > 0)
    .map(({ action, of }) => `${count(of)} ${nameOf(action, words)}`)
    .join(', ');
  const figures = [read, notices, reviews, rejects].map(
    (figure, at) =>
      `<div><dt>${escapeHtml(answer.figures[at] ?? '')}</dt><dd>${count(figure)}</dd></div>`,
  );
  const sentences = [
    answer.read(count(read)),
    answer.came(count(notices), actions === '' ? '' : ` (${actions})`, count(reviews)),
    answer.rejected(count(rejects), count(tally.rejects.sum({ 0: 'YES' }))),
    answer.caution,
  ];
  return section('antwoord', answer.heading, [
    `<dl class="figures">${figures.join('')}</dl>`,
    paragraph(sentences.join(' ')),
  ]);
}
