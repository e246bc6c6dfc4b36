import type { CommandSpec } from '../command.ts';
import { LEDGER, SPEAKING } from '../options.ts';

/** `deliveries`. */
export const DELIVERIES: CommandSpec = {
  name: 'deliveries',
  summary: 'list what was sent, when, how often and with what answer',
  examples: ['deliveries', 'deliveries --csv --output deliveries.csv'],
  options: [
    LEDGER,
    ...SPEAKING,
    { flags: '--csv', description: 'CSV with a header' },
    { flags: '--output <file>', description: 'write to a new file, outside run folders' },
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { deliveriesCommand } = await import('../deliveries.ts');
    return ({ options }) => deliveriesCommand(options());
  },
};
