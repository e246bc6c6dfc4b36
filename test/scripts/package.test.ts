import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const STORY = join(ROOT, 'fixtures/person-name-differs/in');

describe('the package', () => {
  let folder = '';

  /** As `npm install` of the packed files leaves it: they and their production packages, no others. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: true; optional?: true }>;
    };
    const names = Object.entries(lock.packages)
      .filter(([name, { dev, optional }]) => name !== '' && dev !== true && optional !== true)
      .map(([name]) => name);
    for (const name of [...names, 'node_modules/@types/node', 'node_modules/undici-types']) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      symlinkSync(join(ROOT, name), join(folder, name));
    }
    for (const file of packedFiles())
      cpSync(join(ROOT, file), join(folder, 'node_modules/screening-catchup', file));
    cpSync(STORY, folder, { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what a user needs and nothing else', () => {
    const others = packedFiles().filter((file) => !/^dist\/.+\.(js|d\.ts|json)$/.test(file));

    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(packedFiles()).toContain('dist/sector/rules/common.json');
  });

  it('runs the example of the README, type-checked, to the bytes of the command line', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    writeFileSync(join(folder, 'example.mts'), example);
    const compile = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--module',
      'nodenext',
      '--types',
      'node',
    ];
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const checked = spawnSync(process.execPath, [compiler, ...compile, 'example.mts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const said = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
    const [, run = ''] = /^\d+ notices: (.*)\n$/.exec(said.stdout) ?? [];
    const window = ['--from', '2025-08-14', '--until', '2025-08-15', '--out', 'other', '--quiet'];
    const inputs = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
    const command = runCommand(['run', ...window, ...inputs, '--ledger', 'other.db'], {
      cwd: folder,
    });

    expect(checked.stdout).toBe('');
    expect(said).toMatchObject({ status: 0, stderr: '' });
    const sums = (place: string) => readFileSync(join(place.trim(), 'SHA256SUMS'), 'utf8');
    expect(sums(run)).toBe(sums(command.stdout));
  });

  it('says of a failure what went wrong and the exit code', () => {
    rmSync(join(folder, 'decisions.csv'));

    const said = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });

    expect(said.status).toBe(6);
    expect(said.stderr).toMatch(/^INPUT_UNREADABLE: .*decisions\.csv/);
  });
});

function packedFiles(): readonly string[] {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const said = execFileSync('npm', pack, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(said) as [{ files: { path: string }[] }];
  return packed.files.map(({ path }) => path);
}
