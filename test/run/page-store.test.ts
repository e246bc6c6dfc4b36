import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RULES_FOLDER } from '../../src/intake/rule-files.ts';
import { openLog } from '../../src/log.ts';
import { parseBsn } from '../../src/register/field.ts';
import { catchUp } from '../../src/run/catch-up.ts';
import { PageStore } from '../../src/run/page-store.ts';
import { Resources } from '../../src/run/resources.ts';
import { FIXTURES } from '../audit/audited-run.ts';

const SAMPLE = join(FIXTURES, 'sample/in');
const sample = (names: readonly string[]) => names.map((name) => join(SAMPLE, `${name}.csv`));
const SILENT = openLog(process.stderr, 'silent');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-store-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** People enough for a full page; the first of them stands twice, the second in two versions. */
function writeCrowd(): string {
  const rows: string[] = [];
  for (let prefix = 10_000_000; rows.length < 66_000; prefix += 1) {
    const bsns = [...'0123456789'].flatMap((digit) => parseBsn(`${prefix}${digit}`) ?? []);
    for (const bsn of bsns)
      rows.push(`C${rows.length},TAXI,${bsn},,Crowd,1980-01-01,DRIVER,2020-01-01`);
  }
  rows.push(rows[0] ?? '', (rows[1] ?? '').replace('Crowd', 'Other'));
  const columns = 'subscription_id,sector,bsn,skn,family_name,birth_date,role,valid_from';
  const path = join(folder, 'crowd.csv');
  writeFileSync(path, `${[columns, ...rows].join('\n')}\n`);
  return path;
}

async function publish(name: string, keyBytes: number | undefined) {
  let said = '';
  const stderr = { isTTY: false, write: (line: string) => (said += line) };
  const outcome = await catchUp(
    {
      ...{ from: '2025-07-17', until: '2025-09-27', lastDays: undefined, asOf: undefined },
      inputs: {
        decisions: sample(['om', 'rechtspraak', 'cjib']),
        subscriptions: [
          ...sample(['subscriptions-kinderopvang', 'subscriptions-taxi']),
          join(folder, 'crowd.csv'),
        ],
        identities: sample(['identities']),
        'already-signalled': sample(['already-signalled']),
      },
      ...{ profiles: [], rulesFolder: DEFAULT_RULES_FOLDER, outFolder: join(folder, name) },
      ...{ ledgerFile: join(folder, `${name}.db`), isNewLedgerAllowed: true },
      ...{ activity: 'urn:x:y', naming: null, isDryRun: false, isScreenOff: false, keyBytes },
    },
    {
      ...{ log: openLog(stderr, 'info'), signal: new AbortController().signal },
      ...{ now: () => Date.parse('2025-10-01T00:00:00Z'), progress: () => {} },
    },
  );
  const run = outcome?.folder ?? '';
  const files = readdirSync(run).sort();
  return { said, files, bytes: files.map((file) => readFileSync(join(run, file), 'latin1')) };
}

describe('PageStore', () => {
  it('gives pages back as they were, from memory and from the file', async () => {
    const resources = new Resources();
    const store = new PageStore(resources, SILENT, 8);
    const pages = [1, 2, 3].map((number) => store.keep(Int32Array.of(number, -number)));

    expect(pages.map((page) => [...page.all()])).toEqual([
      [1, -1],
      [2, -2],
      [3, -3],
    ]);
    expect(pages.map((page) => page.at(1))).toEqual([-1, -2, -3]);
    await resources.free();
  });

  it('changes no byte of what a run publishes, and the log says that there is a file', async () => {
    writeCrowd();
    const inMemory = await publish('memory', undefined);
    const inFile = await publish('file', 0);

    expect(inFile.files).toEqual(inMemory.files);
    expect(inFile.bytes).toEqual(inMemory.bytes);
    expect(inFile.said).toContain('go to a temporary file');
    expect(inMemory.said).not.toContain('go to a temporary file');
    const totals = inFile.bytes[inFile.files.indexOf('totals.csv')] ?? '';
    expect(totals).toMatch(/crowd\.csv,ACCEPTED,65999\n/);
    expect(totals).toMatch(/crowd\.csv,DUPLICATE,1\n/);
    expect(totals).toMatch(/crowd\.csv,REJECTED,2\n/);
  });
});
