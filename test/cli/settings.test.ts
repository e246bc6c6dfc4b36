import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const NOW = '2025-08-16T05:15:00Z';
const ROWS: readonly NightRow[] = [
  { id: 'D1', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-15T11:00:00+02:00', isOfSubscriber: true, article: '1 Onbekend' },
];
const RUN = [
  ...['run', '--from', '2025-08-15', '--until', '2025-08-16'],
  ...['--decisions', 'om.csv', '--subscriptions', 'subscriptions.csv', '--config', 'catchup.json'],
];

describe('options in the configuration', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    process.chdir(folder);
    writeDecisions(folder, 'om.csv', ROWS);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const configure = (content: object, file = 'catchup.json') =>
    writeFileSync(file, JSON.stringify(content));
  const say = (...args: string[]) => callProgram(args, NOW);
  async function show(...args: string[]): Promise<Record<string, string>> {
    const { stdout } = await say('config', 'show', ...args);
    return Object.fromEntries(
      stdout.split('\n').map((line) => {
        const [, name = '', said = ''] = /^(.+?) = (.*)$/.exec(line) ?? [];
        return [name, said];
      }),
    );
  }

  it('hold for a run, with paths found from the file', async () => {
    const options = { out: 'runs', ledger: 'l/catchup.db', quiet: true, allowRejects: 1 };
    configure({ options });

    const { code, stdout, stderr } = await say(...RUN);

    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('is silent') });
    expect(stdout).toMatch(/^\S+\/runs\/catchup-20250815-20250816-[0-9a-f]{12}\n$/);
    expect(readFileSync('l/catchup.db').length).toBeGreaterThan(0);
  });

  it('hold for every other command that has them', async () => {
    configure({ options: { out: 'runs', ledger: 'l/catchup.db', quiet: true } });
    await say(...RUN);

    const status = await say('status', '--config', 'catchup.json');
    vi.stubEnv('CATCHUP_CONFIG', 'catchup.json');
    const reviews = await say('review', 'list', '--open');

    expect(status).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^completed {4}1 runs/),
    });
    expect(reviews.stdout.split('\n')).toHaveLength(2);
  });

  it('of one command go before those of all', async () => {
    configure({
      options: { quiet: true, allowRejects: 0, metrics: 'all.prom' },
      commands: { run: { allowRejects: 9, metrics: 'run.prom' }, deliver: { metrics: 'd.prom' } },
    });

    expect(await say(...RUN)).toMatchObject({ code: 0 });
    expect(readFileSync('run.prom', 'utf8')).toContain('command="run"');
    expect(() => readFileSync('all.prom')).toThrow();
  });

  it('give way to the environment, and that to the command line, as config show says', async () => {
    configure({ options: { out: 'of-file', ledger: 'of-file.db', logLevel: 'warn', threads: 2 } });
    vi.stubEnv('CATCHUP_LEDGER', 'of-environment.db');
    vi.stubEnv('CATCHUP_OUT', 'of-environment');

    expect(await show('--config', 'catchup.json', '--out', 'of-call')).toMatchObject({
      out: '"of-call"  (--out)',
      ledger: '"of-environment.db"  (CATCHUP_LEDGER)',
      'log-level': '"warn"  (catchup.json)',
      threads: '"2"  (catchup.json)',
      'allow-rejects': '"0"  (default)',
      quiet: 'null  (default)',
    });
  });

  it('that are for one command stand in config show under its name', async () => {
    configure({ commands: { deliver: { metrics: 'd.prom', pingUrl: { env: 'SWITCH' } } } });

    expect(await show('--config', 'catchup.json')).toMatchObject({
      'commands.deliver.metrics': '"d.prom"  (catchup.json)',
      'commands.deliver.pingUrl.env': '"SWITCH"  (catchup.json)',
    });
  });

  it.each([
    ['an unknown key', { deliver: {} }],
    ['a faulty profile', { profiles: [{ name: 'x', input: 'decision' }] }],
    [
      'a sink without a sender',
      { delivery: { sinks: { TAXI: { kind: 'http', url: 'https://a' } } } },
    ],
  ])(
    'stand in a file that no command takes with %s, whatever the ledger (contract 7)',
    async (_, content) => {
      configure(content);
      writeFileSync('catchup.db', 'not a ledger');
      const place = ['--ledger', 'catchup.db', '--config', 'catchup.json'];

      expect((await say('status', ...place)).code).toBe(2);
      expect((await say('review', 'list', ...place)).code).toBe(2);
    },
  );

  it('say less of a call that asks for more by hand', async () => {
    configure({ options: { quiet: true, allowRejects: 9 } });

    const { stdout, stderr } = await say(...RUN, '--verbose');

    expect(stdout).toMatch(/^window /);
    expect(stderr).toContain('"level":20');
  });

  it.each([
    ['that nobody knows', { options: { alowRejects: 1 } }, 'alowRejects'],
    ['that belong to one call', { options: { from: '2025-08-15' } }, 'from'],
    ['of a command that does not have them', { commands: { status: { metrics: 'x' } } }, 'metrics'],
    ['of a command that there is not', { commands: { rnu: { quiet: true } } }, 'rnu'],
    ['of another type', { options: { quiet: 'yes' } }, 'options.quiet'],
    ['with a value that is none', { options: { lang: 'de' } }, 'options.lang'],
    ['that hold a secret in the open', { options: { pingUrl: 'https://x.nl' } }, 'options.pingUrl'],
    ['whose secret is nowhere', { options: { pingUrl: { env: 'NO_SUCH' } } }, 'NO_SUCH'],
  ])('are refused by their name, on record: %s', async (_, content, name) => {
    configure(content);

    const { code, stdout, stderr } = await say(...RUN);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(name);
    expect(readFileSync('ledger/catchup.db.audit.ndjson', 'utf8')).toContain(
      '"failure":"CONFIGURATION"',
    );
  });
});
