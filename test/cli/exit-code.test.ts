import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const STORIES = join(import.meta.dirname, '../../fixtures');
const WINDOW = ['--from', '2025-08-14', '--until', '2025-08-15'];
const INPUTS = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
const BSN = /\b\d{9}\b/;

describe('exit codes (contract 7)', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'exit-code-'));
    cpSync(join(STORIES, 'person-name-differs/in'), folder, { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function say(...args: string[]) {
    return runCommand([...args, '--log-level', 'silent'], { cwd: folder });
  }

  it('is 0 for a run that needs no attention, and again for the same run', () => {
    const first = say('run', ...WINDOW, ...INPUTS);
    const again = say('run', ...WINDOW, ...INPUTS);

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(again.code).toBe(0);
    const last = (text: string) => text.trim().split('\n').at(-1);
    expect(last(again.stdout)).toBe(last(first.stdout));
    expect(readdirSync(String(last(first.stdout)))).toContain('SHA256SUMS');
  });

  it('is 0 in the cron form where completed runs cover the window already', () => {
    expect(say('run', '--until', '2025-08-15', ...INPUTS)).toMatchObject({
      code: 0,
      stdout: 'nothing to do: completed runs cover the window already\n',
    });
  });

  it('is 3 for rejected rows, 0 where that many are allowed', () => {
    const text = readFileSync(join(folder, 'decisions.csv'), 'utf8').replace('300 Sr', '');
    writeFileSync(join(folder, 'faulty.csv'), text);
    const args = ['run', ...WINDOW, '--decisions', 'faulty.csv', ...INPUTS.slice(2)];

    expect(say(...args).code).toBe(3);
    expect(say(...args, '--allow-rejects', '1').code).toBe(0);
    expect(say(...args, '--dry-run').code).toBe(3);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown option', ['run', ...WINDOW, ...INPUTS, '--frm'], /--frm/],
    ['an unknown command', ['catch'], /catch/],
    ['a missing input', ['run', ...WINDOW], /--decisions/],
    ['a date that is none', ['run', '--from', '2025-02-30', ...INPUTS], /--from/],
    [
      'an end before the start',
      ['run', '--from', '2025-08-15', '--until', '2025-08-14', ...INPUTS],
      /until/,
    ],
    ['a date-time without offset', ['run', '--from', '2025-08-14T00:00', ...INPUTS], /offset/],
    ['a rules folder without rules', ['run', ...WINDOW, ...INPUTS, '--rules', '.'], /common\.json/],
    [
      'a configuration that is not there',
      ['run', ...WINDOW, ...INPUTS, '--config', 'no.json'],
      /no\.json/,
    ],
    ['--notice without --retry', ['deliver', '--notice', 'x'], /--retry/],
  ])('is 2 for %s, and the message names it', (_, args, message) => {
    const { code, stderr, stdout } = say(...args);

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });

  it.each<[string, string[], Record<string, string>]>([
    ['--out', ['--out', ''], {}],
    ['--identities', ['--identities', 'ids.csv', ''], {}],
    ['CATCHUP_LEDGER', [], { CATCHUP_LEDGER: '' }],
  ])(
    'is 2 where %s is empty, and nothing is written in or beside the folder',
    (name, args, env) => {
      const before = readdirSync(folder);
      const said = runCommand(['run', ...WINDOW, ...INPUTS, ...args], { cwd: folder, env });

      expect(said).toMatchObject({ code: 2, stdout: '' });
      expect(said.stderr).toContain(`error: ${name} is empty`);
      expect(readdirSync(folder)).toEqual(before);
      expect(
        readdirSync(join(folder, '..')).filter((file) => file.startsWith(basename(folder))),
      ).toEqual([basename(folder)]);
    },
  );

  it('is 2 in the cron form without an earlier run', () => {
    const { code, stderr } = say('run', ...INPUTS, '--ledger', 'new.db', '--out', 'new');

    expect(code).toBe(2);
    expect(stderr).toContain('--from');
  });

  it.each<[string, string, RegExp]>([
    ['is not there', 'missing.csv', /missing\.csv/],
    ['lacks a column', 'short.csv', /bsn/i],
    ['is empty', 'empty.csv', /empty\.csv/],
    ['is no whole gzip', 'cut.csv.gz', /cut\.csv\.gz/],
    ['does not match its checksum', 'summed.csv', /summed\.csv/],
  ])('is 6 for an input that %s, and the message names the file', (_, file, message) => {
    const header = readFileSync(join(folder, 'decisions.csv'), 'utf8');
    writeFileSync(join(folder, 'short.csv'), header.replaceAll('bsn', 'number'));
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'cut.csv.gz'), Buffer.from('1f8b08000000000000', 'hex'));
    writeFileSync(join(folder, 'summed.csv'), header);
    writeFileSync(join(folder, 'summed.csv.sha256'), `${'0'.repeat(64)}  summed.csv\n`);
    const { code, stderr } = say('run', ...WINDOW, '--decisions', file, ...INPUTS.slice(2));

    expect(code).toBe(6);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(BSN);
  });

  it.each<[string, string[]]>([
    ['a date that is none', ['--from', '2025-02-30', '--until', '2025-08-15', ...INPUTS]],
    ['an end before the start', ['--from', '2025-08-16', '--until', '2025-08-15', ...INPUTS]],
    ['an as-of date that is none, without --from', ['--as-of', 'today', ...INPUTS]],
    ['an input named twice', [...WINDOW, '--decisions', 'decisions.csv', ...INPUTS]],
  ])('is 2 for %s also where the ledger is damaged', (_, args) => {
    writeFileSync(join(folder, 'damaged.db'), 'no database at all');

    expect(say('run', ...args, '--ledger', 'damaged.db').code).toBe(2);
    expect(say('run', ...args, '--ledger', 'damaged.db', '--slice', '1d').code).toBe(2);
  });

  it('is 6 for a ledger that is damaged or gone', () => {
    writeFileSync(join(folder, 'damaged.db'), 'no database at all');
    const damaged = say('run', ...WINDOW, ...INPUTS, '--ledger', 'damaged.db');
    const gone = say('run', ...WINDOW, ...INPUTS, '--ledger', 'gone.db');

    expect([damaged.code, gone.code]).toEqual([6, 6]);
    expect(gone.stderr).toContain('--new-ledger');
  });

  it.skipIf(!existsSync('/dev/full')).each([
    ['output', '1>/dev/full', 1],
    ['error', '2>/dev/full', 1],
    ['output and error', '2>&1 | true', 0],
  ])('does the work where standard %s goes %s, and ends with %i', (_, place, code) => {
    const run = [process.execPath, PROGRAM, 'run', ...WINDOW, ...INPUTS, '--out', 'told'];
    const command = [...run, '--ledger', 'told.db'].map((word) => `'${word}'`).join(' ');
    const script = `{ sleep 0.2; ${command}; echo $? >code; } ${place}`;
    rmSync(join(folder, 'told'), { recursive: true, force: true });
    rmSync(join(folder, 'told.db'), { force: true });
    const { stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });

    expect(readFileSync(join(folder, 'code'), 'utf8')).toBe(`${code}\n`);
    expect(readdirSync(join(folder, 'told'))).toHaveLength(1);
    if (place.startsWith('1')) expect(stderr).toContain('cannot write standard output (ENOSPC)');
  });

  it('is 4 where not everything could be delivered', () => {
    const sink = { kind: 'http', url: 'http://127.0.0.1:1/' };
    const delivery = {
      source: 'urn:nld:oin:00000000000000000001:systeem:test',
      triesPerCall: 1,
      sinks: { KINDEROPVANG: sink },
    };
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ delivery }));
    const { code, stdout } = say('deliver', '--config', 'config.json');

    expect(code).toBe(4);
    expect(stdout).toContain('undelivered KINDEROPVANG: 0 waiting, 1 failed, 0 dead letters');
    expect(say('run', ...WINDOW, ...INPUTS, '--deliver', '--config', 'config.json').code).toBe(4);
    expect(say('deliver').code).toBe(0);
  });

  it('is 2 for a configuration with a fault, and no value of it is shown', () => {
    const delivery = { sinks: { TAXI: { kind: 'http', url: 'https://x', token: 'geheim' } } };
    writeFileSync(join(folder, 'faulty.json'), JSON.stringify({ delivery }));
    const { code, stderr } = say('deliver', '--config', 'faulty.json');

    expect(code).toBe(2);
    expect(stderr).toContain('sinks.TAXI');
    expect(stderr).not.toContain('geheim');
  });

  it('is 3 where the receiver lacks a notice', () => {
    writeFileSync(join(folder, 'received.txt'), '');
    const { code, stdout } = runCommand(['reconcile', '--received', 'received.txt'], {
      cwd: folder,
    });

    expect(code).toBe(3);
    expect(stdout).toContain('receiver lacks it');
  });
});
