import type { CommandSpec } from '../command.ts';
import { INPUTS_AGAIN, LEDGER, type OptionSpec, SPEAKING } from '../options.ts';

/** As for one run, but of both, whose rules may be others. */
const INPUTS_OF_BOTH: readonly OptionSpec[] = [
  ...INPUTS_AGAIN.map(({ description, ...option }) => {
    const whose = option.flags.startsWith('--rules') ? 'the later run' : 'both runs';
    return { ...option, description: description.replace('the run', whose) };
  }),
  {
    flags: '--rules-before <folder>',
    description: 'the rule files of the earlier run, where they are others',
  },
];

/** `diff` (contract 3, 5). */
export const DIFF: CommandSpec = {
  name: 'diff',
  argument: '<folders...>',
  summary: 'show what one run says otherwise than another, and why',
  examples: [
    `diff out/catchup-20250814-20250815-0123456789ab \\
      out/catchup-20250814-20250815-ba9876543210`,
    `diff out/catchup-20250814-20250815-0123456789ab \\
      out/catchup-20250814-20250815-ba9876543210 \\
      --decisions om.csv om-corrected.csv --subscriptions kinderopvang.csv`,
  ],
  options: [...INPUTS_OF_BOTH, LEDGER, ...SPEAKING],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { diffCommand } = await import('../diff.ts');
    return ({ options, args, surroundings }) => diffCommand(args, options(), surroundings);
  },
};
