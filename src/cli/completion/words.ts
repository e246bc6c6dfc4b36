import type { CommandSpec } from '../command.ts';
import type { OptionSpec } from '../options.ts';

/** What a shell completes of one option. */
export interface OptionWords {
  /** `--from` */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly takesFile: boolean;
  /** Empty where the values are not known. */
  readonly values: readonly string[];
}

export function wordsOf({ flags, description, values = [] }: OptionSpec): OptionWords {
  const [name = '', value] = flags.split(' ');
  const takesFile = /^<(files?|folder)\b/.test(value ?? '');
  return { name, description, takesValue: value !== undefined, takesFile, values };
}

/** Commands that stand alone, and those of each group. */
export function groupCommands(
  commands: readonly CommandSpec[],
): ReadonlyMap<string, readonly CommandSpec[]> {
  const groups = new Map<string, CommandSpec[]>();
  for (const command of commands) {
    const [group = ''] = command.name.includes(' ') ? command.name.split(' ') : [];
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return groups;
}
