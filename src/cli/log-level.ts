/** The options that say how much a command tells of its way. */
export interface LogOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly logLevel: string;
}

/** `--quiet` and `--verbose` are short for levels, and go before the level that is given or default. */
export function levelOf({ quiet, verbose, logLevel }: LogOptions): string {
  if (quiet === true) return 'error';
  return verbose === true ? 'debug' : logLevel;
}
