import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callProgram } from '../support/in-process.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOW = '2025-08-16T08:00:00+02:00';

/** The commands of the walk and what stands below each. */
function readWalk(): readonly { readonly args: readonly string[]; readonly said: string }[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, section = ''] = /^### A missed night$([\s\S]*?)^## /m.exec(readme) ?? [];
  return [...section.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .split(/^\$ npx \. /m)
      .slice(1)
      .map((entry) => {
        const [command = '', ...lines] = entry.replace(/ \\\n\s*/g, ' ').split('\n');
        return { args: command.split(' '), said: lines.join('\n') };
      }),
  );
}

/** Run ids depend on the program and its rules. */
function withoutIds(text: string): string {
  return text.replace(/(catchup-\d+-\d+)-[0-9a-f]{12}/g, '$1-…').replace(/^\S*\/out\//gm, '…/out/');
}

describe('the walk of the README', () => {
  const home = process.cwd();
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'missed-night-'));
    cpSync(join(ROOT, 'fixtures/missed-night/in'), folder, { recursive: true });
    process.chdir(folder);
    vi.stubEnv('CATCHUP_LOG_LEVEL', 'silent');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds a missed night, plans it, runs it and shows what changed', async () => {
    const walk = readWalk();

    expect(walk.map(({ args }) => args[0])).toEqual([
      'run',
      'run',
      'status',
      'plan',
      'run',
      'status',
    ]);
    for (const { args, said } of walk) {
      const { code, stdout, stderr } = await callProgram(args, NOW);

      expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' });
      if (said.trim() !== '') expect(withoutIds(stdout).trim()).toBe(withoutIds(said).trim());
    }
  });
});
