import type { CommandSpec } from '../command.ts';
import { LEDGER, LOG_LEVEL, QUIET_IF_WELL, SPEAKING, VERBOSE } from '../options.ts';

/** `reconcile`. */
export const RECONCILE: CommandSpec = {
  name: 'reconcile',
  summary: "compare the receiver's list of events with the ledger",
  examples: ['reconcile --received ids.txt', 'reconcile --received ids.txt --resend'],
  options: [
    LEDGER,
    {
      flags: '--received <file>',
      description: "the receiver's list of event ids: one a line, or CloudEvents as NDJSON",
      isRequired: true,
    },
    {
      flags: '--resend',
      description: 'send what the receiver does not have again, under its old id',
    },
    ...SPEAKING,
    QUIET_IF_WELL,
    VERBOSE,
    LOG_LEVEL,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { reconcileCommand } = await import('../reconcile.ts');
    return ({ options, surroundings }) => reconcileCommand(options(), surroundings);
  },
};
