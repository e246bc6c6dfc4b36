import type { CommandSpec } from '../command.ts';
import { LEDGER, QUIET_IF_WELL, SPEAKING } from '../options.ts';

/** `report` (contract 5). */
export const REPORT: CommandSpec = {
  name: 'report',
  argument: '<folder>',
  summary: "write a copy of a run's report elsewhere, in English or Dutch",
  examples: ['report out/catchup-20250717-20250926-0123456789ab --output report-en.html'],
  options: [
    {
      flags: '--output <file>',
      description: 'a new file, outside run folders',
      isRequired: true,
    },
    LEDGER,
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { reportCommand } = await import('../report.ts');
    return ({ options, args: [folder = ''] }) => reportCommand(folder, options());
  },
};
