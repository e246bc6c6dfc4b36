import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { runCommand } from '../support/program.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const PURGE = ['purge', '--before', '2100-01-01', '--waiting', '--yes'];
/** Milliseconds after which the process is killed; a purge takes some hundreds. */
const KILLS = [200, 300, 400, 500];

describe('a purge that is killed', () => {
  let home = '';
  let clean = '';

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'purge-'));
    clean = join(home, 'clean');
    mkdirSync(clean);
    const subscriptions = writeSubscriptions(clean);
    for (const day of [11, 12]) {
      const at = `2025-08-${day}T10:00:00+02:00`;
      const rows = [{ id: `SECRET${day}`, at, isOfSubscriber: true, article: '1 ONBEKEND' }];
      const decisions = writeDecisions(clean, `${day}.csv`, rows);
      const window = ['--from', `2025-08-${day}`, '--until', `2025-08-${day + 1}`];
      const inputs = ['--decisions', decisions, '--subscriptions', subscriptions];
      expect(runCommand(['run', ...window, ...inputs], { cwd: clean }).code).toBe(3);
    }
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it.each(KILLS)('after %d ms is finished by the same command', async (ms) => {
    const cwd = join(home, `killed-${ms}`);
    cpSync(clean, cwd, { recursive: true });
    const child = spawn(process.execPath, [PROGRAM, ...PURGE], { cwd, stdio: 'ignore' });
    await Promise.race([sleep(ms), once(child, 'exit')]);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

    expect(runCommand(PURGE, { cwd })).toMatchObject({ code: 0 });

    for (const folder of readdirSync(join(cwd, 'out')).sort()) {
      const path = join(cwd, 'out', folder);
      expect(existsSync(join(path, 'review.csv'))).toBe(false);
      const verify = ['verify', path, '--ledger', join(cwd, 'ledger/catchup.db')];
      expect((await callProgram(verify, '2026-01-01')).stdout).toContain('is sound');
    }
    expect(readdirSync(join(cwd, 'out'))).toHaveLength(2);
    expect(
      readdirSync(join(cwd, 'ledger')).filter((name) => /-(wal|shm|journal)$/.test(name)),
    ).toEqual([]);
    const bytes = readFileSync(join(cwd, 'ledger/catchup.db'));
    for (const text of ['SECRET', '999990342', 'Visser']) expect(bytes.includes(text)).toBe(false);
  });
});
