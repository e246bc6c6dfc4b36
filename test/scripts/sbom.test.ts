import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

it('lists every package that runs, each with version, licence and no install script', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/sbom.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const { components } = JSON.parse(stdout) as {
    components: { name: string; version: string; licenses: unknown[] }[];
  };

  expect(stderr).toBe('');
  expect(status).toBe(0);
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect(components).toContainEqual(expect.objectContaining({ name, version }));
  expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
});
