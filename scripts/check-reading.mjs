// `npm run check:reading`: reads the CSV files of the sample, and of texts that are hard to read, by programs
// that know nothing of ours, and compares every field.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { guard } from '../dist/publish/csv-file.js';
import { publishHostileRun } from './readers/hostile-run.mjs';
import { findOffice, openSheet } from './readers/libre-office.mjs';
import { publishSample } from './readers/sample-run.mjs';

const FILES = ['notices', 'review', 'considered', 'rejects', 'totals'].map((name) => `${name}.csv`);
const HARD = ['a\r\nb', 'a\rb', '\r\n', ' a ', '"', '""', ',', '",', '\\"', '\u2028', '\u0085'];
const PYTHON = `import csv, json, sys
csv.field_size_limit(1 << 28)
with open(sys.argv[1], newline='', encoding='utf-8') as file:
    json.dump(list(csv.reader(file, strict=True)), sys.stdout)`;
/** Comma, quote, UTF-8, from line 1, and every column as text. */
const AS_TEXT = `CSV:44,34,76,1,${Array.from({ length: 30 }, (_, at) => `${at + 1}/2`).join('/')}`;

const work = mkdtempSync(join(tmpdir(), 'check-reading-'));
const hostile = await publishHostileRun(join(work, 'hostile'), [...HARD, 'x'.repeat(30_000)]);
const folders = [publishSample(work), hostile.folder];
let faults = checkKnownTexts(hostile);
const readers = [
  ['csv-parse', (file) => parse(readFileSync(file, 'utf8'))],
  ...(await findReaders()),
];
for (const [name, read] of readers) {
  if (read === null) {
    process.stdout.write(`left out: ${name} is not installed\n`);
    continue;
  }
  let fields = 0;
  for (const file of folders.flatMap((folder) => FILES.map((one) => join(folder, one)))) {
    const expected = readStrictly(readFileSync(file, 'utf8'));
    const found = await read(file);
    fields += expected.flat().length;
    for (const what of compare(expected, found, name === 'LibreOffice')) {
      faults += 1;
      process.stdout.write(`${name}, ${file.split('/').at(-1)}: ${what}\n`);
    }
  }
  process.stdout.write(`${name}: ${fields} fields\n`);
}
process.stdout.write(`${faults} differences\n`);
process.exitCode = faults === 0 ? 0 : 1;
rmSync(work, { recursive: true });

async function findReaders() {
  const python = spawnSync('python3', ['--version']).status === 0 ? readByPython : null;
  const office = findOffice() ? readByOffice : null;
  return [
    ['Python', python],
    ['DuckDB', await findDuckDb()],
    ['LibreOffice', office],
  ];
}

function readByPython(file) {
  const { stdout } = spawnSync('python3', ['-c', PYTHON, file], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout.toString('utf8'));
}

/** `DUCKDB` names the module where it is not installed beside the program. */
async function findDuckDb() {
  const module = await import(process.env.DUCKDB ?? '@duckdb/node-api').catch(() => null);
  if (module === null) return null;
  const instance = await module.DuckDBInstance.create();
  const connection = await instance.connect();
  return async (file) => {
    const sql = `select * from read_csv('${file}', all_varchar = true, header = false, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${columnsOf(file)}}, max_line_size = 8000000)`;
    const rows = (await connection.runAndReadAll(sql)).getRows();
    return rows.map((row) => row.map((field) => field ?? ''));
  };
}

function columnsOf(file) {
  const [header] = readFileSync(file, 'utf8').split('\n', 1);
  return header
    .split(',')
    .map((name) => `'${name}': 'varchar'`)
    .join(', ');
}

function readByOffice(file) {
  return openSheet(file, { work, filter: AS_TEXT }).map((row) => row.map(({ text }) => text));
}

/** RFC 4180 in its plainest form. */
function readStrictly(text) {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

/** A sheet holds no control characters and no empty end of a row; line breaks become LF. */
function* compare(expected, found, isSheet) {
  if (expected.length !== found.length) yield `${found.length} rows instead of ${expected.length}`;
  const bare = (text) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
  for (const [at, row] of expected.entries())
    for (const [place, field] of row.entries()) {
      const other = found[at]?.[place] ?? (isSheet ? '' : undefined);
      const isSame = isSheet ? bare(other) === bare(field) : other === field;
      if (!isSame) yield `row ${at + 1}, ${expected[0][place]} differs`;
    }
}

/** What was put in comes out, guard aside. */
function checkKnownTexts({ folder, texts }) {
  const [, ...rows] = readStrictly(readFileSync(join(folder, 'rejects.csv'), 'utf8'));
  return texts.filter((text, at) => rows[at]?.at(-1) !== guard(text)).length;
}
