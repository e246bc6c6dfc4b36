import { join } from 'node:path';
import { csvLine, unguard } from '../publish/csv-file.ts';
import { type CsvRecord, readCsv, UnreadableCsv } from './csv-reading.ts';
import { type Fault, faultOf } from './fault.ts';
import { checkOf } from './field-check.ts';
import { compareRows, type Table, type TableRow } from './table.ts';

/** Looks at one sound row; gives what is wrong with it beyond its form. */
export type RowVisitor = (row: TableRow, line: number) => Iterable<Fault>;

/** What a row may be looked at with, and how many rows there were. */
export interface TableReading {
  readonly visit: RowVisitor;
  rows: number;
}

/**
 * Reads a CSV file of a run once: header, types, patterns, guard, quoting, order (contract 5). Rows
 * of the right form are handed to the visitor.
 */
export async function* checkTable(
  folder: string,
  table: Table,
  reading: TableReading,
): AsyncGenerator<Fault> {
  const checker = new TableChecker(table, reading);
  try {
    for await (const records of readCsv(join(folder, table.file)))
      for (const record of records) yield* checker.check(record);
    if (checker.isEmpty) yield faultOf(table.file, 'has no header');
  } catch (error: unknown) {
    if (!(error instanceof UnreadableCsv)) throw error;
    yield { place: table.file, line: error.line, what: error.message };
  }
}

class TableChecker {
  isEmpty = true;
  readonly #table: Table;
  readonly #reading: TableReading;
  readonly #header: string;
  readonly #columns: readonly {
    name: string;
    isText: boolean;
    check: ReturnType<typeof checkOf>;
  }[];
  #previous: TableRow | null = null;

  constructor(table: Table, reading: TableReading) {
    const { columns } = table.artefact;
    this.#table = table;
    this.#reading = reading;
    this.#header = columns.map(({ name }) => name).join(',');
    this.#columns = columns.map((column) => ({
      name: column.name,
      isText: column.type === 'string',
      check: checkOf(column),
    }));
  }

  *check(record: CsvRecord): Generator<Fault> {
    const { line } = record;
    const place = this.#table.file;
    if (this.isEmpty) {
      this.isEmpty = false;
      if (record.text !== this.#header)
        yield { place, line, what: 'the header is not that of the contract' };
      return;
    }
    this.#reading.rows += 1;
    const row = yield* this.#rowOf(record);
    if (row === null) return;
    if (this.#previous !== null) {
      const by = compareRows(this.#table, this.#previous, row);
      if (by > 0) yield { place, line, what: 'does not come after the row before it' };
      if (by === 0 && !this.#table.mayRepeat)
        yield { place, line, what: 'has the key of the row before it' };
    }
    this.#previous = row;
    yield* this.#reading.visit(row, line);
  }

  /** Null where the record is not one that the visitor could read. */
  *#rowOf({ line, text, fields }: CsvRecord): Generator<Fault, TableRow | null> {
    const place = this.#table.file;
    if (fields === null || fields.length !== this.#columns.length) {
      yield { place, line, what: fields === null ? 'is no CSV' : 'has another number of columns' };
      return null;
    }
    const row: Record<string, string> = {};
    let isSound = true;
    for (const [at, { name, isText, check }] of this.#columns.entries()) {
      const field = fields[at] ?? '';
      const wrong = check(field);
      row[name] = isText ? unguard(field) : field;
      if (wrong === null) continue;
      isSound = false;
      yield { place, line, what: `${name} ${wrong}` };
    }
    if (!isSound) return null;
    if (csvLine(Object.values(row)) !== `${text}\n`)
      yield { place, line, what: 'is not quoted as the program writes it' };
    return row;
  }
}
