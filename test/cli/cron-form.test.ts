import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const DAYS = ['2025-08-14', '2025-08-15', '2025-08-16', '2025-08-17', '2025-08-18'];
const ROWS: readonly NightRow[] = [
  ...DAYS.flatMap((day) => [...crowd(day, 2), ...crowd(day, 1, 'RECHTSPRAAK')]),
  { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-16T23:59:59+02:00', isOfSubscriber: true },
  { id: 'D3', at: '2025-08-17T00:00:00+02:00', isOfSubscriber: true },
];

describe('the cron form', () => {
  let folder = '';
  let inputs: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cron-'));
    inputs = [
      ...['--decisions', writeDecisions(folder, 'om.csv', ROWS)],
      ...['--subscriptions', writeSubscriptions(folder)],
      ...['--out', join(folder, 'out'), '--ledger', join(folder, 'ledger.db')],
    ];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (now: string, ...args: string[]) =>
    callProgram(['run', ...inputs, '--quiet', ...args], now);
  const windows = () =>
    readdirSync(join(folder, 'out'))
      .map((name) => name.slice(8, 25))
      .sort();
  const noticesOf = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((run) => readFileSync(join(run, 'notices.csv'), 'utf8').match(/OM:D\d/g) ?? []);

  it('goes on where the completed windows end, and ends at the last local midnight', async () => {
    await say('2025-08-15T02:00:00+02:00', '--from', '2025-08-14', '--until', '2025-08-15');

    writeDecisions(folder, 'om.csv', ROWS.slice(1));
    const night = await say('2025-08-16T02:00:00+02:00');
    const again = await say('2025-08-16T23:59:00+02:00');

    expect(night).toMatchObject({ code: 0, stderr: '' });
    expect(night.stdout).toMatch(/^\S+catchup-20250815-20250816-\w+\n$/);
    expect(again).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('works off missed nights in slices, each published on its own', async () => {
    await say('2025-08-15T02:00:00+02:00', '--from', '2025-08-14', '--until', '2025-08-15');

    const { code, stdout } = await say('2025-08-19T02:00:00+02:00', '--slice', '1d');

    expect(code).toBe(0);
    expect(windows()).toEqual([
      '20250814-20250815',
      '20250815-20250816',
      '20250816-20250817',
      '20250817-20250818',
      '20250818-20250819',
    ]);
    expect(noticesOf(stdout)).toEqual([[], ['OM:D2'], ['OM:D3'], []]);
  });

  it('cuts slices at local midnight, and the last one where the window ends', async () => {
    const ends = ['--from', '2025-10-25T12:00+02:00', '--until', '2025-10-27T06:00+01:00'];
    await say('2025-11-01T00:00:00Z', ...ends, '--slice', '1d');
    await say(
      '2025-11-01T00:00:00Z',
      '--from',
      '2025-09-01',
      '--until',
      '2025-09-10',
      '--slice',
      '7d',
    );

    expect(
      readdirSync(join(folder, 'out'))
        .map((name) => name.slice(8, -13))
        .sort(),
    ).toEqual([
      '20250901-20250908',
      '20250908-20250910',
      '20251025T100000Z-20251026',
      '20251026-20251027',
      '20251027-20251027T050000Z',
    ]);
  });

  it('keeps finished slices when the same command is given again, and ends as it did', async () => {
    const args = ['--from', '2025-08-14', '--until', '2025-08-18', '--slice', '1d'];
    const first = await say('2025-09-01T00:00:00Z', ...args);
    const names = windows();
    rmSync(String(first.stdout.split('\n')[2]), { recursive: true });

    const again = await callProgram(['run', ...inputs, ...args], '2025-09-01T00:00:00Z');

    expect(again.code).toBe(first.code);
    expect(again.stdout.match(/finished before, and kept/g)).toHaveLength(2);
    expect(windows()).toEqual(names);
    expect(again.stdout.trim().split('\n').at(-1)).toBe(first.stdout.trim().split('\n').at(-1));
  });

  it('asks for the days before the end with --last', async () => {
    await say('2025-08-18T12:00:00Z', '--last', '3d');

    expect(windows()).toEqual(['20250815-20250818']);
  });

  it('says the window in local time and UTC, with its days, before work begins', async () => {
    const args = ['run', ...inputs, '--from', '2025-10-26', '--until', '2025-10-28T00:00+01:00'];
    const { stderr } = await callProgram(args, '2025-11-01T00:00:00Z');

    expect(JSON.parse(stderr.split('\n')[0] ?? '')).toMatchObject({
      from: '2025-10-26T00:00:00+02:00',
      until: '2025-10-28T00:00:00+01:00',
      fromUtc: '2025-10-25T22:00:00Z',
      untilUtc: '2025-10-27T23:00:00Z',
      days: 2,
    });
  });

  it.each([
    ['an end in the future', ['--from', '2025-08-14', '--until', '2025-08-16'], 'future'],
    ['more than 400 days', ['--from', '2024-07-01', '--until', '2025-08-06'], '401 days'],
    ['more than 400 days in slices', ['--last', '500d', '--slice', '7d'], '500 days'],
  ])('refuses %s without --yes, before anything is written', async (_, args, reason) => {
    const now = '2025-08-15T12:00:00+02:00';
    const refused = await say(now, ...args);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(reason);
    expect(refused.stderr).toContain('--yes');
    expect(readdirSync(folder)).not.toContain('out');
    expect(readdirSync(folder)).not.toContain('ledger.db');
  });

  it('takes them with --yes, whatever the clock says', async () => {
    const args = ['--from', '2025-08-14', '--until', '2025-08-16', '--yes'];
    const early = await say('1970-01-01T00:00:00Z', ...args);
    const late = await say('2038-01-19T03:14:08Z', ...args);

    expect(early.code).toBe(0);
    expect(late).toEqual(early);
  });

  it.each([
    ['a slice that is none', ['--slice', '1h'], '--slice'],
    ['no days at all', ['--last', '0d'], '--last'],
    ['two starts', ['--last', '7d', '--from', '2025-08-01'], '--last'],
    ['slices of standard input', ['--slice', '1d', '--decisions', '-'], '--slice'],
  ])('refuses %s and names the option', async (_, args, option) => {
    const { code, stderr } = await say('2025-08-15T12:00:00+02:00', ...args);

    expect(code).toBe(2);
    expect(stderr).toContain(option);
  });

  it('says in one line on standard error what waits for a person', async () => {
    const late = { id: 'D9', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true };
    const rows = [...crowd('2025-08-14', 1), { ...late, article: '1 Onbekend' }];
    writeDecisions(folder, 'om.csv', rows);
    const { code, stdout, stderr } = await say('2025-08-15T12:00:00Z', '--last', '1d');

    expect(code).toBe(3);
    expect(stderr).toBe(
      `screening-catchup: 0 rejected rows and 1 review items wait for a person; RECHTSPRAAK is silent on 2025-08-14: no row at all: ${stdout}`,
    );
  });

  it('is never green and silent over missing data', async () => {
    writeDecisions(folder, 'om.csv', crowd('2025-08-14', 1));
    const args = ['--from', '2025-08-14', '--until', '2025-08-16'];
    const warned = await say('2025-08-18T12:00:00Z', ...args);
    const required = await say('2025-08-18T12:00:00Z', ...args, '--require-coverage');

    const sliced = [...args, '--slice', '7d', '--require-coverage'];
    const cut = await say('2025-08-18T12:00:00Z', ...sliced);
    const kept = await say('2025-08-18T12:00:00Z', ...sliced);

    expect([warned.code, required.code]).toEqual([0, 3]);
    expect([cut.code, kept.code]).toEqual([3, 3]);
    expect(kept.stderr).toBe(cut.stderr);
    expect(warned.stderr).toContain('OM is silent on 2025-08-15');
    expect(warned.stderr).toContain('RECHTSPRAAK is silent from 2025-08-14 to 2025-08-15');
  });

  it('names a file that another night had, but not the files that slices share', async () => {
    await say('2025-08-16T02:00:00+02:00', '--from', '2025-08-14', '--until', '2025-08-15');
    const again = await say('2025-08-16T02:00:00+02:00', '--require-coverage');
    const sliced = ['--from', '2025-08-16', '--until', '2025-08-19', '--slice', '1d'];
    rmSync(join(folder, 'ledger.db'));
    const slices = await say(
      '2025-08-19T02:00:00+02:00',
      ...sliced,
      '--new-ledger',
      '--require-coverage',
    );

    expect(again.code).toBe(3);
    expect(again.stderr).toContain('om.csv of catchup-20250815-20250816-');
    expect(slices).toMatchObject({ code: 0, stderr: '' });
  });
});
