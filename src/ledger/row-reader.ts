import { type Connection, damaged, type SqlValue } from './database.ts';
import { DIGEST_BYTES, digestRow, SALT_BYTES } from './row-digest.ts';
import { type Lookup, TABLE_COLUMNS, type TableName } from './tables.ts';

/** A row whose digest was found right. */
export interface EvidenceRow {
  readonly id: number;
  readonly run: number;
  readonly columns: readonly SqlValue[];
  readonly content: string;
  readonly digest: Buffer;
}

export type Key = readonly (string | number)[];

/**
 * All rows of some keys. Each question goes to two indexes on different pages, so that a damaged one
 * cannot hide a row; every row's digest is checked. Throws `LEDGER_DAMAGED` where anything differs.
 */
export function readRows(
  database: Connection,
  lookup: Lookup,
  keys: readonly Key[],
): readonly EvidenceRow[] {
  const rows: EvidenceRow[] = [];
  const distinct = [...new Set(keys.map((key) => JSON.stringify(key)))];
  for (let start = 0; start < distinct.length; start += KEYS_PER_STATEMENT) {
    const asked = distinct.slice(start, start + KEYS_PER_STATEMENT);
    rows.push(...readChunk(database, lookup, asked));
  }
  return rows;
}

/** Checks a row as `rowColumns` asked for it. */
export function checkRow(file: string, table: TableName, raw: readonly unknown[]): EvidenceRow {
  const [id, run, columnText, contentText, salt, digest] = raw;
  const columns: readonly SqlValue[] = parseText(file, table, columnText);
  return checkParts(file, table, { id, run, columns, content: textOf(contentText), salt, digest });
}

/**
 * The rows of one table that `select` gives, checked, in its order; for some hundreds at a time. They
 * come as one text: to take over one value after another costs three times as much.
 */
export function readGroup(
  database: Connection,
  table: TableName,
  { select, parameters }: { readonly select: string; readonly parameters: readonly SqlValue[] },
): readonly EvidenceRow[] {
  const columns = TABLE_COLUMNS[table].map((column) => `t.${column}`).join(', ');
  const row = `t.id, t.run, json_array(${columns}), t.content, hex(t.salt), hex(t.digest)`;
  const sql = `select cast(json_group_array(json_array(${row})) as blob) from (${select}) as t`;
  const [group] = database.all(sql, parameters);
  const rows: readonly GroupedRow[] = parseText(database.file, table, group?.[0]);
  return rows.map(([id, run, values, content, salt, digest]) => {
    const seal = { salt: Buffer.from(salt, 'hex'), digest: Buffer.from(digest, 'hex') };
    return checkParts(database.file, table, { id, run, columns: values, content, ...seal });
  });
}

type GroupedRow = readonly [unknown, unknown, readonly SqlValue[], string, string, string];

interface RowParts {
  readonly id: unknown;
  readonly run: unknown;
  readonly columns: readonly SqlValue[];
  readonly content: string;
  readonly salt: unknown;
  readonly digest: unknown;
}

function checkParts(file: string, table: TableName, parts: RowParts): EvidenceRow {
  const { id, run, columns, content, salt, digest } = parts;
  if (typeof id !== 'number' || typeof run !== 'number') {
    throw damaged(file, `a row of table ${table} has no number`);
  }
  if (!isBytes(salt, SALT_BYTES) || !isBytes(digest, DIGEST_BYTES)) {
    throw damaged(file, `row ${id} of table ${table} has no digest`);
  }
  if (!digestRow({ table, run, columns, content }, salt).equals(digest)) {
    throw damaged(file, `row ${id} of table ${table} does not match its digest`);
  }
  return { id, run, columns, content, digest };
}

/** The value a row's content was made of. */
export function parseContent<T>(file: string, row: EvidenceRow): T {
  try {
    // The digest was right, so this is what `record` wrote.
    return JSON.parse(row.content) as T;
  } catch (cause: unknown) {
    throw damaged(file, `row ${row.id} holds no content`, cause);
  }
}

/**
 * What to select of a row `t`. Text comes as bytes: where damage left text that is no UTF-8, the
 * package would end the process.
 */
export function rowColumns(table: TableName): string {
  const columns = TABLE_COLUMNS[table].map((column) => `t.${column}`).join(', ');
  return (
    `t.id, cast(t.run as integer), cast(json_array(${columns}) as blob), cast(t.content as blob), ` +
    'cast(t.salt as blob), cast(t.digest as blob)'
  );
}

/** Text that was selected as bytes. */
export function textOf(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString() : '';
}

const KEYS_PER_STATEMENT = 5000;

function readChunk(database: Connection, lookup: Lookup, asked: readonly string[]): EvidenceRow[] {
  const { table, index, keys } = lookup;
  const parameters = [`[${asked.join(',')}]`];
  const where = keys.map((key, place) => `t.${key} = k.value ->> ${place}`).join(' and ');
  const from = (name: string) =>
    `from json_each(?) as k cross join ${table} as t indexed by ${name} where ${where}`;
  const found = database.all(`select ${rowColumns(table)} ${from(index)}`, parameters);
  const again = database.all(`select t.id ${from(`${index}_again`)}`, parameters);

  const ids = new Set(again.map(([id]) => id));
  if (found.length !== again.length || !found.every(([id]) => ids.has(id))) {
    throw damaged(database.file, `two indexes of table ${table} disagree`);
  }
  const known = new Set(asked);
  const places = keys.map((key) => placeOf(table, key));
  return found.map((raw) => {
    const row = checkRow(database.file, table, raw);
    const key = places.map((place) => (place === RUN_PLACE ? row.run : row.columns[place]));
    if (!known.has(JSON.stringify(key))) {
      throw damaged(database.file, `an index of table ${table} leads to the wrong row`);
    }
    return row;
  });
}

const RUN_PLACE = -1;

function placeOf(table: TableName, key: string): number {
  const columns: readonly string[] = TABLE_COLUMNS[table];
  return key === 'run' ? RUN_PLACE : columns.indexOf(key);
}

function parseText<T>(file: string, table: TableName, text: unknown): T {
  try {
    return JSON.parse(textOf(text)) as T;
  } catch (cause: unknown) {
    throw damaged(file, `a row of table ${table} cannot be read`, cause);
  }
}

function isBytes(value: unknown, length: number): value is Buffer {
  return Buffer.isBuffer(value) && value.length === length;
}
