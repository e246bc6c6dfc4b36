import type { CommandSpec } from '../command.ts';
import { LEDGER, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `export` (contract 5). */
export const EXPORT: CommandSpec = {
  name: 'export',
  argument: '<folder>',
  summary: 'copy the CSV files of a run elsewhere, for a spreadsheet or without identities',
  examples: [
    'export out/catchup-20250717-20250926-0123456789ab --excel --output for-excel',
    'export out/catchup-20250717-20250926-0123456789ab --pseudonymous --key key --output inquiry',
  ],
  options: [
    { flags: '--excel', description: 'as a Dutch spreadsheet opens it: semicolons, text kept' },
    { flags: '--pseudonymous', description: 'identities replaced by keyed digests' },
    { flags: '--key <file>', description: 'the key of the digests, readable by nobody else' },
    {
      flags: '--output <folder>',
      description: 'a new folder, outside run folders',
      isRequired: true,
    },
    LEDGER,
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { exportCommand } = await import('../export.ts');
    return ({ options, args: [folder = ''], surroundings }) =>
      exportCommand(folder, options(), surroundings);
  },
};
