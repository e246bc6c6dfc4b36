import { countTouching } from '../register/rejection.ts';
import type { RunResult } from './run-result.ts';

/**
 * `report.html`: one self-contained page in Dutch for people, without personal data (contract 5). Lists
 * stand in the order of the result.
 */
export function renderReport(result: RunResult): string {
  const { window, notices, reviews, rejections } = result;
  const urgent = countTouching(rejections);
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inhaalscreening ${escapeHtml(result.runId)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { border: 1px solid; padding: .25rem .75rem; text-align: left; overflow-wrap: anywhere; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<main>
<h1>Inhaalscreening</h1>
<h2>Wat is gevraagd</h2>
<p>Welke beslissingen, geregistreerd van ${escapeHtml(window.fromLocal)} tot ${escapeHtml(window.untilLocal)}, raken iemand die onder continue screening staat? Peildatum ${escapeHtml(result.asOf)}.</p>
<h2>Wat eruit kwam</h2>
<p>${notices.length} berichten, ${reviews.length} zaken ter beoordeling, ${rejections.length} afgewezen rijen waarvan ${urgent} een inschrijving raken. Een bericht vraagt een mens om opnieuw te kijken; het is geen oordeel.</p>
${table(
  'Berichten per actie en sector',
  ['Sector', 'Actie', 'Aantal'],
  tally(notices, ({ sector, action }) => [[sector, action]]),
)}
${table(
  'Berichten per categorie',
  ['Sector', 'Categorie', 'Aantal'],
  tally(notices, ({ sector, category }) => [[sector, category]]),
)}
${table(
  'Redenen voor beoordeling',
  ['Reden', 'Aantal'],
  tally(reviews, ({ reasons }) => reasons.map((reason) => [reason])),
)}
${table(
  'Afgewezen rijen per fout',
  ['Fout', 'Aantal'],
  tally(rejections, ({ errors }) => errors.map((error) => [error])),
)}
<h2>Aansluiting</h2>
${table('Gelezen en verantwoord', ['Invoer', 'Bestanden', 'Gelezen rijen', 'Verantwoorde rijen'], reconcile(result))}
${table(
  'Elke rij heeft één einde',
  ['Invoer', 'Bestand', 'Einde', 'Rijen'],
  result.totals.map(({ input, file, disposition, rows }) => [
    input,
    file,
    disposition,
    String(rows),
  ]),
)}
<h2>Herkomst</h2>
${table(
  'Invoer',
  ['Invoer', 'Bestand', 'Rijen', 'SHA-256'],
  result.inputs.map(({ input, file, rows, sha256 }) => [input, file, String(rows), sha256]),
)}
${table(
  'Regels',
  ['Bestand', 'Versie', 'SHA-256'],
  result.rules.map(({ name, version, sha256 }) => [name, version, sha256]),
)}
<p>Run ${escapeHtml(result.runId)}, programmaversie ${escapeHtml(result.programVersion)}. Manifest van de vorige run: ${escapeHtml(result.previousManifestSha256 ?? 'geen, dit is de eerste')}.</p>
</main>
</body>
</html>
`;
}

/** Per kind of input: its files, the rows read, and the rows that have an end. */
function reconcile({ inputs, totals }: RunResult): string[][] {
  return [...new Set(inputs.map(({ input }) => input))].map((kind) => {
    const files = inputs.filter(({ input }) => input === kind);
    const ends = totals.filter(({ input }) => input === kind);
    return [kind, String(files.length), sumRows(files), sumRows(ends)];
  });
}

function sumRows(counted: readonly { readonly rows: number }[]): string {
  return String(counted.reduce((sum, { rows }) => sum + rows, 0));
}

/** Counts equal keys; the count stands last. */
function tally<Row>(
  rows: Iterable<Row>,
  keysOf: (row: Row) => readonly (readonly string[])[],
): string[][] {
  const counts = new Map<string, { readonly row: readonly string[]; count: number }>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const known = counts.get(key.join('|'));
      if (known === undefined) counts.set(key.join('|'), { row: key, count: 1 });
      else known.count += 1;
    }
  }
  return [...counts.values()].map(({ row, count }) => [...row, String(count)]).sort(byText);
}

function byText(a: readonly string[], b: readonly string[]): number {
  return a.join('|') < b.join('|') ? -1 : 1;
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const head = heads.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell) => `<td${/^\d+$/.test(cell) ? ' class="n"' : ''}>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
