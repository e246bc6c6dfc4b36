import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { FIXTURES } from './audited-run.ts';

const NOW = '2025-09-27T12:00:00Z';
/** Its conflict was never answered, and `--waiting` takes the question away. */
const UNASKED = 'ledger-conflict-until-settled';

interface StoryRun {
  readonly args: readonly string[];
}

function runsOf(name: string): readonly StoryRun[] {
  const file = join(FIXTURES, name, 'in/runs.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

const STORIES = readdirSync(FIXTURES).filter((name) => runsOf(name).length > 1);

describe('a purge of everything between all runs', () => {
  let home = '';
  let places: readonly string[] = [];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'purge-'));
    places = ['--out', join(home, 'out'), '--ledger', join(home, 'catchup.db')];
  });
  afterEach(() => rmSync(home, { recursive: true }));

  async function run(name: string, { args }: StoryRun): Promise<string> {
    const files = args.map((arg) =>
      /\.(csv|gz|json)$/.test(arg) ? join(FIXTURES, name, 'in', arg) : arg,
    );
    const { stdout } = await callProgram(
      ['run', ...files, ...places, '--log-level', 'silent'],
      NOW,
    );
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  it.each(STORIES)('changes no notice of %s', async (name) => {
    let folder = '';
    for (const [at, asked] of runsOf(name).entries()) {
      const all = ['--before', '2100-01-01', '--waiting', '--yes'];
      if (at > 0) expect((await callProgram(['purge', ...all, ...places], NOW)).code).toBe(0);

      folder = await run(name, asked);

      for (const file of ['notices.csv', 'review.csv', 'considered.csv']) {
        if (file === 'review.csv' && name === UNASKED) continue;
        const expected = join(FIXTURES, name, 'expected', String(at + 1), file);
        expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(expected, 'utf8'));
      }
    }
    const verify = ['verify', folder, '--ledger', join(home, 'catchup.db')];
    expect((await callProgram(verify, NOW)).stdout).toContain(`${basename(folder)} is sound`);
  });
});
