import { CatchUpError } from '../errors.ts';
import type { CommandSpec } from './command.ts';
import { completeInBash, completeInZsh } from './completion/bash.ts';
import { completeInFish } from './completion/fish.ts';

const SHELLS = new Map([
  ['bash', completeInBash],
  ['zsh', completeInZsh],
  ['fish', completeInFish],
]);

/** `completion`: the script that a shell reads to complete commands and options, made from their one table. */
export async function completionCommand(
  shell: string,
  commands: readonly CommandSpec[],
): Promise<number> {
  const write = SHELLS.get(shell);
  if (write === undefined) throw new CatchUpError('USAGE', 'completion takes bash, zsh or fish');
  process.stdout.write(write(commands));
  return 0;
}
