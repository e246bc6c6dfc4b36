import type { CommandSpec } from '../command.ts';
import { INPUTS_AGAIN, LOG_LEVEL, QUIET_IF_WELL, SPEAKING, VERBOSE } from '../options.ts';

/** `verify`. */
export const VERIFY: CommandSpec = {
  name: 'verify',
  argument: '<folder>',
  summary: 'check a run folder: hashes, rows, totals, chain; judge it again; names each fault',
  examples: [
    'verify out/catchup-20250717-20250926-0123456789ab --ledger ledger/catchup.db',
    `verify out/catchup-20250717-20250926-0123456789ab --ledger ledger/catchup.db \\
      --decisions om.csv --subscriptions kinderopvang.csv`,
  ],
  options: [
    { flags: '--ledger <file>', description: 'the ledger that the run was recorded in' },
    {
      flags: '--expect-head <hash>',
      description: 'SHA-256 of the manifest of this run or a later one, kept elsewhere',
    },
    {
      flags: '--expect-record <hash>',
      description: 'sha256 of a line of the audit record beside the ledger, kept elsewhere',
    },
    {
      flags: '--public-key <file>',
      description: 'the key that must have signed the manifest; an unsigned run is a fault then',
    },
    ...INPUTS_AGAIN,
    ...SPEAKING,
    QUIET_IF_WELL,
    VERBOSE,
    { ...LOG_LEVEL, default: 'error' },
  ],
  recorded: 'WHERE_WRITABLE',
  load: async () => {
    const { verifyCommand } = await import('../verify.ts');
    return ({ options, args: [folder = ''], surroundings }) =>
      verifyCommand(folder, options(), surroundings);
  },
};
