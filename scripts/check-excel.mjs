// `npm run check:excel`: opens the spreadsheet copies of the sample, and of texts that a spreadsheet would
// like to change, in LibreOffice and compares every cell with the run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { publishHostileRun } from './readers/hostile-run.mjs';
import { findOffice, openSheet } from './readers/libre-office.mjs';
import { publishSample } from './readers/sample-run.mjs';

/** `;`, `"`, UTF-8, from line 1, Dutch: as a Dutch spreadsheet opens a file that is clicked on. */
const AS_DUTCH = 'CSV:59,34,76,1,,1043,false,true';
const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'check-excel-'));

if (!findOffice()) {
  process.stdout.write('left out: no LibreOffice (soffice) on the path; nothing was opened\n');
} else {
  const hostile = await publishHostileRun(join(work, 'hostile'));
  const runs = [publishSample(work), hostile.folder];
  const seen = { cells: 0, formulas: 0, differences: 0 };
  for (const [at, folder] of runs.entries()) checkCopy(folder, join(work, `copy-${at}`), seen);
  const { cells, formulas, differences } = seen;
  process.stdout.write(
    `${cells} cells of ${runs.length} runs: ${formulas} formulas, ${differences} other than in the run\n`,
  );
  process.exitCode = cells > 0 && formulas + differences === 0 ? 0 : 1;
}
rmSync(work, { recursive: true });

function checkCopy(folder, copy, seen) {
  const program = join(root, 'dist', 'main.js');
  spawnSync(process.execPath, [program, 'export', folder, '--excel', '--output', copy]);
  const types = readTypes(folder);
  for (const name of readdirSync(copy).filter((file) => file.endsWith('.csv'))) {
    const original = name.replace('copy-of-', '');
    const rows = parse(readFileSync(join(folder, original), 'utf8'));
    const sheet = openSheet(join(copy, name), { work, filter: AS_DUTCH });
    const [heads] = rows;
    for (const [at, row] of rows.entries())
      for (const [place, text] of row.entries()) {
        const cell = sheet[at]?.[place] ?? { type: '', text: '', isFormula: false };
        seen.cells += 1;
        if (cell.isFormula) seen.formulas += 1;
        const type = at === 0 ? 'string' : types.get(`${original} ${heads[place]}`);
        if (isSame(cell, type, text)) continue;
        seen.differences += 1;
        process.stdout.write(`${original}, line ${at + 1}, ${heads[place]}: ${cell.type} cell\n`);
      }
    if (sheet.length !== rows.length) {
      seen.differences += 1;
      process.stdout.write(`${original}: ${sheet.length} rows instead of ${rows.length}\n`);
    }
  }
}

/** Type of each column by the data package; a birth date may be incomplete and is text there. */
function readTypes(folder) {
  const { resources } = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8'));
  return new Map(
    resources.flatMap(({ path, schema }) =>
      schema.fields.map(({ name, type }) => [
        `${path} ${name}`,
        name === 'birth_date' ? 'birth date' : type,
      ]),
    ),
  );
}

function isSame({ type, text }, wanted, original) {
  if (original === '') return text === '';
  if (wanted === 'integer') return type === 'float' && text === original;
  if (wanted === 'date') return type === 'date' && text === original;
  if (wanted === 'birth date' && type === 'date') return text === original;
  const shown = text.replace(/^\t/, '');
  const bare = (one) => one.replaceAll(/[^\P{Cc}\n\t]/gu, '');
  return type === 'string' && bare(shown) === bare(original);
}
