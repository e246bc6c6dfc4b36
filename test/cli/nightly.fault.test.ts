import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crowd, writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { runCommand } from '../support/program.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const DAYS = Array.from({ length: 8 }, (_, day) => `2025-10-${22 + day}`);

describe('nights of real processes', () => {
  let inputs = '';
  let folder = '';

  beforeAll(() => {
    inputs = mkdtempSync(join(tmpdir(), 'nightly-in-'));
    writeSubscriptions(inputs);
    const people = DAYS.map((day, number) => {
      return { id: `D${number}`, at: `${day}T12:00:00Z`, isOfSubscriber: true };
    });
    const nobody = DAYS.flatMap((day) => [...crowd(day, 900), ...crowd(day, 90, 'RECHTSPRAAK')]);
    writeDecisions(inputs, 'decisions.csv', [...people, ...nobody]);
  });
  afterAll(() => {
    rmSync(inputs, { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nightly-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function argumentsOf(place: string, ...more: string[]): string[] {
    return [
      ...['run', '--from', '2025-10-22', '--until', '2025-10-30', '--quiet', ...more],
      ...['--decisions', join(inputs, 'decisions.csv')],
      ...['--subscriptions', join(inputs, 'subscriptions.csv')],
      ...['--out', join(folder, place, 'out'), '--ledger', join(folder, place, 'ledger.db')],
    ];
  }
  function start(place: string, ...more: string[]): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...argumentsOf(place, ...more)], { stdio: 'ignore' });
  }
  const endOf = (child: ChildProcess) =>
    new Promise<number | null>((resolve) => child.once('exit', resolve));
  const runsIn = (place: string) =>
    existsSync(join(folder, place, 'out'))
      ? readdirSync(join(folder, place, 'out')).filter((name) => name.startsWith('catchup-'))
      : [];
  function bytesOf(place: string): readonly string[] {
    return runsIn(place)
      .sort()
      .flatMap((run) =>
        readdirSync(join(folder, place, 'out', run)).map(
          (file) =>
            `${run}/${file}\n${readFileSync(join(folder, place, 'out', run, file), 'utf8')}`,
        ),
      );
  }

  it('goes on after a kill with the slice that was not finished, to the same bytes', async () => {
    const uncut = runCommand(argumentsOf('uncut', '--slice', '1d'), { cwd: folder });
    let kept = 0;
    for (const slices of [1, 3, 6]) {
      const child = start('cut', '--slice', '1d');
      const ended = endOf(child);
      while (runsIn('cut').length < slices && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill('SIGKILL');
      await ended;
      expect(runsIn('cut').length).toBeGreaterThanOrEqual(slices);
      kept = runsIn('cut').length;
    }
    const last = runCommand(argumentsOf('cut', '--slice', '1d'), { cwd: folder });

    expect(uncut).toMatchObject({ code: 0, stderr: '' });
    expect(last).toMatchObject({ code: 0, stderr: '' });
    expect(kept).toBeGreaterThanOrEqual(6);
    expect(last.stdout.trim().split('\n')).toHaveLength(DAYS.length);
    expect(bytesOf('cut')).toEqual(bytesOf('uncut'));
  });

  it('ends between two slices on SIGTERM, and keeps what is finished', async () => {
    const child = start('stopped', '--slice', '1d');
    const ended = endOf(child);
    while (runsIn('stopped').length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGTERM');

    expect(await ended).toBe(143);
    expect(runsIn('stopped').length).toBeGreaterThanOrEqual(2);
    expect(runCommand(argumentsOf('stopped', '--slice', '1d'), { cwd: folder }).code).toBe(0);
    expect(runsIn('stopped')).toHaveLength(DAYS.length);
  });

  it('lets one of two work, and sends the other away with 5', async () => {
    const own = argumentsOf('both');
    expect(runCommand(own, { cwd: folder }).code).toBe(0);
    const waiting = own.map((arg) => (arg.endsWith('decisions.csv') ? '-' : arg));
    const first = spawn(process.execPath, [PROGRAM, ...waiting], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = endOf(first);
    // The side file is there while a run holds the ledger; this one then waits for its input.
    while (!existsSync(join(folder, 'both/ledger.db-wal')))
      await new Promise((resolve) => setTimeout(resolve, 2));
    const second = runCommand(own, { cwd: folder });
    first.stdin.end(readFileSync(join(inputs, 'decisions.csv')));

    expect(second.code).toBe(5);
    expect(second.stderr).toContain('ledger.db');
    expect(await ended).toBe(0);
    expect(runsIn('both')).toHaveLength(1);
  });

  it.each(['America/New_York', 'Asia/Kolkata', 'Europe/Amsterdam'])(
    'asks for the same local days under TZ=%s, over the change of the clock',
    (zone) => {
      const args = [...argumentsOf('zone', '--slice', '7d'), '--until', '2025-10-27'];
      const { code, stdout } = runCommand(args, { cwd: folder, env: { TZ: zone } });

      expect(code).toBe(0);
      expect(stdout).toMatch(/^\S+catchup-20251022-20251027-\w+\n$/);
    },
  );

  const hasTerminal = spawnSync('script', ['--version']).status === 0;
  it.skipIf(!hasTerminal)(
    'says no more on a terminal than in a pipe (skipped without script from util-linux)',
    () => {
      const command = [process.execPath, PROGRAM, ...argumentsOf('terminal')].join(' ');
      const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });

      expect(stdout).toMatch(/^\S+catchup-20251022-20251030-\w+\r\n$/);
    },
  );
});
