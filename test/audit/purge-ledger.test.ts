import { cpSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerView } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { callProgram } from '../support/in-process.ts';
import { type AuditedRuns, runAll, sampleRun, say } from './audited-run.ts';

const FIRST = sampleRun('2025-07-17', '2025-08-20');
const SECOND = sampleRun('2025-08-20', '2025-09-26');

/** What tells persons apart in the rows of a file: BSN, subscription and case. */
function namesIn(file: string): readonly string[] {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const columns = header.split(',');
  const wanted = ['bsn', 'subscription_id', 'case_number'].map((name) => columns.indexOf(name));
  // No field of the sample holds a comma before these columns.
  return rows.flatMap((row) => wanted.map((at) => row.split(',')[at] ?? ''));
}

function lastSeen(view: LedgerView, batch: readonly { readonly subscriptionId: string }[]) {
  return view.subscriptionsOf(batch.map(({ subscriptionId }) => subscriptionId));
}

describe('purge of the ledger', () => {
  let sound: AuditedRuns;
  /** After the first run and before the second. */
  let between = '';
  let out = '';
  let ledger = '';
  let folders: readonly string[] = [];

  beforeAll(async () => {
    sound = await runAll([FIRST]);
    between = new Date(Date.now() + 1).toISOString();
    while (Date.now() <= Date.parse(between));
    const places = ['--out', join(sound.home, 'out'), '--ledger', sound.ledger];
    const { lines } = await say('run', ...SECOND, ...places, '--log-level', 'silent');
    await say('deliver', '--ledger', sound.ledger, '--log-level', 'silent');
    folders = [...sound.folders, lines.at(-1) ?? ''].map((folder) => basename(folder));
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    out = join(sound.home, 'purged');
    ledger = join(sound.home, 'purged.db');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    cpSync(sound.ledger, ledger);
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  const purge = (...args: string[]) =>
    say('purge', '--yes', '--out', out, '--ledger', ledger, ...args);
  const run = (args: readonly string[], ...more: string[]) =>
    callProgram(
      ['run', ...args, ...more, '--out', out, '--ledger', ledger, '--log-level', 'warn'],
      '2040-01-01',
    );
  const at = (folder: string | undefined, file: string) => join(out, folder ?? '', file);
  const verifyAll = async () => {
    const said: string[] = [];
    for (const folder of folders)
      said.push(...(await say('verify', join(out, folder), '--ledger', ledger)).lines);
    return said;
  };

  it('leaves nobody in the file but whom it still needs', async () => {
    const kept = new Set<string>();
    const gone = namesIn(at(folders[0], 'review.csv')).concat(
      namesIn(at(folders[0], 'notices.csv')),
    );

    await purge('--before', '2100-01-01', '--waiting');

    const read = await openLedger({ file: ledger, access: 'snapshot', create: false });
    const view = read.before(Number.POSITIVE_INFINITY);
    for await (const batch of view.persons())
      for (const { subscriptionId, bsn, status, validUntil } of await lastSeen(view, batch)) {
        expect(status).not.toBe('ENDED');
        expect((validUntil ?? '9999') > '2040').toBe(true);
        kept.add(subscriptionId).add(bsn ?? '');
      }
    await read.close();
    const bytes = readFileSync(ledger);
    const left = gone.filter((name) => name !== '' && !kept.has(name) && bytes.includes(name));
    const cases = left.filter((name) => name.includes('/'));
    expect(left.filter((name) => !name.includes('/'))).toEqual([]);
    expect(cases.length).toBeLessThan(gone.length / 3);
    expect(await verifyAll()).toHaveLength(4);
  });

  it('lets a run that was completed later be verified and made again, byte for byte', async () => {
    const files = ['notices.csv', 'review.csv', 'considered.csv', 'manifest.json'];
    const before = files.map((file) => readFileSync(at(folders[1], file), 'utf8'));

    expect((await purge('--before', between)).code).toBe(0);
    const { stdout } = await run(SECOND);

    expect(stdout).toContain('its folder is as it was');
    expect(files.map((file) => readFileSync(at(folders[1], file), 'utf8'))).toEqual(before);
    expect(await verifyAll()).toEqual([
      expect.stringContaining('is sound'),
      expect.stringContaining('it was purged'),
      expect.stringContaining('is sound'),
    ]);
  });

  it('says nothing twice of what stands when a purged window is run again', async () => {
    const stand = await standing();
    await purge('--before', '2100-01-01');
    expect(await standing()).toEqual(stand);
    expect(stand.length).toBeGreaterThan(50);

    const { stdout, stderr } = await run(FIRST, '--as-of', '2025-09-27');

    expect(stderr).toContain('runs that looked at this window were purged');

    const rows = readFileSync(at(basename(stdout.trim().split('\n').at(-1) ?? ''), 'notices.csv'));
    const again = rows
      .toString()
      .split('\n')
      .slice(1, -1)
      .map((row) => row.split(','));
    const known = new Map(stand.map(([id, version]) => [id, version]));
    const said = again.filter(([id = '']) => known.has(id));
    expect(said.length).toBeGreaterThan(10);
    for (const [id = '', version, action] of said)
      expect([id, version, action]).toEqual([id, String(known.get(id)), 'UNCHANGED']);
  });

  async function standing(): Promise<readonly (readonly [string, number])[]> {
    const read = await openLedger({ file: ledger, access: 'snapshot', create: false });
    const view = read.before(Number.POSITIVE_INFINITY);
    const ids = folders.flatMap((folder) =>
      readFileSync(join(sound.home, 'out', folder, 'notices.csv'), 'utf8')
        .split('\n')
        .slice(1, -1)
        .map((row) => row.split(',')[0] ?? ''),
    );
    const notices = await view.noticesOf([...new Set(ids)]);
    const open = new Set<string>();
    for await (const batch of view.persons())
      for (const { subscriptionId, status, validUntil } of await lastSeen(view, batch))
        if (status !== 'ENDED' && (validUntil ?? '9999') > '2040') open.add(subscriptionId);
    await read.close();
    return notices
      .filter(({ action, subscriptionId }) => action !== 'RETRACTED' && open.has(subscriptionId))
      .map(({ noticeId, noticeVersion }) => [noticeId, noticeVersion] as const)
      .sort();
  }
});
