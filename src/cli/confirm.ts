import { createInterface } from 'node:readline/promises';
import { CatchUpError } from '../errors.ts';
import { ENGLISH } from './words/english.ts';

/** Where a question is put and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Asks a person for `yes`. Throws `USAGE` where there is nobody to ask, or the answer is another. */
export async function confirm(
  question: string,
  { input, output }: Terminal,
  prompt = ENGLISH.purge.typeYes,
): Promise<void> {
  if (input.isTTY !== true)
    throw new CatchUpError(
      'USAGE',
      'this cannot be undone and there is no terminal to ask at: give --yes to go on unattended',
    );
  const terminal = createInterface({ input, output });
  try {
    const answer = await terminal.question(`${question}\n${prompt}`);
    if (answer.trim() === 'yes') return;
    throw new CatchUpError('USAGE', 'not confirmed: nothing was purged');
  } finally {
    terminal.close();
  }
}
