import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMANDS } from '../../src/cli/commands.ts';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const SCHEMAS = join(import.meta.dirname, '../../src/cli/schemas');
const NOW = '2025-08-20T08:00:00+02:00';
const ROWS: readonly NightRow[] = [
  ...crowd('2025-08-14', 20),
  { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true, article: '1 Onbekend' },
  { id: 'D3', at: '2025-08-15T25:00:00+02:00', isOfSubscriber: true },
];

function schemaOf(name: string) {
  return z.fromJSONSchema(JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8')));
}
const nameOf = (value: object) => Object.keys(value)[0]?.replace(/Version$/, '') ?? '';

describe('--json', () => {
  const home = process.cwd();
  const seen = new Map<string, object[]>();
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'json-'));
    process.chdir(folder);
    await callEverything();
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  /** All that the command prints, line by line. */
  async function say(...args: string[]): Promise<readonly Record<string, unknown>[]> {
    const { stdout } = await callProgram([...args, '--json'], NOW);
    const values = stdout
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    for (const value of values) {
      const key = nameOf(value);
      seen.set(key, [...(seen.get(key) ?? []), value]);
    }
    return values;
  }

  async function callEverything(): Promise<void> {
    writeDecisions(folder, 'om.csv', ROWS);
    writeSubscriptions(folder);
    const inputs = ['--decisions', 'om.csv', '--subscriptions', 'subscriptions.csv'];
    const run = ['run', ...inputs, '--log-level', 'silent'];
    const window = ['--from', '2025-08-14', '--until', '2025-08-16'];
    await say(
      'outage',
      'add',
      '--source',
      'OM',
      '--from',
      '2025-08-17',
      '--until',
      '2025-08-18',
      '--note',
      'x',
      '--new-ledger',
    );
    const [first] = await say(...run, ...window, '--slice', '1d', '--new-ledger');
    await say(...run, ...window, '--slice', '1d');
    const corrected = ROWS.filter(({ id }) => id !== 'D3').map((row) => ({
      ...row,
      article: '249 Sr',
    }));
    writeDecisions(folder, 'corrected.csv', corrected);
    const again = ['--decisions', 'corrected.csv', ...inputs.slice(2), '--log-level', 'silent'];
    await say('plan', ...window, ...again);
    const [second] = await say('run', ...window, ...again);
    await say(...run, '--until', '2025-08-16');
    await say(...run, '--from', '2025-08-18', '--until', '2025-08-19');
    await say('status');
    await say('outage', 'list');
    const place = String(first?.folder);
    await say('explain', place, '--decision', 'OM:D1');
    await say('explain', place, '--decision', 'OM:D1', ...inputs);
    await say('verify', place, '--ledger', 'ledger/catchup.db');
    const [review] = await say('review', 'list', '--open');
    const item = String(review?.reviewId);
    await say('review', 'show', item);
    await say('review', 'resolve', item, '--as', 'notice', '--by', 'A', '--reason', 'so');
    await say('deliver', '--log-level', 'silent');
    await say('deliveries');
    writeFileSync('ids.txt', '209d2c52-0f24-5149-bca0-12d25d131595.7\n');
    await say('reconcile', '--received', 'ids.txt', '--log-level', 'silent');
    await say('diff', place, String(second?.folder));
    await say('report', place, '--output', 'report.html');
    await say('export', place, '--excel', '--output', 'copies');
    await say('keygen', '--sign-key', 'a.pem', '--public-key', 'b.pem');
    const sink = { kind: 'http', url: 'http://127.0.0.1:1/' };
    const source = 'urn:nld:oin:00000000000000000001:systeem:test';
    writeFileSync('config.json', JSON.stringify({ delivery: { source, sinks: { TAXI: sink } } }));
    await say(
      'config',
      'show',
      '--config',
      'config.json',
      '--ping-url',
      'https://hc.example/geheim',
    );
    await say('config', 'check', '--config', 'config.json');
    await say('rejects', 'export', place, '--decisions', 'om.csv', '--output', 'mend');
    await say('purge', '--before', '2100-01-01', '--yes');
    await say('lookup', '--decision', 'OM:D1');
    appendFileSync(join(place, 'totals.csv'), 'x\n');
    await say('verify', place);
  }

  it('is an option of every command but the one that prints a script', () => {
    const without = COMMANDS.filter(
      ({ options }) => !options.some(({ flags }) => flags === '--json'),
    );

    expect(without.map(({ name }) => name)).toEqual(['completion']);
  });

  it.each(readdirSync(SCHEMAS).map((file) => file.replace('.schema.json', '')))(
    'prints what the schema says: %s',
    (name) => {
      const schema = schemaOf(name);
      const values = seen.get(name) ?? [];

      expect(values.length).toBeGreaterThan(0);
      for (const value of values) {
        const { error } = schema.safeParse(value);
        expect(error && `${z.prettifyError(error)}\n${JSON.stringify(value)}`).toBeUndefined();
      }
      expect(schema.safeParse({ ...values[0], more: 1 }).success).toBe(false);
      expect(schema.safeParse({ ...values[0], [`${name}Version`]: 2 }).success).toBe(false);
    },
  );

  it('has a schema for everything that is printed', () => {
    const known = readdirSync(SCHEMAS).map((file) => file.replace('.schema.json', ''));

    expect([...seen.keys()].sort()).toEqual(known.sort());
  });

  it('tells each way in which a run can end', () => {
    expect(new Set(seen.get('run')?.map((run) => (run as { outcome: string }).outcome))).toEqual(
      new Set(['published', 'kept', 'dry-run', 'nothing-to-do']),
    );
  });

  it('shows each setting with its source, and no secret', () => {
    const settings = seen.get('setting') as { name: string; value: unknown; source: string }[];
    const of = (name: string) => settings.find((each) => each.name === name);

    expect(of('ledger')).toMatchObject({ value: './ledger/catchup.db', source: 'default' });
    expect(of('config')).toMatchObject({ value: 'config.json', source: '--config' });
    expect(of('delivery.sinks.TAXI.url')).toMatchObject({ source: 'config.json' });
    expect(of('ping-url')).toMatchObject({ value: '***', source: '--ping-url' });
    expect(JSON.stringify(settings)).not.toContain('geheim');
  });
});
