import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishStaged, stageRun } from '../../src/publish/publication.ts';
import { FIXTURES } from '../audit/audited-run.ts';
import { aNotice, aRejection, aRunResult, RUN_ID } from '../publish/run-result.ts';
import { callProgram } from '../support/in-process.ts';

const NOW = '2025-10-01T00:00:00Z';
let home = '';
let folder = '';

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'report-'));
  mkdirSync(join(home, 'out'));
  const result = aRunResult({
    notices: [aNotice(), aNotice({ subscriptionId: 'S2', action: 'RETRACTED', category: '=1' })],
    outages: [{ source: 'OM', from: '2025-07-17T22:00:00Z', until: '2025-07-18T22:00:00Z' }],
    rejections: [aRejection({ file: "'-july.csv", raw: 'x\ny' })],
    inputs: [
      ...aRunResult().inputs.map((input) =>
        input.input === 'decisions' ? { ...input, file: "'-july.csv" } : input,
      ),
    ],
    totals: aRunResult().totals.map((total) =>
      total.input === 'decisions' ? { ...total, file: "'-july.csv" } : total,
    ),
  });
  await stageRun(result, join(home, 'out'));
  ({ folder } = await publishStaged(join(home, 'out'), RUN_ID));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

function report(...args: string[]) {
  return callProgram(['report', folder, ...args], NOW);
}

describe('report', () => {
  it('gives the published page again from what the folder holds, byte for byte (5)', async () => {
    const copy = join(home, 'copy.html');

    const { code } = await report('--lang', 'nl', '--output', copy);

    expect(code).toBe(0);
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(join(folder, 'report.html'), 'utf8'));
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  it('writes an English copy, and leaves the folder as it was', async () => {
    const copy = join(home, 'copy.html');

    await report('--output', copy);

    const page = readFileSync(copy, 'utf8');
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('The question is asked as of 26 September 2025.');
    expect(page).not.toMatch(/beslissing|rijen/);
  });

  it.each([
    ['into a run folder', () => join(folder, 'copy.html'), 'run folder'],
    ['between run folders', () => join(home, 'out', 'copy.html'), 'between run folders'],
    ['over a file', () => join(folder, '../../out/../over.html'), 'is there already'],
    ['into a run folder by a link', () => join(home, 'link', 'copy.html'), 'run folder'],
    ['into a folder that is not there', () => join(home, 'none', 'copy.html'), 'no folder'],
  ])('refuses to write %s', async (_, place, why) => {
    symlinkSync(folder, join(home, 'link'));
    symlinkSync('/dev/null', join(home, 'over.html'));

    const { code, stderr } = await report('--output', place());

    expect(stderr).toContain(why);
    expect(code).toBe(2);
  });

  it('refuses an unknown language and what is no run folder', async () => {
    const output = join(home, 'copy.html');

    expect((await report('--lang', 'fr', '--output', output)).code).toBe(2);
    expect((await callProgram(['report', home, '--output', output], NOW)).code).toBe(2);
  });

  it('refuses a folder that was altered', async () => {
    rmSync(join(folder, 'review.csv'));

    const { code, stderr } = await report('--output', join(home, 'copy.html'));

    expect(code).toBe(6);
    expect(stderr).toContain('review.csv is not there as the manifest states it');
  });

  it('says so where the rows were purged', async () => {
    rmSync(join(folder, 'review.csv'));
    writeFileSync(join(folder, 'purged.json'), '{}');

    const { code, stderr } = await report('--output', join(home, 'copy.html'));

    expect(code).toBe(6);
    expect(stderr).toContain('review.csv was purged from this run');
  });

  it('shows the outages that were known when the run was first completed, also when rebuilt', async () => {
    const files = (name: string) => join(FIXTURES, 'window-in-local-time/in', name);
    const places = ['--out', join(home, 'o'), '--ledger', join(home, 'catchup.db')];
    const run = () =>
      callProgram(
        [
          ...['run', '--from', '2025-07-17', '--until', '2025-09-26', ...places],
          ...['--decisions', files('decisions.csv'), '--allow-rejects', '99'],
          ...['--subscriptions', files('subscriptions.csv'), '--log-level', 'silent'],
        ],
        NOW,
      );
    const declare = (from: string, until: string) =>
      callProgram(
        [
          ...['outage', 'add', '--source', 'OM', '--from', from, '--until', until],
          ...['--note', 'n', '--by', 'P', '--ledger', join(home, 'catchup.db'), '--new-ledger'],
        ],
        NOW,
      );

    await declare('2025-07-18', '2025-08-13');
    const made = (await run()).stdout.trim().split('\n').at(-1) ?? '';
    const page = readFileSync(join(made, 'report.html'), 'utf8');
    await declare('2025-09-01', '2025-09-02');
    rmSync(made, { recursive: true });
    await run();

    expect(page).toContain('Gemelde storing bij OM: 18 juli 2025 tot en met 12 augustus 2025.');
    expect(readFileSync(join(made, 'report.html'), 'utf8')).toBe(page);
  });
});
