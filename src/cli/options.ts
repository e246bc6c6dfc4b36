/** One option of a command: the only place where its name, meaning and environment variable stand. */
export interface OptionSpec {
  /** As commander takes it: `--from <end>`, `--decisions <files...>`, `--dry-run`. */
  readonly flags: string;
  readonly description: string;
  readonly env?: string;
  readonly default?: string;
  readonly isRequired?: boolean;
}

const LEDGER: OptionSpec = {
  flags: '--ledger <file>',
  description: 'the ledger',
  env: 'CATCHUP_LEDGER',
  default: './ledger/catchup.db',
};
const CONFIG: OptionSpec = {
  flags: '--config <file>',
  description: 'configuration: input profiles, delivery',
  env: 'CATCHUP_CONFIG',
};
const LOG_LEVEL: OptionSpec = {
  flags: '--log-level <level>',
  description: 'trace, debug, info, warn, error or silent',
  env: 'CATCHUP_LOG_LEVEL',
  default: 'info',
};

/** The options of `run` (contract 1). */
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
  {
    flags: '--as-of <date>',
    description: 'date on which the question is asked; default: the local date of --until',
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
  {
    flags: '--rules <folder>',
    description: 'rule files; default: those that come with the program',
    env: 'CATCHUP_RULES',
  },
  {
    flags: '--out <folder>',
    description: 'folder of run folders',
    env: 'CATCHUP_OUT',
    default: './out',
  },
  LEDGER,
  CONFIG,
  { flags: '--new-ledger', description: 'begin a ledger although run folders exist already' },
  { flags: '--dry-run', description: 'show what would come of it; change nothing' },
  {
    flags: '--allow-rejects <number>',
    description: 'end with 0 while rejected rows and review items together are no more than this',
    default: '0',
  },
  { flags: '--no-screen', description: 'send every row the long way; the artefacts are the same' },
  { flags: '--deliver', description: 'send what is not delivered once the run is published' },
  LOG_LEVEL,
];

/** The options of `deliver` (contract 6). */
export const DELIVER_OPTIONS: readonly OptionSpec[] = [
  LEDGER,
  CONFIG,
  { flags: '--retry <state>', description: 'put dead letters (dead) or failed notices back first' },
  { flags: '--notice <id>', description: 'with --retry: only those of this notice' },
  LOG_LEVEL,
];

/** The options of `deliveries`. */
export const DELIVERIES_OPTIONS: readonly OptionSpec[] = [
  LEDGER,
  { flags: '--json', description: 'one JSON object a line' },
  { flags: '--csv', description: 'CSV with a header' },
  { flags: '--output <file>', description: 'write to a new file, outside run folders' },
];

/** The options of `reconcile`. */
export const RECONCILE_OPTIONS: readonly OptionSpec[] = [
  LEDGER,
  CONFIG,
  {
    flags: '--received <file>',
    description: "the receiver's list of event ids: one a line, or CloudEvents as NDJSON",
    isRequired: true,
  },
  {
    flags: '--resend',
    description: 'send what the receiver does not have again, under its old id',
  },
  LOG_LEVEL,
];

/** The options of `config show` and `config check`. */
export const CONFIG_OPTIONS: readonly OptionSpec[] = [CONFIG, LEDGER];
