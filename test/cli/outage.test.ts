import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

describe('outage', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'outage-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function add(...args: string[]) {
    return runCommand(['outage', 'add', '--by', 'P. Operator', ...args], { cwd: folder });
  }
  const stretch = (from: string, until: string) => ['--from', from, '--until', until];

  it('is declared once, with who and when, and listed from then on', () => {
    const night = stretch('2025-08-14', '2025-08-15T00:00+02:00');
    const args = ['--source', 'OM', ...night, '--note', 'storing bij het OM'];
    const missing = add(...args);
    const declared = add(...args, '--new-ledger');
    const listed = runCommand(['outage', 'list'], { cwd: folder });
    const json = runCommand(['outage', 'list', '--json'], { cwd: folder });

    expect(missing.code).toBe(6);
    expect(missing.stderr).toContain('--new-ledger');
    expect(declared).toEqual({
      code: 0,
      stdout: 'declared: OM           2025-08-14T00:00:00+02:00 until 2025-08-15T00:00:00+02:00\n',
      stderr: '',
    });
    expect(listed.stdout).toMatch(/^OM .* storing bij het OM {2}\(P\. Operator, 20.*Z\)\n$/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      source: 'OM',
      from: '2025-08-13T22:00:00Z',
      until: '2025-08-14T22:00:00Z',
      note: 'storing bij het OM',
      declaredBy: 'P. Operator',
    });
  });

  it.each([
    ['another source', 'POLITIE', stretch('2025-08-14', '2025-08-15'), 'x', 'source'],
    ['an end before the start', 'OM', stretch('2025-08-15', '2025-08-14'), 'x', 'until'],
    ['a date that is none', 'OM', stretch('2025-02-30', '2025-08-14'), 'x', 'from'],
    ['an empty note', 'OM', stretch('2025-08-14', '2025-08-15'), ' ', 'note'],
    ['two lines', 'OM', stretch('2025-08-14', '2025-08-15'), 'a\nb', 'note'],
    ['a citizen service number', 'OM', stretch('2025-08-14', '2025-08-15'), '999990342', 'note'],
    ['a case number', 'OM', stretch('2025-08-14', '2025-08-15'), '05/123456-24', 'note'],
  ])('refuses %s and names the option', (_, source, ends, note, option) => {
    const { code, stderr } = add('--source', source, ...ends, '--note', note);

    expect(code).toBe(2);
    expect(stderr).toContain(`--${option}`);
    expect(stderr).not.toMatch(/999990342|123456/);
  });
});
