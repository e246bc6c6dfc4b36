import type { CommandSpec } from '../command.ts';
import { LEDGER, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `status`. */
export const STATUS: CommandSpec = {
  name: 'status',
  summary: 'show what is covered day by day, what is open, and what waits',
  examples: ['status', 'status --from 2025-07-17 --until 2025-09-26', 'status --require-coverage'],
  options: [
    LEDGER,
    { flags: '--from <end>', description: 'first day of the calendar; default: eight weeks back' },
    {
      flags: '--until <end>',
      description: 'end of the calendar, exclusive; default: the start of the current local day',
    },
    {
      flags: '--require-coverage',
      description: 'end with 3 where a day is open or something looks as if data were missing',
    },
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'NEVER',
  load: async () => {
    const { statusCommand } = await import('../status.ts');
    return ({ options, surroundings }) => statusCommand(options(), surroundings);
  },
};
