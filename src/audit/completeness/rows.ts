import { type InputTable, readTableBlock } from '../../intake/input-table.ts';

/** Reads a file through, shows every whole row, and counts all of them, broken ones too. */
export async function readEachRow(
  table: InputTable,
  counts: Map<InputTable, number>,
  see: (cells: readonly string[], line: number) => void,
): Promise<void> {
  let line = table.firstLine;
  let count = 0;
  for await (const block of table.blocks()) {
    const { rows, broken, lines } = readTableBlock(table, block, line, null);
    for (const row of rows) see(row.cells, row.line);
    count += rows.length + broken.length;
    line += lines;
  }
  counts.set(table, count);
}
