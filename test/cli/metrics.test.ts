import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const MORNING = '2025-08-16T05:15:00Z';
const ROWS: readonly NightRow[] = [
  ...crowd('2025-08-14', 3),
  { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true, article: '1 Onbekend' },
  { id: 'D3', at: '2025-08-15T25:00:00+02:00', isOfSubscriber: true },
];

describe('--metrics', () => {
  let folder = '';
  let file = '';
  let places: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'metrics-'));
    file = join(folder, 'catchup.prom');
    places = ['--ledger', join(folder, 'ledger.db'), '--log-level', 'silent'];
    writeDecisions(folder, 'om.csv', ROWS);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (now: string, ...more: string[]) =>
    callProgram(
      [
        ...['run', '--last', '2d', '--decisions', join(folder, 'om.csv'), '--out'],
        ...[join(folder, 'out'), '--subscriptions', join(folder, 'subscriptions.csv')],
        ...[...places, '--metrics', file, ...more],
      ],
      now,
    );
  const deliver = (now: string) => callProgram(['deliver', ...places, '--metrics', file], now);
  /** Values by name and labels, `command` left out. */
  function samples(): ReadonlyMap<string, number> {
    const lines = readFileSync(file, 'utf8').split('\n');
    return new Map(
      lines
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => {
          const [, name, labels, value] =
            /^screening_catchup_(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
          const own = (labels ?? '').replace(/command="\w+",?/, '');
          return [own === '' ? `${name}` : `${name} ${own}`, Number(value)];
        }),
    );
  }
  const seconds = (moment: string) => Date.parse(moment) / 1000;

  it('says when, how and with what a run ended', async () => {
    const before = Date.now();
    expect((await run(MORNING, '--slice', '1d')).code).toBe(3);

    const found = samples();

    expect(Object.fromEntries(found)).toMatchObject({
      last_success_timestamp_seconds: seconds(MORNING),
      last_end_timestamp_seconds: seconds(MORNING),
      last_exit_code: 3,
      'rows input="decisions",disposition="REJECTED"': 2,
      'rows input="decisions",disposition="NOTICE"': 1,
      'rows input="decisions",disposition="REVIEW"': 1,
      'rows input="decisions",disposition="NO_SUBSCRIPTION"': 3,
      'rows input="subscriptions",disposition="ACCEPTED"': 2,
      'notices action="NEW"': 1,
      'notices action="RETRACTED"': 0,
      reviews: 1,
      rejects: 2,
      rejects_touching: 2,
      coverage_findings: 2,
      undelivered: 1,
    });
    const stages = [...found.keys()].filter((key) => key.startsWith('stage'));
    expect(stages.map((key) => /stage="(\w+)"/.exec(key)?.[1])).toEqual([
      ...['open', 'subscriptions', 'decisions', 'judge', 'write', 'record', 'publish'],
    ]);
    expect(stages.every((key) => Number(found.get(key)) >= 0)).toBe(true);
    const oldest = 1000 * (found.get('oldest_undelivered_timestamp_seconds') ?? 0);
    expect(oldest).toBeGreaterThanOrEqual(before);
    expect(oldest).toBeLessThanOrEqual(Date.now());
  });

  it('is text that Prometheus reads, without a number, name or case of a person', async () => {
    await run(MORNING);

    const text = readFileSync(file, 'utf8');

    const metric = /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{([a-z]+="[A-Za-z_-]+",?)+\} \d+(\.\d+)?)$/;
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((line) => !metric.test(line)),
    ).toEqual([]);
    for (const [, name] of text.matchAll(/^(\w+)\{/gm))
      expect(text).toContain(`# TYPE ${name} gauge\n`);
    expect(text).not.toMatch(/999990342|Visser|om\.csv|16\//);
  });

  it('keeps the last success when a call fails, and says how it failed', async () => {
    await run(MORNING);
    rmSync(join(folder, 'om.csv'));

    const failed = await run('2025-08-17T05:15:00Z', '--until', '2025-08-17');

    expect(failed.code).toBe(6);
    expect(Object.fromEntries(samples())).toMatchObject({
      last_success_timestamp_seconds: seconds(MORNING),
      last_end_timestamp_seconds: seconds('2025-08-17T05:15:00Z'),
      last_exit_code: 6,
      'rows input="decisions",disposition="NOTICE"': 0,
      undelivered: 1,
    });
  });

  it('names no success where none is known', async () => {
    writeFileSync(file, 'screening_catchup_last_success_timestamp_seconds{command="run"} soon\n');
    rmSync(join(folder, 'om.csv'));

    await run(MORNING);

    expect([...samples().keys()][0]).toBe('last_end_timestamp_seconds');
    expect(samples().get('last_exit_code')).toBe(6);
  });

  it('says of the delivery what is left, and nothing of rows that it does not read', async () => {
    await run(MORNING);
    await deliver('2025-08-16T06:00:00Z');

    const found = samples();

    expect([...found.keys()]).toEqual([
      'last_success_timestamp_seconds',
      'last_end_timestamp_seconds',
      'last_exit_code',
      'stage_duration_seconds stage="deliver"',
      'undelivered',
    ]);
    expect(found.get('undelivered')).toBe(0);
  });

  it('replaces the file in one step, readable by the node exporter', async () => {
    writeFileSync(file, 'old\n');
    linkSync(file, join(folder, 'held-open'));
    const umask = process.umask(0o077);
    try {
      await run(MORNING);
    } finally {
      process.umask(umask);
    }

    expect(readFileSync(join(folder, 'held-open'), 'utf8')).toBe('old\n');
    expect(statSync(file).mode & 0o777).toBe(0o644);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('changes nothing about a run whose metrics cannot be written, but says so', async () => {
    file = join(folder, 'nowhere', 'catchup.prom');

    const { code, stderr, stdout } = await run(MORNING, '--allow-rejects', '3', '--quiet');

    expect(code).toBe(0);
    expect(stderr).toContain('no metrics: cannot write nowhere/');
    expect(existsSync(join(stdout.trim(), 'SHA256SUMS'))).toBe(true);
  });

  it('refuses to replace a file that holds something else', async () => {
    file = join(folder, 'om.csv');
    const before = readFileSync(file);

    const { code, stderr } = await run(MORNING);

    const refused = expect.stringContaining('holds no metrics');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: refused });
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('does not replace the ledger that the run itself made', async () => {
    file = join(folder, 'ledger.db');

    const { code, stderr } = await run(MORNING);

    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('metrics') });
    expect((await callProgram(['status', '--ledger', file], MORNING)).code).toBe(0);
  });

  it('tells nothing of a dry run', async () => {
    await run(MORNING, '--dry-run');

    expect(existsSync(file)).toBe(false);
  });
});
