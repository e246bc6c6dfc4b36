import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportRun } from '../../src/audit/export-run.ts';
import { publishStaged, stageRun } from '../../src/publish/publication.ts';
import { aNotice, aRunResult, RUN_ID } from '../publish/run-result.ts';
import { callProgram } from '../support/in-process.ts';

const FILES = [
  ...['SHA256SUMS', 'copy-of-considered.csv', 'copy-of-notices.csv', 'copy-of-rejects.csv'],
  ...['copy-of-review.csv', 'copy-of-run.json', 'copy-of-totals.csv'],
];
let home = '';
let folder = '';
let output = '';
let key = '';

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'export-'));
  output = join(home, 'copy');
  key = join(home, 'key');
  writeFileSync(key, `${'k'.repeat(44)}\n`, { mode: 0o600 });
  mkdirSync(join(home, 'out'));
  const notices = [aNotice(), aNotice({ subscriptionId: '007', familyName: '=1+1' })];
  await stageRun(aRunResult({ notices }), join(home, 'out'));
  ({ folder } = await publishStaged(join(home, 'out'), RUN_ID));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

function exportCopy(...args: string[]) {
  return callProgram(['export', folder, '--output', output, ...args], '2025-10-01T00:00:00Z');
}

function read(file: string): string {
  return readFileSync(join(output, `copy-of-${file}`), 'utf8');
}

function rowsOf(text: string, delimiter: string): Record<string, string>[] {
  return parse(text, { delimiter, columns: true, bom: true }) as Record<string, string>[];
}

describe('export', () => {
  it('writes copies with hashes that nobody else can read, and leaves the run as it was', async () => {
    const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'base64'));

    const { code, stdout } = await exportCopy('--excel');

    expect({ code, stdout }).toEqual({ code: 0, stdout: `6 files and SHA256SUMS\n${output}\n` });
    expect(readdirSync(output).sort()).toEqual(FILES);
    expect(statSync(output).mode & 0o777).toBe(0o700);
    for (const name of FILES) expect(statSync(join(output, name)).mode & 0o777).toBe(0o600);
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: output });
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'base64'))).toEqual(
      before,
    );
  });

  it('names the run that it is a copy of', async () => {
    await exportCopy('--excel');

    expect(JSON.parse(read('run.json'))).toMatchObject({
      copyOf: RUN_ID,
      form: 'spreadsheet',
      identities: 'as in the run',
      originals: [{ file: 'notices.csv', rows: 2 }, {}, {}, {}, {}],
    });
  });

  it('keeps what a spreadsheet would change', async () => {
    await exportCopy('--excel');

    const text = read('notices.csv');
    const rows = rowsOf(text, ';');
    expect(text.startsWith('\ufeffnotice_id;notice_version;')).toBe(true);
    expect(rows.map((row) => [row.subscription_id, row.bsn, row.family_name])).toEqual([
      ['\t007', '\t000000012', "'=1+1"],
      ['\tS1', '\t000000012', "''t Hooft"],
    ]);
    expect(rows[0]).toMatchObject({ priority: '1', decided_on: '2025-08-01', given_names: 'Zoë' });
  });

  it('goes on in a further file where a sheet is full', async () => {
    await exportRun(folder, output, { isSpreadsheet: true, pseudonyms: null, sheetRows: 1 });

    expect(rowsOf(read('notices.csv'), ';').map((row) => row.subscription_id)).toEqual(['\t007']);
    expect(rowsOf(read('notices-2.csv'), ';').map((row) => row.subscription_id)).toEqual(['\tS1']);
    expect(existsSync(join(output, 'copy-of-notices-3.csv'))).toBe(false);
    expect(existsSync(join(output, 'copy-of-review-2.csv'))).toBe(false);
  });

  it('replaces identities, the same in every file, and nothing else', async () => {
    await exportCopy('--pseudonymous', '--key', key);

    const all = FILES.map((name) => readFileSync(join(output, name), 'utf8')).join('');
    for (const secret of ['000000012', 'Hooft', 'Zwart', 'Zoë', '1980-', '/123456-', 'K-1', '=REF'])
      expect(all).not.toContain(secret);
    const [notice = {}] = rowsOf(read('notices.csv'), ',');
    const [review = {}] = rowsOf(read('review.csv'), ',');
    expect(notice.bsn).toMatch(/^[0-9a-f]{32}$/);
    expect(review).toMatchObject({ bsn: notice.bsn, case_number: notice.case_number });
    expect(notice).toMatchObject({ action: 'NEW', articles: '249 Sr;8 WVW1994', facts: '*;2' });
  });

  it('does both at once, digests kept as text', async () => {
    await exportCopy('--excel', '--pseudonymous', '--key', key);

    const [notice = {}] = rowsOf(read('notices.csv'), ';');
    expect(notice.birth_date).toMatch(/^\t[0-9a-f]{32}$/);
    expect(JSON.parse(read('run.json')).identities).toBe('replaced by keyed digests');
  });

  it.each([
    ['no form', () => [], 'say which copy'],
    ['pseudonyms without a key', () => ['--pseudonymous'], 'go together'],
    ['a key that serves nothing', () => ['--excel', '--key', key], 'go together'],
    ['a short key', () => ['--pseudonymous', '--key', join(home, 'short')], 'too short'],
    ['a key that others read', () => ['--pseudonymous', '--key', join(home, 'open')], 'chmod 600'],
    ['no key file', () => ['--pseudonymous', '--key', join(home, 'none')], 'cannot read'],
  ])('refuses %s, and writes nothing', async (_, args, why) => {
    writeFileSync(join(home, 'short'), 'k', { mode: 0o600 });
    writeFileSync(join(home, 'open'), 'k'.repeat(44));
    chmodSync(join(home, 'open'), 0o640);

    const { code, stderr } = await exportCopy(...args());

    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(existsSync(output)).toBe(false);
  });

  it('refuses a place in or between run folders, and an altered run', async () => {
    const at = (place: string) =>
      callProgram(['export', folder, '--excel', '--output', place], '2025-10-01T00:00:00Z');
    const placed = [await at(join(folder, 'copy')), await at(join(home, 'out', 'copy'))];
    writeFileSync(join(folder, 'totals.csv'), 'x');

    const altered = await at(output);

    expect(placed.map(({ code }) => code)).toEqual([2, 2]);
    expect(altered.code).toBe(6);
    expect(existsSync(join(output, 'SHA256SUMS'))).toBe(false);
  });
});
