import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { callProgram } from '../support/in-process.ts';

const NOW = '2025-08-16T05:15:00Z';
const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

async function scriptFor(shell: string): Promise<string> {
  const { code, stdout, stderr } = await callProgram(['completion', shell], NOW);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** What bash offers behind these words, the last of which is being typed. */
async function offer(...words: string[]): Promise<readonly string[]> {
  const script = await scriptFor('bash');
  const typed = ['screening-catchup', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _screening_catchup; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${script}\n${ask}`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('holds every command and option: %s', async (shell) => {
    const script = await scriptFor(shell);
    const missing = COMMANDS.flatMap(({ name, options }) => [
      ...(name.split(' ').some((word) => !script.includes(word)) ? [name] : []),
      ...options
        .map(({ flags }) => flags.split(' ')[0]?.slice(2) ?? '')
        .filter((flag) => !script.includes(shell === 'fish' ? ` -l ${flag} ` : `--${flag}`)),
    ]);

    expect(missing).toEqual([]);
  });

  it.skipIf(!has('bash'))(
    'offers commands, then options, then values (skipped without bash)',
    async () => {
      expect(await offer('pl')).toEqual(['plan']);
      expect(await offer('config', '')).toEqual(['show', 'check']);
      expect(await offer('run', '--dec')).toEqual(['--decisions']);
      expect(await offer('outage', 'add', '--source', '')).toEqual(['OM', 'RECHTSPRAAK']);
      expect(await offer('outage', 'list', '--j')).toEqual(['--json']);
      expect(await offer('run', '--slice', '7')).toEqual(['7d']);
      expect(await offer('run', '--decisions', '')).toEqual([]);
    },
  );

  it.each(['bash', 'zsh', 'fish'])(
    'is a script that the shell takes, where it is there: %s',
    async (shell) => {
      if (!has(shell)) return;
      const folder = mkdtempSync(join(tmpdir(), 'completion-'));
      writeFileSync(join(folder, 'script'), await scriptFor(shell));
      const { status, stderr } = spawnSync(shell, ['-n', join(folder, 'script')], {
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });

      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    },
  );

  it.skipIf(!has('fish'))('offers the same in fish (skipped without fish)', async () => {
    const script = await scriptFor('fish');
    const offerIn = (line: string) => {
      const ask = `${script}\ncomplete -C '${line}'`;
      const { stdout } = spawnSync('fish', ['--no-config', '-c', ask], { encoding: 'utf8' });
      return stdout.split('\n').flatMap((each) => each.split('\t')[0] || []);
    };

    expect(offerIn('screening-catchup pl')).toEqual(['plan']);
    expect(offerIn('screening-catchup config ')).toEqual(['check', 'show']);
    expect(offerIn('screening-catchup outage add --source ')).toEqual(['OM', 'RECHTSPRAAK']);
    expect(offerIn('screening-catchup outage list --j')).toEqual(['--json']);
  });

  it('knows no other shell', async () => {
    expect(await callProgram(['completion', 'tcsh'], NOW)).toMatchObject({ code: 2 });
  });
});
