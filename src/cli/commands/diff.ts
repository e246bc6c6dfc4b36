import type { CommandSpec } from '../command.ts';
import { LEDGER, SPEAKING } from '../options.ts';

/** `diff` (contract 3, 5). */
export const DIFF: CommandSpec = {
  name: 'diff',
  argument: '<folders...>',
  summary: 'show what one run says otherwise than another, and why',
  examples: [
    `diff out/catchup-20250814-20250815-0123456789ab \\
      out/catchup-20250814-20250815-ba9876543210`,
  ],
  options: [LEDGER, ...SPEAKING],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { diffCommand } = await import('../diff.ts');
    return ({ options, args }) => diffCommand(args, options());
  },
};
