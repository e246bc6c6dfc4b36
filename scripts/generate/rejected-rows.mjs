import { rowText } from './csv-file.mjs';
import { DECISION_COLUMNS, nextDecision } from './decision.mjs';

/**
 * @typedef {import('./decision.mjs').Row} Row
 */

/** Values that break a rule of their column, or of several columns together. @type {Row[]} */
const WRONG_VALUES = [
  { bsn: '123456789' },
  { registered_at: '2025-08-04T24:00:00+02:00' },
  { registered_at: '2025-08-04 10:15' },
  { decided_on: '2025-02-30' },
  { case_number: '13-12345-25' },
  { articles: '310 Sr;;300 Sr' },
  { articles: 'artikel 310 Sr' },
  { source: 'OM', kind: 'VEROORDELING' },
  { source: 'OM', kind: 'SEPOT', grounds: '' },
  { family_name: '' },
  { birth_date: '1985-02-31', version: '0' },
  { offence_until: '1999-12-31' },
  { irrevocable_on: '1999-12-31' },
  { fine_eur: '12,50' },
  { ecli: 'NL:RBAMS:2025:1' },
  { skn: 'S 12-3', offence_class: 'DELICT' },
  { decision_id: 'OM 2025/7' },
];

/** Lines that are no row. @type {((row: Row) => string | Buffer)[]} */
const WRONG_LINES = [
  (row) => textOf(row).split(',').slice(0, -2).join(','),
  (row) => `${textOf(row)},`,
  (row) => textOf({ ...row, family_name: 'NAME' }).replace('NAME', `${row.family_name} 3" x`),
  (row) => textOf({ ...row, family_name: 'NAME' }).replace('NAME', `"${row.family_name}`),
  (row) => textOf({ ...row, family_name: 'NAME' }).replace('NAME', `"${row.family_name}" en co`),
  (row) =>
    Buffer.from(textOf({ ...row, family_name: 'J\xe4ger', given_names: 'Ren\xe9' }), 'latin1'),
  (row) => textOf({ ...row, family_name: `${row.family_name}\u0000` }),
];

/**
 * A row that the contract refuses, or the line that stands for it; each fault in its turn.
 * @param {import('./decision.mjs').Case} of @param {number} turn
 * @returns {{ row: Row, line: string | Buffer | null }}
 */
export function rejectedRow(of, turn) {
  const row = nextDecision(of, 'MISDRIJF', { kind: 'DAGVAARDING' });
  const place = (turn * 7) % (WRONG_VALUES.length + WRONG_LINES.length);
  if (place < WRONG_VALUES.length) return { row: { ...row, ...WRONG_VALUES[place] }, line: null };
  // Written into latin1 below, and cut at commas: names without either.
  const plain = { ...row, name_prefix: '', given_names: 'Kim', family_name: 'Bakker' };
  return { row, line: WRONG_LINES[place - WRONG_VALUES.length](plain) };
}

/** @param {Row} row */
function textOf(row) {
  return rowText(DECISION_COLUMNS, row);
}
