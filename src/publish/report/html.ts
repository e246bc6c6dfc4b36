/** Markup that is safe as it stands; a plain string is text from outside and gets escaped. */
export interface Html {
  readonly html: string;
}

export type Cell = string | number | Html;

/** A column of a table; numbers stand to the right. */
export interface Head {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** Puts numbers into words of the page's language. */
export type FormatNumber = (value: number) => string;

// Controls, and marks that turn the direction of what follows, would be invisible or mislead.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text for an element or an attribute; what cannot be seen is shown as its code. */
export function escapeHtml(text: string): string {
  return text
    .replace(INVISIBLE, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A name from outside: a code, a file. */
export function code(text: string): Html {
  return { html: `<code>${breakable(text)}</code>` };
}

/** A hash, which breaks anywhere. */
export function hash(digits: string): Html {
  return { html: `<code class="hash">${escapeHtml(digits)}</code>` };
}

/** A name that a phone breaks between its parts. */
export function breakable(text: string): string {
  return escapeHtml(text)
    .replaceAll('_', '_<wbr/>')
    .replace(/(?<=.)\.(?=.)/g, '<wbr/>.');
}

/** A table that scrolls within itself where it is too wide; empty where there is no row. */
export function renderTable(
  table: {
    readonly caption: string;
    readonly heads: readonly Head[];
    readonly rows: readonly (readonly Cell[])[];
    readonly foot?: readonly Cell[];
  },
  formatNumber: FormatNumber,
): string {
  const { caption, heads, rows, foot } = table;
  if (rows.length === 0) return '';
  const cellsOf = (row: readonly Cell[]) =>
    row.map((cell, at) => renderCell(cell, at, heads, formatNumber)).join('');
  const head = heads
    .map(({ name, isNumber }) => `<th scope="col"${numeric(isNumber)}>${escapeHtml(name)}</th>`)
    .join('');
  const body = rows.map((row) => `<tr>${cellsOf(row)}</tr>`).join('\n');
  const end = foot === undefined ? '' : `<tfoot><tr>${cellsOf(foot)}</tr></tfoot>`;
  const name = escapeHtml(caption);
  return `<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<caption>${name}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>${end}
</table></div>`;
}

function renderCell(
  cell: Cell,
  at: number,
  heads: readonly Head[],
  formatNumber: FormatNumber,
): string {
  const content =
    typeof cell === 'number'
      ? formatNumber(cell)
      : typeof cell === 'string'
        ? escapeHtml(cell)
        : cell.html;
  if (at === 0) return `<th scope="row">${content}</th>`;
  return `<td${numeric(heads[at]?.isNumber)}>${content}</td>`;
}

function numeric(isNumber: boolean | undefined): string {
  return isNumber === true ? ' class="n"' : '';
}

/** A paragraph of text. */
export function paragraph(text: string, kind?: string): string {
  return `<p${kind === undefined ? '' : ` class="${kind}"`}>${escapeHtml(text)}</p>`;
}

/** A part of the page under its heading. */
export function section(id: string, heading: string, parts: readonly string[]): string {
  const content = parts.filter((part) => part !== '').join('\n');
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(heading)}</h2>
${content}
</section>`;
}
