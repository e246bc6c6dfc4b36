import type { EvidenceRow } from './row-reader.ts';

/** Rows by `source id`, the first two columns. */
export function groupByDecision(rows: readonly EvidenceRow[]): Map<string, EvidenceRow[]> {
  const groups = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const name = `${row.columns[0]} ${row.columns[1]}`;
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return groups;
}

/** Rows of the highest version, the third column. */
export function ofHighestVersion(rows: readonly EvidenceRow[] = []): readonly EvidenceRow[] {
  let highest = 0;
  for (const row of rows) highest = Math.max(highest, Number(row.columns[2]));
  return rows.filter((row) => row.columns[2] === highest);
}

/** The row of the highest rank of each key, in order of the keys' first rows. */
export function highestBy<T extends string | number>(
  rows: readonly EvidenceRow[],
  keyOf: (row: EvidenceRow) => string,
  rankOf: (row: EvidenceRow) => T,
): readonly EvidenceRow[] {
  const highest = new Map<string, EvidenceRow>();
  for (const row of rows) {
    const known = highest.get(keyOf(row));
    if (known === undefined || rankOf(row) > rankOf(known)) highest.set(keyOf(row), row);
  }
  return [...highest.values()];
}
