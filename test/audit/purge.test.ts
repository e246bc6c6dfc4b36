import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { confirm } from '../../src/cli/confirm.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { callProgram } from '../support/in-process.ts';
import { type AuditedRuns, runAll, type Said, sampleRun, say } from './audited-run.ts';

const FIRST = sampleRun('2025-07-17', '2025-08-20');
const PERSONAL = ['considered.csv', 'notices.csv', 'rejects.csv', 'review.csv'];
const LATER = '2100-01-01';

describe('purge of run folders', () => {
  let sound: AuditedRuns;
  let out = '';
  let ledger = '';
  let folders: readonly string[] = [];

  beforeAll(async () => {
    sound = await runAll([FIRST, sampleRun('2025-08-20', '2025-09-26')]);
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    out = join(sound.home, 'purged');
    ledger = join(sound.home, 'purged.db');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    cpSync(sound.ledger, ledger);
    folders = sound.folders.map((folder) => join(out, basename(folder)));
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  const first = (file = '') => join(folders[0] ?? '', file);
  const textOf = (file: string) => readFileSync(first(file), 'utf8');
  const purge = (...args: string[]): Promise<Said> =>
    say('purge', '--yes', '--out', out, '--ledger', ledger, ...args);
  const entries = async () => {
    const read = await openLedger({ file: ledger, access: 'snapshot', create: false });
    const found = read.purging().entries();
    await read.close();
    return found;
  };
  const verify = () => say('verify', first(), '--ledger', ledger);

  it('removes the files that tell of persons, whole, and names them with their hashes', async () => {
    const before = readdirSync(first());
    const manifest = JSON.parse(textOf('manifest.json'));

    const { code } = await purge('--before', LATER);

    const left = before.filter((file) => !PERSONAL.includes(file));
    expect(code).toBe(0);
    expect(readdirSync(first()).sort()).toEqual([...left, 'purged.json'].sort());
    const { files } = JSON.parse(textOf('purged.json'));
    expect(files.map(({ file }: { file: string }) => file).sort()).toEqual(PERSONAL);
    for (const named of files)
      expect(manifest.artefacts).toContainEqual({ ...named, sha256: expect.any(String) });
    expect(statSync(first('purged.json')).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing in the folder that names a person, a case or a subscription', async () => {
    const [header = '', ...rows] = textOf('notices.csv').trim().split('\n');
    const at = header.split(',').indexOf('subscription_id');
    const subscriptions = rows.map((row) => row.split(',')[at] ?? '');
    expect(subscriptions.length).toBeGreaterThan(10);

    await purge('--before', LATER);

    const text = readdirSync(first()).map(textOf).join('\n');
    expect(text).not.toMatch(/\d\d\/\d{6}-\d\d/);
    expect(subscriptions.filter((id) => text.includes(id))).toEqual([]);
    expect(textOf('purged.json')).not.toMatch(/OM:|RECHTSPRAAK:|"[0-9]{9}"/);
  });

  it('lets every run be verified as before, and verify says which files are gone', async () => {
    await purge('--before', LATER);

    for (const folder of folders)
      for (const more of [[], ['--ledger', ledger]]) {
        const { code, lines } = await say('verify', folder, ...more);

        expect(lines).toEqual([
          expect.stringContaining('is sound'),
          `it was purged: notices.csv, review.csv, considered.csv, rejects.csv are gone for good`,
        ]);
        expect(code).toBe(0);
      }
  });

  it('refuses to make a purged run again, with the reason', async () => {
    await purge('--before', LATER);
    const before = readdirSync(first());

    const places = ['--out', out, '--ledger', ledger, '--log-level', 'silent'];
    const { code, stderr } = await callProgram(['run', ...FIRST, ...places], '2026-01-01');

    expect(code).toBe(2);
    expect(stderr).toContain('was completed and then purged');
    expect(readdirSync(first())).toEqual(before);
  });

  it('removes rejects.csv alone, and the rest later', async () => {
    expect((await purge('--rejects', '--before', LATER)).code).toBe(0);
    expect(PERSONAL.filter((file) => !existsSync(first(file)))).toEqual(['rejects.csv']);
    expect((await verify()).lines).toEqual([
      expect.stringContaining('is sound'),
      expect.stringContaining('rejects.csv are gone'),
    ]);

    expect((await purge('--before', LATER)).code).toBe(0);
    expect(PERSONAL.filter((file) => existsSync(first(file)))).toEqual([]);
    expect((await verify()).code).toBe(0);
  });

  it('leaves runs that were completed later, and enters nothing then', async () => {
    const { code, lines } = await purge('--before', '2020-01-01');

    expect(code).toBe(0);
    expect(lines[0]).toContain('of 0 runs');
    expect(existsSync(first('notices.csv'))).toBe(true);
    expect(await entries()).toEqual([]);
  });

  it.each(['notices.csv', 'considered.csv'])(
    'finishes where a purge was cut off before it removed %s',
    async (file) => {
      const kept = textOf(file);
      await purge('--before', LATER);
      writeFileSync(first(file), kept, { mode: 0o600 });
      expect((await verify()).lines).toContainEqual(
        expect.stringContaining('the purge was cut off'),
      );

      const { code } = await purge('--before', LATER);

      expect(code).toBe(0);
      expect(existsSync(first(file))).toBe(false);
      expect((await verify()).code).toBe(0);
    },
  );

  it('finishes where a purge was cut off between ledger and folders', async () => {
    const copy = join(sound.home, 'copy');
    cpSync(out, copy, { recursive: true });
    rmSync(out, { recursive: true });
    expect((await purge('--before', LATER)).code).toBe(3);
    cpSync(copy, out, { recursive: true });
    rmSync(copy, { recursive: true });
    expect((await verify()).lines).toContainEqual(expect.stringContaining('was cut off'));

    expect((await purge('--before', LATER)).code).toBe(0);
    expect((await verify()).code).toBe(0);
  });

  it('leaves a folder alone that is not what was recorded, and says so', async () => {
    appendFileSync(first('review.csv'), 'x');

    const { code, lines } = await purge('--before', LATER);

    expect(code).toBe(3);
    expect(lines).toContainEqual(
      `left alone  ${basename(first())} does not have review.csv as its manifest states it`,
    );
    expect(existsSync(first('notices.csv'))).toBe(true);
  });

  it.each([
    ['an answer', (text: string) => text.replace('"REVIEW"', '"NOTICE"')],
    ['a hash', (text: string) => text.replace(/"sha256": "./, '"sha256": "g')],
    ['a count', (text: string) => text.replace(/"rows": \d/, '"rows": 7777')],
    ['its form', (text: string) => `${text}\n`],
  ])('lets verify find that %s of purged.json was changed', async (_, change) => {
    await purge('--before', LATER);
    writeFileSync(first('purged.json'), change(textOf('purged.json')));

    expect((await verify()).code).toBe(3);
    expect((await purge('--before', LATER)).code).toBe(3);
  });

  it('lets verify find a folder that was purged by hand', async () => {
    await purge('--before', LATER);
    cpSync(sound.ledger, ledger);

    expect((await verify()).lines).toContainEqual(expect.stringContaining('was not purged'));
  });

  it('names the files of sinks, which it does not reach', async () => {
    await say('deliver', '--ledger', ledger, '--log-level', 'silent');

    const { code, lines } = await purge('--before', LATER);

    const outbox = join(sound.home, 'outbox');
    const named = ['KINDEROPVANG', 'TAXI'].map((sector) => join(outbox, `${sector}.ndjson`));
    expect(code).toBe(0);
    expect(lines.slice(-2)).toEqual(
      named.map(
        (file) => `not reached ${file}: delivered notices, remove it once the receiver has them`,
      ),
    );
    expect(named.every((file) => existsSync(file))).toBe(true);
    rmSync(outbox, { recursive: true });
  });

  it('enters who purged what, and when', async () => {
    await purge('--before', LATER, '--by', 'beheer');

    const sha256 = createHash('sha256')
      .update(readFileSync(first('purged.json')))
      .digest('hex');
    const entered = await entries();
    expect(entered).toMatchObject([
      { kind: 'RUNS', by: 'beheer', before: '2099-12-31T23:00:00Z', scope: 'ALL', runs: [1, 2] },
      { kind: 'FOLDERS', by: 'beheer', folders: [{ run: 1, scope: 'ALL', sha256 }, { run: 2 }] },
    ]);
    expect(Date.parse(entered[0]?.at ?? '')).toBeGreaterThan(statSync(sound.ledger).mtimeMs - 1);
  });

  it('refuses unattended use without --yes', async () => {
    const { code, stderr } = await callProgram(
      ['purge', '--before', LATER, '--out', out, '--ledger', ledger],
      '2026-01-01',
    );

    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect(existsSync(first('notices.csv'))).toBe(true);
  });
});

describe('confirm', () => {
  const ask = (answer: string) => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    input.write(`${answer}\n`);
    return confirm('Sure?', { input, output: new PassThrough() });
  };

  it('goes on after yes', async () => {
    await expect(ask('yes')).resolves.toBeUndefined();
  });

  it.each(['no', '', 'y', 'YES'])('takes %j for a no', async (answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
