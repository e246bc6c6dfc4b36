import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const NOW = '2025-08-20T08:00:00+02:00';
const D1: NightRow = { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true };
const D2: NightRow = { id: 'D2', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true };
const D3: NightRow = { id: 'D3', at: '2025-08-14T11:00:00+02:00', isOfSubscriber: true };
const FAULTY: NightRow = { id: 'D8', at: '2025-08-14T25:00:00+02:00', isOfSubscriber: true };

describe('late and changed rows', () => {
  let folder = '';
  let places: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'late-'));
    places = [
      ...['--subscriptions', writeSubscriptions(folder), '--log-level', 'silent'],
      ...['--out', join(folder, 'out'), '--ledger', join(folder, 'ledger.db')],
    ];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function say(
    command: string,
    from: string,
    until: string,
    rows: readonly NightRow[],
    ...more: string[]
  ) {
    const decisions = ['--decisions', writeDecisions(folder, 'om.csv', rows)];
    const window = ['--from', from, '--until', until];
    return callProgram([command, ...places, ...decisions, ...window, ...more], NOW);
  }
  /** The part of the closing block that tells what is new. */
  const since = (stdout: string) =>
    stdout
      .slice(Math.max(0, stdout.search(/^since /m)))
      .replace(/catchup-[0-9TZa-f-]+|[0-9a-f-]{36}/g, '…');

  it('says nothing on a window that was never run', async () => {
    const { stdout } = await say('run', '2025-08-14', '2025-08-15', [D1]);

    expect(stdout).not.toMatch(/^since /m);
  });

  it('names by id what is new, changed and gone, and the notices that come of it', async () => {
    await say('run', '2025-08-14', '2025-08-15', [D1, FAULTY]);
    await say('run', '2025-08-15', '2025-08-16', [D2]);
    const corrected = [{ ...D1, article: '249 Sr' }, D3, { ...FAULTY, id: 'D7' }];

    const { stdout, code } = await say('run', '2025-08-14', '2025-08-16', corrected);

    expect(code).toBe(3);
    expect(since(stdout)).toContain(`since … and 1 before it
  decisions new: 1
    OM:D3
  decisions changed: 1
    OM:D1
  decisions not in these inputs: 1
    OM:D2
  rejects new: 1
    decisions om.csv line 4: REGISTERED_AT_INVALID
  rejects gone: 1
    decisions om.csv line 3: REGISTERED_AT_INVALID
`);
    expect(since(stdout)).toContain('NEW …');
  });

  it('compares with the last run over each moment, and with nothing where none looked', async () => {
    await say('run', '2025-08-14', '2025-08-15', [D1]);
    await say('run', '2025-08-14', '2025-08-15', [D1, D3]);

    const { stdout } = await say('run', '2025-08-14', '2025-08-16', [D1, D3, D2]);

    expect(since(stdout)).not.toMatch(/decisions/);
    expect(since(stdout)).toContain('  OM 2025-08-15: never run before, 1 rows now\n');
    expect(since(stdout)).toContain('notices: 1\n    NEW …\n');
  });

  it('gives people who are not screened as counts per source and day, with the screen or without', async () => {
    const night = crowd('2025-08-14', 5);
    await say('run', '2025-08-14', '2025-08-16', [
      ...night,
      ...crowd('2025-08-15', 4, 'RECHTSPRAAK'),
    ]);
    const late = [...crowd('2025-08-15', 4, 'RECHTSPRAAK').reverse(), ...crowd('2025-08-14', 6)];

    for (const screen of [[], ['--no-screen']]) {
      const { stdout } = await say('plan', '2025-08-14', '2025-08-16', late, ...screen);

      expect(since(stdout)).toContain('rows: 1\n    OM 2025-08-14: 5 before, 6 rows now\n');
      expect(stdout).toContain('day         2025-08-15 RECHTSPRAAK       4 rows, known\n');
    }
  });

  it('calls a decision changed where its new version was registered elsewhere', async () => {
    await say('run', '2025-08-14', '2025-08-15', [D1]);

    const later = { ...D1, version: 2, at: '2025-08-15T09:00:00+02:00' };
    const { stdout } = await say('run', '2025-08-14', '2025-08-16', [later]);

    expect(since(stdout)).toContain('decisions changed: 1\n    OM:D1\n');
  });

  it('says that nothing differs, also of a row that only moved', async () => {
    await say('run', '2025-08-14', '2025-08-15', [D1, FAULTY]);

    const { stdout } = await say('run', '2025-08-14', '2025-08-15', [FAULTY, D1]);

    expect(since(stdout)).toMatch(/^since …: nothing new, changed or gone\n/);
  });

  describe('plan', () => {
    it('tells what the run will tell, without a trace, and ends as it will', async () => {
      await say('run', '2025-08-14', '2025-08-15', [D1]);
      const ledger = readFileSync(join(folder, 'ledger.db'));
      const corrected = [{ ...D1, version: 2, article: '1 Onbekend' }, D3];

      const planned = await say('plan', '2025-08-14', '2025-08-15', corrected);
      const untouched = readFileSync(join(folder, 'ledger.db')).equals(ledger);
      const done = await say('run', '2025-08-14', '2025-08-15', corrected);

      expect(untouched).toBe(true);
      expect(planned.code).toBe(done.code);
      expect(planned.code).toBe(3);
      expect(planned.stdout.split('\n').at(-2)).toBe(done.stdout.split('\n').at(-2));
      expect(planned.stdout).toContain('file        decisions om.csv: 2 rows\n');
      expect(planned.stdout).toMatch(/^would send {2}1 notices \(1 NEW\)$/m);
      const told = (text: string) => since(text).split('\n').slice(0, 5);
      expect(told(planned.stdout)).toEqual(told(done.stdout));
    });

    it('works before the first run, and leaves nothing behind', async () => {
      const { code } = await say('plan', '2025-08-14', '2025-08-15', [D1]);

      expect(code).toBe(0);
      expect(existsSync(join(folder, 'out'))).toBe(false);
      expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
    });

    it('works while another process holds the ledger', async () => {
      await say('run', '2025-08-14', '2025-08-15', [D1]);
      const file = join(folder, 'ledger.db');
      const holder = await openLedger({ file, access: 'write', create: false });
      try {
        expect((await say('run', '2025-08-14', '2025-08-15', [D1, D3])).code).toBe(5);
        expect((await say('plan', '2025-08-14', '2025-08-15', [D1, D3])).code).toBe(0);
      } finally {
        await holder.close();
      }
    });
  });
});
