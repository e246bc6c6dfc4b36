import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { asTested } from './screen-off.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');

/** What a command said and how it ended. */
export interface Spoken {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program as a process of its own. */
export function runCommand(
  args: readonly string[],
  { cwd, env = {}, input = '' }: { cwd: string; env?: Record<string, string>; input?: string },
): Spoken {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...asTested(args)], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
    timeout: 50_000,
  });
  return { code: status, stdout, stderr };
}
