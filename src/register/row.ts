import { trimText } from './field.ts';

/** The columns of one kind of input: the only place that knows their names (contract 2). */
export interface RowShape {
  /** Contract order: cells of a row stand in this order, trimmed. */
  readonly columns: readonly string[];
  /** Columns that the header must have; their values may still be empty where `mayBeEmpty` has them. */
  readonly needed: ReadonlySet<string>;
}

export type ParsedRow<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly string[] };

const FIELD_LIMIT_BYTES = 32 * 1024;

/** Reads the cells of one row by column name and gathers every error code (contract 2.5). */
export class RowReader {
  private readonly errors = new Set<string>();
  private readonly shape: RowShape;
  private readonly cells: readonly string[];

  constructor(shape: RowShape, cells: readonly string[]) {
    this.shape = shape;
    this.cells = cells;
    for (const cell of cells) {
      if (cell.length * 3 > FIELD_LIMIT_BYTES && Buffer.byteLength(cell) > FIELD_LIMIT_BYTES)
        this.errors.add('FIELD_TOO_LONG');
    }
  }

  text(column: string): string {
    return this.cells[this.shape.columns.indexOf(column)] ?? '';
  }

  /** The parsed value; where it is missing or invalid the code is noted and `ok` stays false. */
  required<T>(column: string, parse: (text: string) => T | undefined): T {
    const text = this.text(column);
    if (text === '') this.errors.add(`${column.toUpperCase()}_MISSING`);
    return text === '' ? (undefined as T) : this.parsed(column, text, parse);
  }

  optional<T>(column: string, parse: (text: string) => T | undefined): T | null {
    const text = this.text(column);
    return text === '' ? null : this.parsed(column, text, parse);
  }

  fail(code: string): void {
    this.errors.add(code);
  }

  finish<T>(value: T): ParsedRow<T> {
    if (this.errors.size === 0) return { ok: true, value };
    return { ok: false, errors: [...this.errors].sort() };
  }

  private parsed<T>(column: string, text: string, parse: (text: string) => T | undefined): T {
    const value = parse(text);
    if (value === undefined) this.errors.add(`${column.toUpperCase()}_INVALID`);
    return value as T;
  }
}

/** A parser for a column that takes one of a list of codes. */
export function oneOf<T extends string>(codes: readonly T[]): (text: string) => T | undefined {
  return (text) => codes.find((code) => code === text);
}

export function parseText(text: string): string {
  return text;
}

/** Cells of a raw record in contract order, trimmed; missing ones empty. */
export function arrangeCells(record: readonly string[], positions: readonly number[]): string[] {
  return positions.map((position) => trimText(record[position] ?? ''));
}
