import type { CommandSpec } from '../command.ts';
import {
  ALLOW_REJECTS,
  CONFIG,
  DELIVER,
  JSON_LINES,
  LANG,
  LEDGER,
  LOG_LEVEL,
  METRICS,
  type OptionSpec,
  OUT,
  PING_URL,
  QUIET,
  REQUIRE_COVERAGE,
  RULES,
  SIGN_KEY,
  SLICE,
  THREADS,
  VERBOSE,
} from '../options.ts';

/** What `run` and `plan` have in common. */
export const RUN_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--from <end>',
    description:
      'start of the window: a date (local midnight) or a date-time with offset; default: where the completed windows end',
  },
  {
    flags: '--until <end>',
    description: 'end of the window, exclusive; default: the start of the current local day',
  },
  { flags: '--last <days>', description: 'instead of --from: so many local days, as in 7d' },
  SLICE,
  { flags: '--yes', description: 'take a window that ends in the future or is over 400 days' },
  {
    flags: '--as-of <date>',
    description: 'date on which the question is asked; default: the local date of --until',
  },
  {
    flags: '--mends <folder>',
    description:
      'run over the window of this run the mended rows of its rejects alone (see rejects export)',
  },
  {
    flags: '--decisions <files...>',
    description: 'decision files, - for standard input',
    isRequired: true,
  },
  { flags: '--subscriptions <files...>', description: 'subscription files', isRequired: true },
  { flags: '--identities <files...>', description: 'SKN to BSN files' },
  {
    flags: '--already-signalled <files...>',
    description: 'what the police passed on by the emergency procedure',
  },
  RULES,
  OUT,
  LEDGER,
  CONFIG,
  { flags: '--new-ledger', description: 'begin a ledger although run folders exist already' },
  ALLOW_REJECTS,
  {
    flags: '--no-screen',
    description: 'send every row the long way; the artefacts are the same',
  },
  THREADS,
  {
    flags: '--profile',
    description: 'say on standard error where the time went: seconds and rows per stage',
  },
  REQUIRE_COVERAGE,
  JSON_LINES,
  VERBOSE,
  LOG_LEVEL,
  LANG,
];

/** `run` (contract 1). */
export const RUN: CommandSpec = {
  name: 'run',
  summary: 'read, judge, remember and publish one window',
  examples: [
    `run --from 2025-07-17 --until 2025-09-26 \\
      --decisions om.csv rechtspraak.csv --subscriptions kinderopvang.csv taxi.csv`,
    `run --dry-run --from 2025-08-14 --until 2025-08-15 \\
      --decisions om.csv --subscriptions kinderopvang.csv`,
    'run --decisions tonight.csv.gz --subscriptions kinderopvang.csv --quiet',
    'run --slice 1d --decisions om.csv --subscriptions kinderopvang.csv',
    'run --last 7d --decisions om-corrected.csv --subscriptions kinderopvang.csv',
  ],
  options: [
    ...RUN_OPTIONS,
    { flags: '--dry-run', description: 'show what would come of it; change nothing' },
    QUIET,
    DELIVER,
    SIGN_KEY,
    METRICS,
    PING_URL,
  ],
  recorded: 'ALWAYS',
  load: async () => {
    const { runCommand } = await import('../run.ts');
    const { watched } = await import('../watched.ts');
    return ({ options, surroundings }) =>
      watched({ command: 'run', options: options() }, surroundings, (tally) =>
        runCommand(options(), surroundings, tally),
      );
  },
};
