import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditedRuns, runAll, sampleRun, say } from './audited-run.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/check-run.py');

describe('check-run.py', () => {
  let sound: AuditedRuns;
  let out = '';
  let folders: string[] = [];

  beforeAll(async () => {
    sound = await runAll([
      sampleRun('2025-07-17', '2025-08-20'),
      sampleRun('2025-08-20', '2025-09-26'),
    ]);
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    out = join(sound.home, 'damaged');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    folders = sound.folders.map((folder) => join(out, basename(folder)));
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  function check(...args: string[]) {
    const { status, stdout } = spawnSync('python3', [SCRIPT, ...args], { encoding: 'utf8' });
    return { status, stdout };
  }

  it('has at most 60 lines', () => {
    expect(readFileSync(SCRIPT, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('agrees with verify on a sound chain', async () => {
    for (const folder of folders) {
      expect(check(folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') });
      expect((await say('verify', folder)).code).toBe(0);
    }
  });

  it('agrees with verify on a purged run, and on a file that no purge removes', async () => {
    const first = folders[0] ?? '';
    cpSync(sound.ledger, join(sound.home, 'purged.db'));
    const places = ['--out', out, '--ledger', join(sound.home, 'purged.db')];
    await say('purge', '--before', '2100-01-01', '--yes', ...places);
    expect(check(first)).toMatchObject({ status: 0, stdout: expect.stringContaining('sound') });
    expect((await say('verify', first)).code).toBe(0);

    rmSync(join(first, 'totals.csv'));

    expect(check(first)).toMatchObject({ status: 3, stdout: expect.stringMatching(/^totals/) });
    expect((await say('verify', first)).code).toBe(3);
  });

  it.each<[string, (first: string) => void, string]>([
    ...['SHA256SUMS', 'manifest.json', 'notices.csv', 'report.html'].map(
      (file): [string, (first: string) => void, string] => [
        `a byte added to ${file}`,
        (first) => appendFileSync(join(first, file), ' '),
        file === 'manifest.json' ? 'SHA256SUMS' : file,
      ],
    ),
    ['a missing file', (first) => rmSync(join(first, 'review.csv')), 'review.csv'],
    ['an added file', (first) => writeFileSync(join(first, 'x.csv'), ''), 'x.csv'],
    ['a missing manifest', (first) => rmSync(join(first, 'manifest.json')), 'manifest'],
  ])('agrees with verify on %s', async (_, damage, name) => {
    const first = folders[0] ?? '';
    damage(first);

    const { status, stdout } = check(first);
    const said = await say('verify', first);

    expect(status).toBe(3);
    expect(stdout).toContain(name);
    expect(said.code).toBe(3);
    expect(said.lines.join('\n')).toContain(name);
  });

  it('agrees with verify on a dropped run and on an expected manifest', async () => {
    const [first = '', last = ''] = folders;
    const wrong = '0'.repeat(64);
    expect(check(last, wrong).status).toBe(3);
    expect((await say('verify', last, '--expect-head', wrong)).code).toBe(3);

    rmSync(first, { recursive: true });

    expect(check(last).status).toBe(3);
    expect((await say('verify', last)).code).toBe(3);
  });
});
