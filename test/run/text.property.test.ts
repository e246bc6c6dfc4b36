import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';

const COLUMNS = ['family_name', 'name_prefix', 'given_names', 'role', 'register_ref'] as const;
const SPACES = [' ', '\t', '\u00a0', '\u0085', '\ufeff', '\u3000', '\r', '\n', '\r\n'];
const MARKS = [
  '"',
  '""',
  ',',
  ';',
  '|',
  "'",
  '=',
  '+',
  '-',
  '@',
  '＝',
  '－',
  '\\',
  '\u200b',
  '\u0301',
];

/** Any text that a file in UTF-8 can hold, with what spreadsheets and CSV stumble over more often. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...SPACES, ...MARKS, '\u{1f600}', '\uffff', '\u0001'),
      fc.integer({ min: 1, max: 0x10ffff }).map((code) => {
        const isSurrogate = code >= 0xd800 && code <= 0xdfff;
        return isSurrogate ? 'x' : String.fromCodePoint(code);
      }),
    ),
    { maxLength: 12 },
  )
  .map((units) => units.join(''));

/** RFC 4180 in a few lines that share nothing with the program. */
function readCsv(content: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, field = '', end] of content.matchAll(/("(?:[^"]|"")*"|[^",\n]*)(,|\n)/g)) {
    const isQuoted = field.startsWith('"');
    rows.at(-1)?.push(isQuoted ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === '\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** A leading `'` always stands for one added character (contract 5). */
const withoutGuard = (field: string) => field.replace(/^'/, '');

/** White space goes at both ends, and nothing else (contract 2). */
const trimmed = (value: string) =>
  value.replace(/^[\p{White_Space}\ufeff]+|[\p{White_Space}\ufeff]+$/gu, '');

describe('text', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'text-property-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(file: string, rows: readonly (readonly string[])[]): string {
    const quoted = rows.map((row) =>
      row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
    );
    writeFileSync(join(folder, file), `${quoted.join('\n')}\n`);
    return join(folder, file);
  }

  async function publish(texts: readonly (readonly string[])[]): Promise<string[][]> {
    const decision = {
      ...{ decision_id: 'D1', source: 'OM', kind: 'DAGVAARDING', decided_on: '2025-08-11' },
      ...{ registered_at: '2025-08-12T10:00Z', case_number: '16/123456-25', skn: '' },
      ...{ offence_class: 'MISDRIJF', articles: '300 Sr', offence_from: '2025-08-01' },
      ...{ bsn: '999990342', family_name: 'Bakker', birth_date: '1980-05-17' },
    };
    const key = ['subscription_id', 'sector', 'bsn', 'skn', 'birth_date', 'valid_from'];
    const rows = texts.map((row, n) => [
      ...[`K${100 + n}`, 'TAXI', '999990342', '', '1980-05-17', '2020-01-01'],
      ...row,
    ]);
    const place = mkdtempSync(join(folder, 'run-'));
    const args = [
      ...['run', '--from', '2025-08-12', '--until', '2025-08-13', '--log-level', 'silent'],
      ...['--decisions', write('d.csv', [Object.keys(decision), Object.values(decision)])],
      ...['--subscriptions', write('s.csv', [[...key, ...COLUMNS], ...rows])],
      ...['--out', join(place, 'out'), '--ledger', join(place, 'ledger.db')],
    ];
    const { code, stdout } = await callProgram(args, '2025-08-14T08:00:00Z');
    expect(code).toBe(0);
    const published = stdout.trim().split('\n').at(-1) ?? '';
    const [header = [], ...notices] = readCsv(readFileSync(join(published, 'notices.csv'), 'utf8'));
    const places = COLUMNS.map((column) => header.indexOf(column));
    return notices.map((row) => places.map((place) => row[place] ?? ''));
  }

  it('survives from input to output, read back by a reader of its own (contract 2, 5)', async () => {
    const row = fc.tuple(
      text.filter((name) => trimmed(name) !== ''),
      ...COLUMNS.slice(1).map(() => text),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 200, maxLength: 200 }), async (rows) => {
        const published = await publish(rows);

        expect(published.map((fields) => fields.map(withoutGuard))).toEqual(
          rows.map((fields) => fields.map(trimmed)),
        );
        for (const field of published.flat()) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }),
      { seed: 20_250_717, numRuns: 2, endOnFailure: true },
    );
  });
});
