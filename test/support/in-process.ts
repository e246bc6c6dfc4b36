import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { overhear } from './overhear.ts';
import type { Spoken } from './program.ts';
import { asTested } from './screen-off.ts';

/** Runs a command within this process, at a moment of its own. */
export async function callProgram(args: readonly string[], now: string): Promise<Spoken> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text;
      return true;
    }),
  );
  try {
    const code = await runProgram(['node', 'screening-catchup', ...asTested(args)], {
      signal: new AbortController().signal,
      now: () => Date.parse(now),
    });
    overhear(`stdout of ${args.join(' ')}`, said.stdout);
    overhear(`stderr of ${args.join(' ')}`, said.stderr);
    return { code, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
