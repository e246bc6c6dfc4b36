import type { CommandSpec } from '../command.ts';
import { LEDGER, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `outage add`. */
export const OUTAGE_ADD: CommandSpec = {
  name: 'outage add',
  summary: 'declare a time of which the rows of a source are known to be late or missing',
  examples: [
    `outage add --source OM --from 2025-08-14 --until 2025-08-15 \\
      --note "the prosecution service was offline"`,
  ],
  options: [
    {
      flags: '--source <source>',
      description: 'OM or RECHTSPRAAK',
      isRequired: true,
      values: ['OM', 'RECHTSPRAAK'],
    },
    {
      flags: '--from <end>',
      description: 'start: a date (local midnight) or a date-time with offset',
      isRequired: true,
    },
    { flags: '--until <end>', description: 'end, exclusive', isRequired: true },
    {
      flags: '--note <text>',
      description: 'what happened, without personal data: it stands in reports',
      isRequired: true,
    },
    { flags: '--by <name>', description: 'who declares it; default: the user of this process' },
    LEDGER,
    { flags: '--new-ledger', description: 'begin a ledger where there is none' },
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'ALWAYS',
  load: async () => {
    const { addOutage } = await import('../outage.ts');
    return ({ options }) => addOutage(options());
  },
};

/** `outage list`. */
export const OUTAGE_LIST: CommandSpec = {
  name: 'outage list',
  summary: 'show the declared outages, with who declared them and when',
  examples: ['outage list', 'outage list --json'],
  options: [LEDGER, ...SPEAKING],
  recorded: 'NEVER',
  load: async () => {
    const { listOutages } = await import('../outage.ts');
    return ({ options }) => listOutages(options());
  },
};
