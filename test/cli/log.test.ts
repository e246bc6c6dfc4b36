import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowd, writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { runCommand } from '../support/program.ts';

describe('the log', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
    writeSubscriptions(folder);
    const decisions = writeDecisions(folder, 'om.csv', [
      ...crowd('2025-08-14', 2),
      { id: 'D1', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true },
    ]);
    const lines = readFileSync(decisions, 'utf8').trimEnd().split('\n');
    writeFileSync(
      decisions,
      `${lines.map((line, n) => `${line},${n === 0 ? 'extra' : n}`).join('\n')}\n`,
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function logOf(...args: string[]): readonly Record<string, unknown>[] {
    const inputs = ['--decisions', 'om.csv', '--subscriptions', 'subscriptions.csv'];
    const { stderr } = runCommand(['run', ...inputs, ...args], { cwd: folder });
    return stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('has the stage and the call on every line, and the run as soon as it has its id', () => {
    const slices = ['--from', '2025-08-14', '--until', '2025-08-16', '--slice', '1d'];
    const nights = logOf(...slices, '--deliver');
    const [run] = nights
      .filter(({ stage }) => stage === 'publish')
      .map(({ runId }) => String(runId));
    writeFileSync(join(folder, 'out', String(run), 'totals.csv'), 'altered');
    const again = logOf('--from', '2025-08-14', '--until', '2025-08-15', '--as-of', '2025-08-15');
    const lines = [...nights, ...again];

    expect(lines.filter(({ stage }) => typeof stage !== 'string')).toEqual([]);
    expect(new Set(nights.map(({ callId }) => callId)).size).toBe(1);
    expect(again[0]?.callId).not.toBe(nights[0]?.callId);
    const ofRun = lines.filter(
      ({ stage }) => !['open', 'decisions', 'deliver'].includes(String(stage)),
    );
    expect(ofRun.filter(({ runId }) => !/^catchup-/.test(String(runId)))).toEqual([]);
    expect(new Set(lines.map(({ stage }) => stage))).toEqual(
      new Set(['open', 'decisions', 'judge', 'coverage', 'publish', 'deliver']),
    );
    expect(lines.filter(({ level }) => level === 40).map(({ msg }) => msg)).toContain(
      'the folder of this run was not what the run gives: replaced',
    );
  });

  it('has how long each stage took', () => {
    const ends = logOf('--from', '2025-08-14', '--until', '2025-08-16').filter(
      ({ ms }) => ms !== undefined,
    );

    expect(ends.map(({ stage }) => stage)).toEqual(['open', 'decisions', 'judge', 'publish']);
    expect(ends.every(({ ms }) => Number.isInteger(ms))).toBe(true);
  });
});
