import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const STORIES = readdirSync(FIXTURES).filter((name) =>
  existsSync(join(FIXTURES, name, 'in/runs.json')),
);

/** No window of a story lies in the future. */
const AFTERWARDS = Date.parse('2040-01-01T00:00:00Z');

/** One run of a story: its arguments, given in the story's `in` folder, and its exit code. */
interface StoryRun {
  readonly exit: number;
  readonly args: readonly string[];
}

describe('stories', () => {
  const home = process.cwd();
  let folder = '';
  let said = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'story-'));
    said = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  async function play({ args, exit }: StoryRun, screen: readonly string[]): Promise<string> {
    said = '';
    const places = ['--out', join(folder, 'out'), '--ledger', join(folder, 'ledger.db')];
    const code = await runProgram(
      ['node', 'screening-catchup', 'run', ...args, ...places, '--log-level', 'silent', ...screen],
      { signal: new AbortController().signal, now: () => AFTERWARDS },
    );
    expect(code).toBe(exit);
    return said.trim().split('\n').at(-1) ?? '';
  }

  it.each(
    STORIES.flatMap((name) => [
      { name, says: readFileSync(join(FIXTURES, name, 'README.md'), 'utf8').trim(), screen: [] },
      { name, says: 'says the same without the screen', screen: ['--no-screen'] },
    ]),
  )('$name: $says', async ({ name, screen }) => {
    process.chdir(join(FIXTURES, name, 'in'));
    const runs = JSON.parse(readFileSync('runs.json', 'utf8')) as StoryRun[];
    for (const [index, run] of runs.entries()) {
      const published = await play(run, screen);

      const expected = join('../expected', runs.length > 1 ? `${index + 1}` : '');
      for (const file of readdirSync(expected))
        expect(readFileSync(join(published, file), 'utf8'), `run ${index + 1}, ${file}`).toBe(
          readFileSync(join(expected, file), 'utf8'),
        );
    }
  });
});
