import type { CommandSpec } from '../command.ts';
import { LEDGER, LOG_LEVEL, METRICS, PING_URL, QUIET, SPEAKING, VERBOSE } from '../options.ts';

/** `deliver` (contract 6). */
export const DELIVER: CommandSpec = {
  name: 'deliver',
  summary: 'send every notice that is not delivered to the sink of its sector',
  examples: ['deliver --config catchup.json', 'deliver --config catchup.json --retry dead'],
  options: [
    LEDGER,
    {
      flags: '--retry <state>',
      description: 'put dead letters (dead) or failed notices back first',
      values: ['dead', 'failed'],
    },
    { flags: '--notice <id>', description: 'with --retry: only those of this notice' },
    {
      ...QUIET,
      description: 'one line on standard error where something waits, else nothing',
    },
    ...SPEAKING,
    LOG_LEVEL,
    METRICS,
    PING_URL,
    VERBOSE,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { deliverCommand } = await import('../deliver.ts');
    const { watched } = await import('../watched.ts');
    return ({ options, surroundings }) =>
      watched({ command: 'deliver', options: options() }, surroundings, ({ stages }) =>
        deliverCommand(options(), surroundings, stages),
      );
  },
};
