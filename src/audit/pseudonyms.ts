import { createHmac } from 'node:crypto';
import type { TableRow } from './table.ts';

/** Hex digits that are kept of a digest: 128 bits, so that no two values meet by chance. */
const DIGEST_DIGITS = 32;

/** Columns that say what happened and where, not to whom. Every other column is replaced. */
export const KEPT_COLUMNS: ReadonlySet<string> = new Set([
  ...['notice_version', 'action', 'priority', 'sector', 'role', 'facts', 'fact', 'kinds'],
  ...['articles', 'category', 'offence_from', 'offence_until', 'decided_on', 'match', 'flags'],
  ...['reasons', 'outcome', 'rule', 'input', 'file', 'line', 'error_codes'],
  ...['touches_subscription', 'disposition', 'rows'],
]);

/** Lists of which each element is a value of its own. */
const LISTS = new Set(['decision_ids', 'signalled_before_ref']);
/** `source:id:version`, in one column or a list: only the id is somebody's. */
const DECISIONS = new Set(['decision_ids', 'decision_id']);

/** Replaces what identifies a person by keyed digests; equal values of one kind stay equal. */
export class Pseudonyms {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  replaceIn(row: TableRow): TableRow {
    return Object.fromEntries(
      Object.entries(row).map(([column, text]) => [column, this.#replace(column, text)]),
    );
  }

  #replace(column: string, text: string): string {
    if (KEPT_COLUMNS.has(column)) return text;
    const values = LISTS.has(column) ? text.split(';') : [text];
    return values.map((value) => this.#replaceValue(column, value)).join(';');
  }

  #replaceValue(column: string, value: string): string {
    if (value === '') return '';
    if (!DECISIONS.has(column)) return this.#digest(column, value);
    const [source = '', id = '', version = ''] = value.split(':');
    return `${source}:${this.#digest('decision', `${source}:${id}`)}:${version}`;
  }

  /** The kind takes part, so that a number never links a BSN to a case of the same digits. */
  #digest(kind: string, value: string): string {
    return createHmac('sha256', this.#key)
      .update(`${kind}\n${value}`)
      .digest('hex')
      .slice(0, DIGEST_DIGITS);
  }
}
