/** A column of an output file: feeds the writer and the data package. */
export interface Column<Row> {
  readonly name: string;
  /** Data Package field type; only `string` columns are guarded against formulas. */
  readonly type: 'string' | 'integer' | 'date';
  readonly text: (row: Row) => string;
  readonly english: string;
  readonly dutch: string;
  /** What the data package says beyond name, type and description. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An output file: its columns, the order of its rows, and what it is for. */
export interface Artefact<Row> {
  readonly file: string;
  readonly english: string;
  readonly dutch: string;
  readonly columns: readonly Column<Row>[];
  readonly compare: (a: Row, b: Row) => number;
  readonly primaryKey?: readonly string[];
}

/** A text column. */
export function text<Row>(
  name: string,
  value: (row: Row) => string,
  english: string,
  dutch: string,
  more?: Readonly<Record<string, unknown>>,
): Column<Row> {
  return { name, type: 'string', text: value, english, dutch, ...(more && { more }) };
}

/** A column of whole numbers from 1, never empty; the unit stands in the description. */
export function count<Row>(
  name: string,
  value: (row: Row) => number,
  english: string,
  dutch: string,
  limits?: { readonly maximum: number },
): Column<Row> {
  const more = { constraints: { required: true, minimum: 1, ...limits } };
  return { name, type: 'integer', text: (row) => String(value(row)), english, dutch, more };
}

/** A column of dates, `YYYY-MM-DD`, never empty. */
export function date<Row>(
  name: string,
  value: (row: Row) => string,
  english: string,
  dutch: string,
): Column<Row> {
  const more = { format: '%Y-%m-%d', constraints: { required: true } };
  return { name, type: 'date', text: value, english, dutch, more };
}

/** The values of a list column. */
export function list(values: readonly string[]): string {
  return values.join(';');
}

/** What the data package says of a list column. */
export const LIST = { list: { separator: ';' } };

/** What the data package says of a text that is never empty; a pattern is that of the whole field. */
export function required(
  more: { readonly pattern?: string; readonly enum?: readonly string[] } = {},
) {
  return { constraints: { required: true, ...more } };
}
