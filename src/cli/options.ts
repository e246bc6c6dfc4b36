/** One option of a command: the only place where its name, meaning and environment variable stand. */
export interface OptionSpec {
  /** As commander takes it: `--from <end>`, `--decisions <files...>`, `--dry-run`. */
  readonly flags: string;
  readonly description: string;
  readonly env?: string;
  readonly default?: string;
  readonly isRequired?: boolean;
  /** What a shell offers. */
  readonly values?: readonly string[];
  /** Other values are taken too. */
  readonly isOpen?: boolean;
  /** Its value is shown nowhere, not even in the audit record. */
  readonly isSecret?: boolean;
}

// Options that several commands share; those of one command stand in its declaration.

export const LEDGER: OptionSpec = {
  flags: '--ledger <file>',
  description: 'the ledger',
  env: 'CATCHUP_LEDGER',
  default: './ledger/catchup.db',
};
export const OUT: OptionSpec = {
  flags: '--out <folder>',
  description: 'folder of run folders',
  env: 'CATCHUP_OUT',
  default: './out',
};
export const CONFIG: OptionSpec = {
  flags: '--config <file>',
  description: 'configuration: options, input profiles, delivery',
  env: 'CATCHUP_CONFIG',
};
/** The inputs of a run that is looked at again. */
export const INPUTS_AGAIN: readonly OptionSpec[] = [
  { flags: '--decisions <files...>', description: 'the decision files of the run' },
  { flags: '--subscriptions <files...>', description: 'the subscription files of the run' },
  { flags: '--identities <files...>', description: 'the SKN to BSN files of the run' },
  {
    flags: '--already-signalled <files...>',
    description: 'what the police passed on, as given to the run',
  },
  {
    flags: '--rules <folder>',
    description: 'the rule files of the run; default: those that come with the program',
    env: 'CATCHUP_RULES',
  },
];
export const RULES: OptionSpec = {
  flags: '--rules <folder>',
  description: 'rule files; default: those that come with the program',
  env: 'CATCHUP_RULES',
};
export const SIGN_KEY: OptionSpec = {
  flags: '--sign-key <file>',
  description: 'sign the manifest with this private key, which nobody else can read',
  env: 'CATCHUP_SIGN_KEY',
};
export const LOG_LEVEL: OptionSpec = {
  flags: '--log-level <level>',
  description: 'trace, debug, info, warn, error or silent',
  env: 'CATCHUP_LOG_LEVEL',
  default: 'info',
  values: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
};
/** Of every command that says something for people. */
export const JSON_LINES: OptionSpec = {
  flags: '--json',
  description: 'for programs: JSON objects, one a line, each with a version',
};
export const LANG: OptionSpec = {
  flags: '--lang <language>',
  description: 'what people are told: en or nl; no byte of the artefacts depends on it',
  env: 'CATCHUP_LANG',
  default: 'en',
  values: ['en', 'nl'],
};
export const VERBOSE: OptionSpec = {
  flags: '--verbose',
  description: 'tell every file and rule file too: short for --log-level debug',
};
export const QUIET: OptionSpec = {
  flags: '--quiet',
  description:
    'only the folder on standard output, and one line on standard error where something waits',
};
/** Of a command whose answer is that it did what it was told. */
export const QUIET_IF_WELL: OptionSpec = {
  flags: '--quiet',
  description: 'say nothing where all is well; the exit code tells',
};
export const SLICE: OptionSpec = {
  flags: '--slice <days>',
  description: 'work in slices of 1d or 7d, each a run of its own, published before the next',
  values: ['1d', '7d'],
  isOpen: true,
};
export const ALLOW_REJECTS: OptionSpec = {
  flags: '--allow-rejects <number>',
  description: 'end with 0 while rejected rows and review items together are no more than this',
  default: '0',
};
export const REQUIRE_COVERAGE: OptionSpec = {
  flags: '--require-coverage',
  description: 'end with 3 where something looks as if data of the window were missing',
};
export const THREADS: OptionSpec = {
  flags: '--threads <number>',
  description:
    'threads that read beside the main one, 0 to 16; default: as many as are worth it. The artefacts are the same',
};
export const DELIVER: OptionSpec = {
  flags: '--deliver',
  description: 'send what is not delivered once the run is published',
};
export const METRICS: OptionSpec = {
  flags: '--metrics <file>',
  description:
    'write how it ended for the node exporter, to a file named *.prom; also after a failure',
  env: 'CATCHUP_METRICS',
};
export const PING_URL: OptionSpec = {
  flags: '--ping-url <url>',
  description:
    "tell a dead man's switch: <url>/start, <url> on success, <url>/<exit code> on failure",
  env: 'CATCHUP_PING_URL',
  isSecret: true,
};

/** Of every command that says something of a ledger. */
export const SPEAKING: readonly OptionSpec[] = [CONFIG, LANG, JSON_LINES];

/**
 * What holds for every call rather than for one, so that the configuration can give it too, except where
 * that lies. Windows, inputs and consent belong to one call.
 */
export const SETTINGS: readonly OptionSpec[] = [
  OUT,
  LEDGER,
  CONFIG,
  RULES,
  SIGN_KEY,
  METRICS,
  PING_URL,
  LANG,
  LOG_LEVEL,
  QUIET,
  VERBOSE,
  ALLOW_REJECTS,
  REQUIRE_COVERAGE,
  SLICE,
  DELIVER,
  THREADS,
];

/** `--sign-key`. */
export function flagOf({ flags }: OptionSpec): string {
  return flags.split(' ', 1)[0] ?? '';
}

/** `signKey`, as commander and the configuration name it. */
export function keyOf(option: OptionSpec): string {
  return flagOf(option)
    .slice(2)
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
