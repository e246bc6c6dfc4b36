import type { CommandSpec } from '../command.ts';
import { LEDGER, OUT, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `purge`. */
export const PURGE: CommandSpec = {
  name: 'purge',
  summary: 'remove personal data of old runs for good, and keep what proves the work',
  examples: ['purge --before 2024-01-01', 'purge --rejects --before 2025-06-01 --yes'],
  options: [
    {
      flags: '--before <end>',
      description: 'runs completed before: a date (local midnight) or a date-time with offset',
    },
    { flags: '--rejects', description: 'of these runs remove the rejected rows alone' },
    {
      flags: '--waiting',
      description: 'remove also notices that were never delivered and reviews never answered',
    },
    {
      flags: '--destroy-key',
      description: 'instead: nobody is to be told any more what purged runs decided',
    },
    { flags: '--yes', description: 'do not ask' },
    { flags: '--by <name>', description: 'who purges; default: the user of this process' },
    OUT,
    LEDGER,
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { purgeCommand } = await import('../purge.ts');
    const { destroyKeyCommand } = await import('../destroy-key.ts');
    return ({ options, surroundings }) =>
      options<{ destroyKey?: boolean }>().destroyKey === true
        ? destroyKeyCommand(options())
        : purgeCommand(options(), surroundings);
  },
};
