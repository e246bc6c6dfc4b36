import { guard } from '../publish/csv-file.ts';

/** What a Dutch spreadsheet needs to open a file without being asked: it takes `;` for granted. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A cell holds no more characters; a longer one would run on into the next cells. */
const CELL_CHARACTERS = 32_000;
const NEEDS_QUOTES = /[;"\r\n\t]|^\s|\s$/u;
/** Digits may become a number, a date or a time; these words a truth value; `#` an error value. */
const MAY_BE_CONVERTED = /\d|^\s*(true|false|waar|onwaar)\s*$|^\s*#/iu;

/** One cell of a line. */
export interface SheetCell {
  readonly text: string;
  /** Text stays text to the letter; numbers and dates are for the spreadsheet to understand. */
  readonly isText: boolean;
}

/** One row, `;` between the cells, as a Dutch spreadsheet reads it. */
export function spreadsheetLine(cells: readonly SheetCell[]): string {
  return `${cells.map(renderCell).join(';')}\r\n`;
}

function renderCell({ text, isText }: SheetCell): string {
  const short = text.length <= CELL_CHARACTERS ? text : shorten(text);
  const safe = isText ? keepText(short) : short;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A tab in front makes a spreadsheet leave text alone; it does not show, and counts as white space. */
function keepText(text: string): string {
  const guarded = guard(text);
  if (guarded !== text || !MAY_BE_CONVERTED.test(text)) return guarded;
  return `\t${text}`;
}

function shorten(text: string): string {
  const end = /[\ud800-\udbff]/.test(text[CELL_CHARACTERS - 1] ?? '')
    ? CELL_CHARACTERS - 1
    : CELL_CHARACTERS;
  return `${text.slice(0, end)}… (${text.length} characters in all)`;
}
