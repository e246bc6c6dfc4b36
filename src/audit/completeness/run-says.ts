import { join } from 'node:path';
import { readCsv } from '../csv-reading.ts';

/** `sector subscription_id case_number` of every notice, review item and considered fact of a run. */
export async function readListed(folder: string): Promise<ReadonlySet<string>> {
  const listed = new Set<string>();
  for (const file of ['notices.csv', 'review.csv', 'considered.csv'])
    await readEachLine(join(folder, file), ({ sector, subscription_id, case_number }) =>
      listed.add(`${sector} ${subscription_id} ${case_number}`),
    );
  return listed;
}

/** How many rows of each input file ended in any way, by `input file`. */
export async function readEnds(folder: string): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  await readEachLine(join(folder, 'totals.csv'), ({ input, file, rows }) => {
    const name = `${input} ${file}`;
    ends.set(name, (ends.get(name) ?? 0) + Number(rows));
  });
  return ends;
}

async function readEachLine(
  path: string,
  see: (row: Readonly<Record<string, string>>) => void,
): Promise<void> {
  let header: readonly string[] | null = null;
  for await (const records of readCsv(path))
    for (const { fields } of records) {
      // One leading ' is the guard against formulas (contract 5).
      const texts = (fields ?? []).map((field) => field.replace(/^'/, ''));
      if (header === null) header = texts;
      else see(Object.fromEntries(header.map((name, at) => [name, texts[at] ?? ''])));
    }
}
