/** Rows of the first sheet of a flat OpenDocument: type, text, and whether the cell is a formula. */
export function readFlatSheet(xml) {
  const [sheet = ''] = /<table:table [\s\S]*?<\/table:table>/.exec(xml) ?? [];
  const rows = [];
  for (const [, head, body = ''] of sheet.matchAll(
    /<table:table-row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-row>)/g,
  )) {
    const cells = readCells(body);
    if (cells.length === 0 && /repeated="\d{4,}"/.test(head)) continue;
    const times = Number(/number-rows-repeated="(\d+)"/.exec(head)?.[1] ?? 1);
    for (let time = 0; time < times; time += 1) rows.push(cells);
  }
  return rows;
}

function readCells(row) {
  const cells = [];
  for (const [, head, body = ''] of row.matchAll(
    /<table:table-cell\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g,
  )) {
    const times = Number(/number-columns-repeated="(\d+)"/.exec(head)?.[1] ?? 1);
    const type = /office:value-type="([^"]+)"/.exec(head)?.[1] ?? '';
    const value = /office:(?:date-)?value="([^"]*)"/.exec(head)?.[1];
    const cell = {
      type,
      text: type === 'string' || type === '' ? textOf(body) : (value ?? textOf(body)),
      isFormula: head.includes('table:formula='),
    };
    if (type === '' && times > 50) continue;
    for (let time = 0; time < times; time += 1) cells.push(cell);
  }
  return cells;
}

function textOf(body) {
  return [...body.matchAll(/<text:p\b[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)]
    .map(([, text = '']) => plain(text))
    .join('\n');
}

function plain(text) {
  return text
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
    .replaceAll('<text:tab/>', '\t')
    .replaceAll('<text:line-break/>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&#x?([0-9a-f]+);/gi, (all, code) =>
      String.fromCodePoint(Number.parseInt(code, all[2] === 'x' ? 16 : 10)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
