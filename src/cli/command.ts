import type { OptionSpec } from './options.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What the command line knows of a command before it is called: help must come at once, so that the
 * code behind it is loaded late.
 */
export interface CommandSpec {
  /** `run`, or `config show` for a command in a group. */
  readonly name: string;
  /** As commander takes it: `<folder>`. */
  readonly argument?: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly options: readonly OptionSpec[];
  readonly recorded: Recorded;
  readonly load: () => Promise<CommandAction>;
}

/**
 * Whether a command is entered in the audit record beside its ledger. Every one is that writes or reads
 * personal data: `ALWAYS` where it may begin a ledger; else `WITH_LEDGER`, because without one it has
 * no place, which is then told; `WHERE_WRITABLE` also goes on, and says so, where that place cannot be
 * written: evidence may lie on a medium that cannot.
 */
export type Recorded = 'ALWAYS' | 'WITH_LEDGER' | 'WHERE_WRITABLE' | 'NEVER';

/** Does a command's work and gives the exit code (contract 7). */
export type CommandAction = (call: CommandCall) => Promise<number>;

export interface CommandCall {
  /** The options of the shape that the command's table declares. */
  readonly options: <Options>() => Options;
  readonly args: readonly string[];
  /** Where the value of an option came from: `--name`, a variable of the environment, a file, or `default`. */
  readonly sourceOf: (option: OptionSpec) => string;
  /** All that the command line knows. */
  readonly commands: readonly CommandSpec[];
  readonly surroundings: Surroundings;
}
