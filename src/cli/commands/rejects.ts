import type { CommandSpec } from '../command.ts';
import { LEDGER, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `rejects export`. */
export const REJECTS_EXPORT: CommandSpec = {
  name: 'rejects export',
  argument: '<folder>',
  summary: 'write the rejected rows of a run under their own header, to be mended and run again',
  examples: [
    `rejects export out/catchup-20250717-20250926-0123456789ab \\
      --decisions om.csv --output mend`,
  ],
  options: [
    { flags: '--decisions <files...>', description: 'decision files of the run' },
    { flags: '--subscriptions <files...>', description: 'subscription files of the run' },
    { flags: '--identities <files...>', description: 'SKN to BSN files of the run' },
    {
      flags: '--already-signalled <files...>',
      description: 'what the police passed on, as given to the run',
    },
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
    const { exportRejectedRows } = await import('../rejects.ts');
    return ({ options, args: [folder = ''] }) => exportRejectedRows(folder, options());
  },
};
