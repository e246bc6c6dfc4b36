import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';

const NOW = '2025-08-16T05:15:00Z';
const AT = '2025-08-15T10:00:00+02:00';
/** Commands whose output is the answer that was asked for; config show tells of --quiet itself. */
const ANSWERS = [
  'plan',
  'outage list',
  'review list',
  'review show',
  'deliveries',
  'explain',
].concat(['diff', 'lookup', 'completion']);

describe('--quiet', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quiet-'));
    process.chdir(folder);
    writeDecisions(folder, 'om.csv', [{ id: 'D1', at: AT, isOfSubscriber: true }]);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (...args: string[]) => callProgram(args, NOW);
  const run = async () => {
    const { stdout } = await say(
      ...['run', '--from', '2025-08-15', '--until', '2025-08-16', '--quiet'],
      ...['--decisions', 'om.csv', '--subscriptions', 'subscriptions.csv'],
    );
    return stdout.trim();
  };

  it('is known to every command but those that are asked for their answer', () => {
    const loud = COMMANDS.filter(
      ({ options }) => !options.some(({ flags }) => flags === '--quiet'),
    );

    expect(loud.map(({ name }) => name).sort()).toEqual([...ANSWERS].sort());
  });

  it('leaves nothing to be read where all is well', async () => {
    const published = await run();
    writeFileSync('none', '');
    const outage = [
      '--source',
      'OM',
      '--from',
      '2025-08-15',
      '--until',
      '2025-08-16',
      '--note',
      'x',
    ];
    const commands = [
      ['reconcile', '--received', 'none'],
      ['verify', published],
      ['outage', 'add', ...outage],
      ['rejects', 'export', published, '--decisions', 'om.csv', '--output', 'mend'],
      ['export', published, '--excel', '--output', 'excel'],
      ['report', published, '--output', 'report.html'],
      ['keygen', '--sign-key', 'a.pem', '--public-key', 'b.pem'],
      ['config', 'check'],
      ['purge', '--rejects', '--before', '2025-08-16', '--yes'],
    ];

    for (const command of commands)
      expect(await say(...command, '--quiet'), command.join(' ')).toEqual({
        ...{ code: 0, stdout: '', stderr: '' },
      });
  });

  it('still names what is not well', async () => {
    const published = await run();
    writeFileSync(join(published, 'notices.csv'), 'x\n');

    const verified = await say('verify', published, '--quiet');
    const status = await say('status', '--quiet', '--require-coverage');

    expect(verified).toMatchObject({ code: 3, stdout: expect.stringContaining('notices.csv: ') });
    expect(status).toMatchObject({ code: 3, stdout: expect.stringContaining('is silent') });
  });
});

describe('a value that is none', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'value-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['status --lang dutch', '--lang takes one of en, nl\n'],
    ['review resolve x --by A --reason b --as dissmiss', '(did you mean dismiss?)'],
    ['outage add --source RECHTSPRAK --from x --until y --note z', '(did you mean RECHTSPRAAK?)'],
    ['deliver --retry deed', '--retry takes one of dead, failed (did you mean dead?)'],
    ['verify x --log-level loud', 'takes one of trace, debug, info, warn, error, silent\n'],
  ])('is refused with those that there are: %s', async (typed, expected) => {
    const at = ['--ledger', join(folder, 'ledger.db')];

    const { code, stdout, stderr } = await callProgram([...typed.split(' '), ...at], NOW);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(expected);
  });
});
