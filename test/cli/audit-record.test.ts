import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { runCommand } from '../support/program.ts';
import { asTested } from '../support/screen-off.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const RECORD = 'ledger/catchup.db.audit.ndjson';
const WINDOW = ['--from', '2025-08-14', '--until', '2025-08-15', '--log-level', 'silent'];
const INPUTS = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
const RUN = ['run', ...WINDOW, ...INPUTS];

interface Entry {
  readonly what: string;
  readonly call: string;
  readonly exitCode?: number;
  readonly results?: readonly Record<string, unknown>[];
  readonly [name: string]: unknown;
}

describe('the audit record', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-'));
    process.chdir(folder);
    writeSubscriptions(folder);
    const at = '2025-08-14T12:00:00Z';
    writeDecisions(folder, 'decisions.csv', [{ id: 'D1', at, isOfSubscriber: true }]);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  function say(...args: string[]) {
    return callProgram(args, '2025-08-16T08:00:00+02:00');
  }
  function entries(): readonly Entry[] {
    return readFileSync(join(folder, RECORD), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
  }
  async function begun(): Promise<void> {
    const isBegun = () => existsSync(RECORD) && readFileSync(RECORD, 'utf8').endsWith('\n');
    while (!isBegun()) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  function hashOf(file: string): string {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  }
  function publishedFolder(stdout: string): string {
    return String(stdout.trim().split('\n').at(-1));
  }

  it('tells of a run who began it, when, from where and how, and what came of it', () => {
    const env = {
      NODE_OPTIONS: '--no-warnings',
      CATCHUP_OUT: 'out',
      SSH_CONNECTION: '192.0.2.7 5 6 7',
    };
    const { code, stdout } = runCommand(RUN, { cwd: folder, env });
    const [begin, read, end, ...more] = entries();
    const manifest = readFileSync(join(publishedFolder(stdout), 'manifest.json'));

    expect({ code, more }).toEqual({ code: 0, more: [] });
    expect(begin).toMatchObject({
      ...{ what: 'BEGIN', command: 'run', arguments: asTested(RUN), call: end?.call },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      who: { uid: process.getuid?.() },
      where: { host: hostname(), folder, ssh: '192.0.2.7' },
      environment: { NODE_OPTIONS: '--no-warnings', CATCHUP_OUT: 'out' },
    });
    expect(read).toMatchObject({
      ...{ what: 'READ', call: end?.call, inputs: [{ sha256: hashOf('decisions.csv') }, {}] },
      rules: [{ name: 'common.json' }, {}, {}],
    });
    expect(end).toMatchObject({ what: 'END', exitCode: 0 });
    expect(end?.results).toMatchObject([
      {
        ...{ runId: publishedFolder(stdout).split('/').at(-1), outcome: 'published', notices: 1 },
        manifestSha256: createHash('sha256').update(manifest).digest('hex'),
        inputs: [{ input: 'decisions', rows: 1 }, { input: 'subscriptions' }],
      },
    ]);
  });

  it.each([[['run', '--dry-run']], [['plan']]])('is all that %s writes', async (command) => {
    const { code } = await say(...command, ...WINDOW, ...INPUTS);

    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['decisions.csv', 'ledger', 'subscriptions.csv']);
    expect(readdirSync(join(folder, 'ledger')).sort()).toEqual([
      'catchup.db.audit.ndjson',
      'catchup.db.audit.ndjson.lock',
    ]);
    expect(entries()[2]?.results).toMatchObject([{ outcome: 'dry-run', manifestSha256: null }]);
  });

  it('has an end for every command that fails, with its exit code', async () => {
    await say(...RUN, '--decisions', 'missing.csv');
    await say('outage', 'add', '--source', 'XX', '--from', 'x', '--until', 'y', '--note', 'z');
    await say(...RUN);
    await say('deliver', '--retry', 'all');

    expect(
      entries()
        .filter(({ what }) => what === 'END')
        .map(({ exitCode, failure }) => [exitCode, failure]),
    ).toEqual([
      [6, 'INPUT_UNREADABLE'],
      [2, 'USAGE'],
      [0, undefined],
      [2, 'USAGE'],
    ]);
  });

  it('has what a run had read that could not go on', async () => {
    writeFileSync('decisions.csv.sha256', `${'0'.repeat(64)}  decisions.csv\n`);
    const { code } = await say(...RUN);

    expect(code).toBe(6);
    expect(entries().at(-1)?.results).toMatchObject([
      {
        inputs: [
          { input: 'decisions', sha256: null },
          { input: 'subscriptions', sha256: hashOf('subscriptions.csv') },
        ],
        rules: [{ name: 'common.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, {}, {}],
      },
    ]);
  });

  it('is cut where it lacks what the ledger names of it', async () => {
    await say(...RUN);
    const first = readFileSync(RECORD);
    const run = publishedFolder((await say(...RUN, '--as-of', '2025-08-16')).stdout);
    writeFileSync(RECORD, first);
    const { code, stdout } = await say('verify', run, '--ledger', './ledger/catchup.db');

    expect(code).toBe(3);
    expect(stdout).toContain('lacks the entry that the ledger names for run catchup-');
  });

  it('holds no BSN and no case number that somebody typed', async () => {
    const run = publishedFolder((await say(...RUN)).stdout);
    await say('explain', run, '--bsn', '999990342');
    await say('explain', run, '--subscription', '16/111111-25');
    await say('explain', run, '--decision', 'OM:1611111125', '--ledger', './ledger/catchup.db');

    const text = readFileSync(join(folder, RECORD), 'utf8');
    expect(text).not.toMatch(/999990342|16.?111111.?25/);
    expect(text.match(/\[number\]/g)).toHaveLength(3);
    expect(text).toContain(`"explain","${run}"`);
  });

  it('shows a killed run as a beginning without an end, and the next command goes on', async () => {
    const args = [...RUN, '--decisions', '-'];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, stdio: 'pipe' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await begun();
    child.kill('SIGKILL');
    await ended;
    const run = publishedFolder((await say(...RUN)).stdout);
    const verified = await say('verify', run, '--ledger', './ledger/catchup.db');

    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(entries().map(({ what }) => what)).toEqual([
      ...['BEGIN', 'BEGIN', 'READ', 'END', 'BEGIN', 'END'],
    ]);
  });

  it('has the exit code of a run that was stopped while it waited for its input', async () => {
    const args = [...RUN, '--decisions', '-'];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, stdio: 'pipe' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await begun();
    child.kill('SIGTERM');

    expect(await ended).toBe(143);
    expect(entries().at(-1)).toMatchObject({ what: 'END', exitCode: 143 });
  });

  it('takes commands that begin in the same moment one after another', async () => {
    const run = publishedFolder((await say(...RUN)).stdout);
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = spawn(process.execPath, [PROGRAM, 'deliveries'], { cwd: folder });
        return new Promise((resolve) => child.once('exit', resolve));
      }),
    );

    expect(codes).toEqual([0, 0, 0, 0]);
    expect(entries()).toHaveLength(11);
    expect((await say('verify', run, '--ledger', './ledger/catchup.db')).code).toBe(0);
  });

  describe('that cannot be written', () => {
    let run = '';

    beforeEach(async () => {
      run = publishedFolder((await say(...RUN)).stdout);
      rmSync(join(folder, RECORD));
      mkdirSync(join(folder, RECORD));
    });

    it.each([
      [['plan', ...WINDOW, ...INPUTS]],
      [['run', ...WINDOW, ...INPUTS, '--out', 'elsewhere']],
      [['deliver']],
      [['export', '--excel', '--output', 'copy']],
    ])('keeps %s from beginning', async ([command = '', ...args]) => {
      const { code, stdout, stderr } = await say(
        command,
        ...(command === 'export' ? [run] : []),
        ...args,
      );

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('catchup.db.audit.ndjson');
      expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
      expect(existsSync(join(folder, 'ledger/outbox'))).toBe(false);
      expect(existsSync(join(folder, 'copy'))).toBe(false);
    });

    it('is told of by verify, which goes on, and finds it no record', async () => {
      const { code, stdout, stderr } = await say('verify', run, '--ledger', './ledger/catchup.db');

      expect(code).toBe(3);
      expect(stderr).toContain('not entered in an audit record');
      expect(stdout).toContain('catchup.db.audit.ndjson: is no plain file that can be read');
    });
  });

  it('is not there where no ledger is: a copy says so, what shows no data needs none', async () => {
    const run = publishedFolder((await say(...RUN)).stdout);
    const away = mkdtempSync(join(tmpdir(), 'away-'));
    process.chdir(away);
    try {
      const copy = await say('export', run, '--excel', '--output', 'copy');
      const verified = await say('verify', run);
      const shown = await say('config', 'show');

      expect(copy.code).toBe(0);
      expect(copy.stderr).toBe(
        'screening-catchup: not entered in an audit record: there is no ledger at ./ledger/catchup.db\n',
      );
      expect(verified).toMatchObject({ code: 0, stderr: '' });
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(away)).toEqual(['copy']);
    } finally {
      rmSync(away, { recursive: true, force: true });
    }
  });
});
