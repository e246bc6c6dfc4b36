import { type InputTable, readTableBlock, rowsRead } from '../intake/input-table.ts';
import type { ParsedRow, RowShape } from '../register/row.ts';
import { type RefusedRow, refuseRow } from '../screen/refused-row.ts';
import { type ReadContext, Tally } from './reading.ts';

/** What came of reading the files of an optional input. */
export interface SideReading<T> {
  /** Accepted rows, each content once. */
  readonly values: readonly T[];
  readonly refused: readonly RefusedRow[];
  readonly tallies: readonly Tally[];
}

/** Reads the files of an optional input whole into memory (contract 2.3, 2.4). */
export async function readSideInput<T>(
  tables: readonly InputTable[],
  kind: { readonly shape: RowShape; readonly parse: (cells: readonly string[]) => ParsedRow<T> },
  context: ReadContext,
): Promise<SideReading<T>> {
  const refused: RefusedRow[] = [];
  const tallies = tables.map(() => new Tally());
  const found: { readonly table: number; readonly value: T }[] = [];
  for (const [number, table] of tables.entries()) {
    let line = table.firstLine;
    for await (const block of table.blocks()) {
      context.signal.throwIfAborted();
      const read = readTableBlock(table, block, line, null);
      tallies[number]?.addRead(rowsRead(read));
      const before = refused.length;
      for (const row of read.rows) {
        const parsed = kind.parse(row.cells);
        if (parsed.ok) found.push({ table: number, value: parsed.value });
        else refused.push(refuseRow(table, kind.shape, read, row, parsed.errors));
      }
      for (const row of read.broken)
        refused.push(refuseRow(table, kind.shape, read, row, [row.code]));
      tallies[number]?.add('REJECTED', refused.length - before);
      line += read.lines;
    }
  }
  return { values: keepFirst(found, context.fileRanks(tables), tallies), refused, tallies };
}

/** Identical repeats are counted; the first one, by file and line, is the accepted one. */
function keepFirst<T>(
  found: readonly { readonly table: number; readonly value: T }[],
  ranks: readonly number[],
  tallies: readonly Tally[],
): T[] {
  const ordered = found.toSorted((a, b) => (ranks[a.table] ?? 0) - (ranks[b.table] ?? 0));
  const contents = new Set<string>();
  const values: T[] = [];
  for (const { table, value } of ordered) {
    const content = JSON.stringify(value);
    tallies[table]?.add(contents.has(content) ? 'DUPLICATE' : 'ACCEPTED');
    if (!contents.has(content)) values.push(value);
    contents.add(content);
  }
  return values;
}
