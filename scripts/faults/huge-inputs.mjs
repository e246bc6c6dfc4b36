// Writes decisions files that are huge in one place, each with a good row on the one subscriber after it.
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const COLUMNS =
  'decision_id,source,kind,grounds,registered_at,decided_on,case_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date,ecli';
const GOOD =
  'GOOD,OM,DAGVAARDING,,2025-08-14T10:00:00Z,2025-08-01,16/000001-25,MISDRIJF,249 Sr,2025-01-01,999990342,,Visser,1980-05-17,';
const MIB = 1024 * 1024;
const BLOCK = 'x'.repeat(MIB);
const MANY = 10_000;

const HUGE = [
  { name: 'a field of 1 GB', code: 0, lines: bigField },
  { name: 'a million line breaks in a field', code: 0, lines: manyBreaks },
  { name: 'ten thousand columns', code: 0, lines: manyColumns },
  { name: 'a gzip bomb', code: 0, isPacked: true, lines: bigField },
  { name: 'a gzip bomb without a header', code: 6, isPacked: true, lines: zeros },
];

/** By number, or `rows` rows of which every column is the value. Gives its name, file, and exit code. */
export async function writeHuge(folder, asked) {
  writeFileSync(
    join(folder, 'subscriptions.csv'),
    'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from\n' +
      'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01\n',
  );
  const { name, code, isPacked, lines } =
    typeof asked === 'number' ? HUGE[asked % HUGE.length] : { lines: () => repeated(asked) };
  const file = join(folder, isPacked ? 'decisions.csv.gz' : 'decisions.csv');
  const steps = [Readable.from(lines()), ...(isPacked ? [createGzip()] : [])];
  await pipeline(...steps, createWriteStream(file));
  return { name, code, file };
}

function* bigField() {
  yield `${COLUMNS}\nD1,OM,"`;
  for (let written = 0; written < 1024; written += 1) yield BLOCK;
  yield `"\n${GOOD}\n`;
}

function* zeros() {
  for (let written = 0; written < 1024; written += 1) yield Buffer.alloc(MIB);
}

function* manyBreaks() {
  yield `${COLUMNS}\nD1,OM,"`;
  for (let written = 0; written < 1000; written += 1) yield '\n'.repeat(1000);
  yield `",x\n${GOOD}\n`;
}

function* manyColumns() {
  const names = Array.from({ length: MANY }, (_, column) => `extra_${column}`);
  yield `${COLUMNS},${names.join()}\n`;
  for (let row = 0; row < 1000; row += 1) yield `R${row}${','.repeat(MANY + 14)}\n`;
  yield `${GOOD}${','.repeat(MANY)}\n`;
}

function* repeated({ value, rows }) {
  yield `${COLUMNS}\n`;
  const width = COLUMNS.split(',').length;
  for (let row = 0; row < rows; row += 1) yield `${Array(width).fill(value).join()}\n`;
}
