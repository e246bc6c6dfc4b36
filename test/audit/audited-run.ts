import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Runs a command of the program within this process. */
export async function say(...args: string[]): Promise<Said> {
  let said = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  try {
    const code = await runProgram(['node', 'screening-catchup', ...args], {
      signal: new AbortController().signal,
      now: () => Date.parse('2040-01-01T00:00:00Z'),
    });
    return { code, lines: said.trim().split('\n') };
  } finally {
    spy.mockRestore();
  }
}

/** Run folders of a scenario with their ledger, in a temporary folder. */
export interface AuditedRuns {
  readonly home: string;
  readonly ledger: string;
  /** In the order in which they were run. */
  readonly folders: readonly string[];
  /** What each was given, without the window. */
  readonly inputs: readonly (readonly string[])[];
  remove(): void;
}

/** Runs what `runs.json` of a scenario asks for. */
export async function runStory(name: string): Promise<AuditedRuns> {
  const input = join(FIXTURES, name, 'in');
  const runs = JSON.parse(readFileSync(join(input, 'runs.json'), 'utf8')) as {
    args: readonly string[];
  }[];
  const inputs = (args: readonly string[]) =>
    args.map((arg) => (/\.(csv|gz|json)$|^rules$/.test(arg) ? join(input, arg) : arg));
  return runAll(runs.map(({ args }) => inputs(args)));
}

/** The arguments of the shipped sample, for a part of its window. */
export function sampleRun(from: string, until: string): readonly string[] {
  const files = (...names: string[]) => names.map((name) => join(FIXTURES, 'sample/in', name));
  return [
    ...['--from', from, '--until', until],
    ...['--decisions', ...files('om.csv', 'rechtspraak.csv', 'cjib.csv')],
    ...['--subscriptions', ...files('subscriptions-kinderopvang.csv', 'subscriptions-taxi.csv')],
    ...['--identities', ...files('identities.csv')],
    ...['--already-signalled', ...files('already-signalled.csv')],
  ];
}

/** The options of a run that `verify` takes too. */
function inputsOf(args: readonly string[]): readonly string[] {
  const kept = ['--decisions', '--subscriptions', '--identities', '--already-signalled'];
  kept.push('--rules', '--config');
  let isKept = false;
  return args.filter((arg) => {
    if (arg.startsWith('--')) isKept = kept.includes(arg);
    return isKept;
  });
}

/** Runs one after the other over one ledger. */
export async function runAll(runs: readonly (readonly string[])[]): Promise<AuditedRuns> {
  const home = mkdtempSync(join(tmpdir(), 'audit-'));
  const ledger = join(home, 'ledger.db');
  const places = ['--out', join(home, 'out'), '--ledger', ledger, '--log-level', 'silent'];
  const folders: string[] = [];
  for (const args of runs) folders.push((await say('run', ...args, ...places)).lines.at(-1) ?? '');
  return {
    ...{ home, ledger, folders, inputs: runs.map(inputsOf) },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
