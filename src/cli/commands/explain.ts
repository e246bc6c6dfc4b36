import type { CommandSpec } from '../command.ts';
import { INPUTS_AGAIN, LEDGER, LOG_LEVEL, SPEAKING, VERBOSE } from '../options.ts';

/** `explain` (contract 3, 4). */
export const EXPLAIN: CommandSpec = {
  name: 'explain',
  argument: '<folder>',
  summary: 'tell the way of a decision or a person through a run: why a notice, and why none',
  examples: [
    'explain out/catchup-20250717-20250926-0123456789ab --notice 209d2c52-0f24-5149-bca0-12d25d131595',
    `explain out/catchup-20250717-20250926-0123456789ab --decision OM:D1 \\
      --decisions om.csv --subscriptions kinderopvang.csv`,
    `explain out/catchup-20250717-20250926-0123456789ab --bsn - \\
      --decisions om.csv --subscriptions kinderopvang.csv < number`,
  ],
  options: [
    { flags: '--decision <source:id>', description: 'of which decision' },
    { flags: '--notice <id>', description: 'of which notice' },
    { flags: '--subscription <id>', description: 'of which subscription' },
    {
      flags: '--bsn <->',
      description: 'of whom: the BSN is read from standard input, never an argument',
    },
    ...INPUTS_AGAIN,
    LEDGER,
    ...SPEAKING,
    VERBOSE,
    { ...LOG_LEVEL, default: 'error' },
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { explainCommand } = await import('../explain.ts');
    return ({ options, args: [folder = ''], surroundings }) =>
      explainCommand(folder, options(), surroundings);
  },
};
