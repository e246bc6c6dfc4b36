import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DECISION_SHAPE, parseDecision } from '../../src/register/decision.ts';
import { parseSubscription, SUBSCRIPTION_SHAPE } from '../../src/register/subscription.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = join(ROOT, 'scripts/generate-data.mjs');
const SECTORS = new Set(['KINDEROPVANG', 'TAXI']);

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-data-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('generate-data', () => {
  it('makes the same bytes of the same seed, and others of another', () => {
    const size = ['--decisions', '3000', '--subscriptions', '900', '--match-share', '0.1'];

    const [first, again, other] = ['7', '7', '8'].map((seed, index) =>
      generate(`${index}`, ['--seed', seed, ...size]),
    );

    expect(again).toEqual(first);
    expect(Object.keys(other ?? {})).toEqual(Object.keys(first ?? {}));
    expect(other).not.toEqual(first);
  });

  it('makes the shipped sample with the command that its README names', () => {
    const sample = join(ROOT, 'fixtures/sample');
    const readme = readFileSync(join(sample, 'README.md'), 'utf8');
    const command = /generate-data\.mjs --out \S+ ([^`]+)/.exec(readme)?.[1] ?? '';

    const made = generate('sample', command.split(/[\s\\]+/).filter(Boolean));

    expect(Object.keys(made)).toHaveLength(7);
    expect(made).toEqual(filesIn(join(sample, 'in')));
  });

  it('makes as many valid rows as asked in the plain form, with the shares asked', () => {
    const options = ['--plain', '--match-share', '0.2', '--quoted-share', '0.3'];

    const made = generate('plain', ['--decisions', '4000', '--subscriptions', '1500', ...options]);

    const decisions = rowsOf(made['decisions.csv'], DECISION_SHAPE.columns);
    const subscriptions = rowsOf(made['subscriptions.csv'], SUBSCRIPTION_SHAPE.columns);
    const parsed = decisions.map(parseDecision);
    const accepted = subscriptions.map((cells) => parseSubscription(cells, SECTORS));
    const bsns = new Set(accepted.map((row) => (row.ok ? row.value.bsn : null)));
    const matching = parsed.filter((row) => row.ok && bsns.has(row.value.bsn));
    const quoted = (made['decisions.csv'] ?? '').split('\n').filter((line) => line.includes('"'));

    expect(Object.keys(made)).toEqual(['decisions.csv', 'subscriptions.csv']);
    expect([decisions.length, subscriptions.length]).toEqual([4000, 1500]);
    expect([...parsed, ...accepted].every((row) => row.ok)).toBe(true);
    expect(bsns.size).toBe(1500);
    expect(matching.length / 4000).toBeCloseTo(0.2, 1);
    expect(quoted.length / 4000).toBeCloseTo(0.3, 1);
  });

  it('makes as many subscription rows as asked over both sectors, about a fifth for taxi', () => {
    const made = generate('all', ['--decisions', '10', '--subscriptions', '2000']);

    const counts = ['kinderopvang', 'taxi'].map(
      (name) => rowsOf(made[`subscriptions-${name}.csv`], SUBSCRIPTION_SHAPE.columns).length,
    );

    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(2000);
    expect((counts[1] ?? 0) / 2000).toBeCloseTo(0.22, 1);
  });

  it.each([
    ['no folder', []],
    ['a count that is none', ['--out', 'x', '--decisions', 'many']],
    ['a share above one', ['--out', 'x', '--match-share', '2']],
    ['an unknown option', ['--out', 'x', '--fast']],
  ])('refuses wrong use: %s', (_, options) => {
    const child = spawnSync(process.execPath, [SCRIPT, ...options], { cwd: folder });

    expect(child.status).toBe(2);
    expect(child.stderr.toString()).toContain('Usage:');
    expect(readdirSync(folder)).toEqual([]);
  });
});

function generate(name: string, options: readonly string[]): Record<string, string> {
  const out = join(folder, name);
  const child = spawnSync(process.execPath, [SCRIPT, '--out', out, ...options]);
  expect(child.stderr.toString()).toBe('');
  return filesIn(out);
}

function filesIn(place: string): Record<string, string> {
  const names = readdirSync(place).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(place, name), 'latin1')]));
}

function rowsOf(content: string | undefined, columns: readonly string[]): string[][] {
  const [header, ...rows]: string[][] = parse(Buffer.from(content ?? '', 'latin1').toString());
  expect(header).toEqual(columns);
  return rows;
}
