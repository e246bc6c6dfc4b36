import { dirname, isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandSpec } from './command.ts';
import { parsePart, readConfiguration, readGiven } from './configuration.ts';
import { SECRET_SCHEMA } from './delivery-configuration.ts';
import {
  CONFIG,
  flagOf,
  keyOf,
  LANG,
  LEDGER,
  type OptionSpec,
  OUT,
  RULES,
  SETTINGS,
  SIGN_KEY,
} from './options.ts';
import { readSecret } from './secrets.ts';

/**
 * Gives a command the options that the configuration names and neither the call nor the environment
 * does: those of this command alone go before those of all. Paths are found from the file. Throws
 * `CONFIGURATION` for any fault of the file.
 */
export async function giveSettings(
  command: Command,
  spec: CommandSpec,
  commands: readonly CommandSpec[],
): Promise<void> {
  const { config: file } = command.opts<{ config?: string }>();
  if (file === undefined || !takesSettings(spec)) return;
  const { options, commands: own } = await readSettings(file, commands);
  // A fault in what this command does not need is a fault of the file all the same.
  await readConfiguration(file);
  const isGiven = (key: string) => ['cli', 'env'].includes(command.getOptionValueSource(key) ?? '');
  for (const option of spec.options) {
    const key = keyOf(option);
    const value = own[spec.name]?.[key] ?? options[key];
    if (value === undefined || [key, ...(REFUTED_BY[key] ?? [])].some(isGiven)) continue;
    command.setOptionValueWithSource(key, toValue(option, value, file), 'config');
  }
}

/** The `options` and `commands` of a configuration file as they stand there. Throws `CONFIGURATION`. */
export async function readSettings(file: string, commands: readonly CommandSpec[]) {
  const { options, commands: own } = await readGiven(file);
  return parsePart(settingsSchema(commands), { options, commands: own }, file);
}

/** What the configuration may say of options: of every command that has them, and of one command. */
export function settingsSchema(commands: readonly CommandSpec[]) {
  const own = commands
    .filter(takesSettings)
    .map(
      ({ name, options }) =>
        [name, options.filter((option) => !AGREED.has(keyOf(option)))] as const,
    )
    .filter(([, options]) => options.some(isSetting))
    .map(([name, options]) => [name, partOf(options)]);
  return z.strictObject({
    options: partOf(SETTINGS).describe('Options of every command that has them'),
    commands: z
      .strictObject(Object.fromEntries(own) as Record<string, ReturnType<typeof partOf>>)
      .prefault({})
      .describe('Options of one command, which go before those of all'),
  });
}

/** Where commands that went apart would not find what others left. */
const AGREED = new Set([OUT, LEDGER, RULES, SIGN_KEY, LANG].map(keyOf));

/** Who asks for more or less of it by hand does not mean what the file says for the night. */
const REFUTED_BY: Readonly<Record<string, readonly string[]>> = {
  quiet: ['verbose', 'logLevel'],
  verbose: ['quiet', 'logLevel'],
};

function takesSettings({ options }: CommandSpec): boolean {
  return options.includes(CONFIG);
}

function partOf(options: readonly OptionSpec[]) {
  const keys = options
    .filter(isSetting)
    .map((option) => [keyOf(option), typeOf(option).optional()] as const);
  return z.strictObject(Object.fromEntries<z.ZodType<SettingValue | undefined>>(keys)).prefault({});
}

type SettingValue = string | number | boolean | z.output<typeof SECRET_SCHEMA>;

function isSetting(option: OptionSpec): boolean {
  return option !== CONFIG && SETTINGS.some((setting) => keyOf(setting) === keyOf(option));
}

function typeOf({ flags, values, description, isSecret }: OptionSpec): z.ZodType<SettingValue> {
  const [, value] = flags.split(' ');
  const type =
    value === undefined
      ? z.boolean()
      : value === '<number>'
        ? z.int().min(0)
        : values !== undefined
          ? z.enum([...values])
          : isSecret === true
            ? SECRET_SCHEMA
            : z.string().min(1);
  return type.describe(description);
}

/** As commander would have taken it from the command line. */
function toValue(option: OptionSpec, value: SettingValue, file: string): string | boolean {
  const folder = dirname(file);
  if (typeof value === 'object') return readSecret(value, flagOf(option), folder, process.env);
  if (typeof value === 'boolean') return value;
  const isPath = /<(file|folder)>/.test(option.flags);
  if (isPath && !isAbsolute(String(value))) return join(folder, String(value));
  return String(value);
}
