import type { CommandSpec } from '../command.ts';
import { LEDGER, OUT, SPEAKING } from '../options.ts';

/** `lookup`. */
export const LOOKUP: CommandSpec = {
  name: 'lookup',
  summary: 'tell what purged runs decided on a decision, by its number',
  examples: ['lookup --decision OM:D1'],
  options: [
    { flags: '--decision <source:id>', description: 'which decision', isRequired: true },
    OUT,
    LEDGER,
    ...SPEAKING,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { lookupCommand } = await import('../lookup.ts');
    return ({ options }) => lookupCommand(options());
  },
};
