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

/** A column of whole numbers; the unit stands in the description. */
export function count<Row>(
  name: string,
  value: (row: Row) => number,
  english: string,
  dutch: string,
): Column<Row> {
  return { name, type: 'integer', text: (row) => String(value(row)), english, dutch };
}

/** A column of dates, `YYYY-MM-DD`. */
export function date<Row>(
  name: string,
  value: (row: Row) => string,
  english: string,
  dutch: string,
): Column<Row> {
  return { name, type: 'date', text: value, english, dutch, more: { format: '%Y-%m-%d' } };
}

/** The values of a list column. */
export function list(values: readonly string[]): string {
  return values.join(';');
}

/** What the data package says of a list column. */
export const LIST = { list: { separator: ';' } };

/** Month and day may be 00, which no date type takes. */
export const BIRTH_DATE = {
  type: 'string',
  constraints: { pattern: '\\d{4}-\\d{2}-\\d{2}' },
};
