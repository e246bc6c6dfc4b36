import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

const STORY = join(import.meta.dirname, '../../fixtures/person-name-differs/in');
const HOSTILE = 'x\u001b[31m\u009b2J\u202e\nscreening-catchup: all is well.csv';
/** Everything that steers a terminal, the line feed apart. */
const STEERING = /(?!\n)[\p{Cc}\p{Cf}]/u;

describe('a file name that steers a terminal and forges a line', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-names-'));
    cpSync(STORY, folder, { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function say(command: string, decisions: string) {
    const args = [command, '--from', '2025-08-14', '--until', '2025-08-15'];
    const inputs = ['--decisions', decisions, '--subscriptions', 'subscriptions.csv'];
    return runCommand([...args, ...inputs, '--log-level', 'trace'], { cwd: folder });
  }

  it('is shown without its powers where the file is not there', () => {
    const { code, stderr, stdout } = say('run', HOSTILE);

    expect(code).toBe(6);
    expect(`${stderr}${stdout}`).not.toMatch(STEERING);
    expect(stderr).not.toMatch(/^screening-catchup: all is well/m);
    expect(stderr).toContain('\\u{1b}[31m');
  });

  it('is shown without its powers where the file is read', () => {
    renameSync(join(folder, 'decisions.csv'), join(folder, HOSTILE));
    const spoken = [say('plan', HOSTILE), say('run', HOSTILE), say('plan', HOSTILE)];

    expect(spoken.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const { stderr, stdout } of spoken) {
      expect(stdout).not.toMatch(STEERING);
      expect(`${stderr}${stdout}`).not.toMatch(/^screening-catchup: all is well/m);
    }
  });
});
