import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUN } from '../../src/cli/commands/run.ts';
import { COMMANDS, GROUPS } from '../../src/cli/commands.ts';
import { callProgram } from '../support/in-process.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const NOW = '2025-08-16T05:15:00Z';
const NAMES = [...COMMANDS.map(({ name }) => name), ...Object.keys(GROUPS), ''];
const CODES = ['0', '1', '2', '3', '4', '5', '6', '130, 143'];

describe('help', () => {
  it.each(NAMES)('has examples first and exit codes last: %s', async (name) => {
    const { code, stdout } = await callProgram([...name.split(' ').filter(Boolean), '--help'], NOW);
    const codes = stdout.slice(stdout.indexOf('Exit codes:'));

    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Examples:\n {2}\\$ screening-catchup ${name}`));
    expect([...codes.matchAll(/^ {2}(\d[\d, ]*?) {2}/gm)].map(([, each]) => each)).toEqual(CODES);
  });

  it('has examples of options that the command has', () => {
    const wrong = COMMANDS.flatMap(({ name, examples, options }) => {
      const known = options.map(({ flags }) => flags.split(' ')[0]);
      const used = examples.join(' ').match(/--[a-z][a-z-]+/g) ?? [];
      return used.filter((flag) => !known.includes(flag)).map((flag) => `${name}: ${flag}`);
    });

    expect(wrong).toEqual([]);
  });

  it.each([
    ['rnu', 'run'],
    ['config shwo', 'show'],
    ['status --jsn', '--json'],
    ['deliver --rettry', '--retry'],
  ])('asks whether something like it was meant: %s', async (typed, meant) => {
    const { code, stderr } = await callProgram(typed.split(' '), NOW);

    expect(code).toBe(2);
    expect(stderr).toContain(`(Did you mean ${meant}?)`);
  });

  it('says the version of the program', async () => {
    expect(await callProgram(['--version'], NOW)).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });
});

describe('the tables of the README', () => {
  const rows = (header: string) => {
    const [, table = ''] =
      new RegExp(`^\\| ${header} .*\n\\|[-|]+\\|\n((?:\\|.*\n)+)`, 'm').exec(README) ?? [];
    return table.trim().split('\n');
  };

  it('hold every option of run, with its variable and default', () => {
    const table = rows('option');
    const flags = RUN.options.map((option) => option.flags);
    const without = RUN.options.filter(({ flags: each, env = '', default: value = '' }) => {
      const row = table.find((line) => line.startsWith(`| \`${each}\``)) ?? '';
      return (
        row === '' || !row.includes(env) || (value !== '' && !row.endsWith(`| \`${value}\` |`))
      );
    });

    expect(
      table.map((line) => line.split('`')[1]).filter((each) => !flags.includes(each ?? '')),
    ).toEqual([]);
    expect(without).toEqual([]);
  });

  it('hold every exit code', () => {
    expect(rows('exit code').map((line) => line.split('|')[1]?.trim())).toEqual(CODES);
  });
});
