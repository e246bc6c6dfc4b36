import { Command, CommanderError, Option } from 'commander';
import { readProgramVersion } from '../run/program-version.ts';
import type { CommandAction, CommandSpec } from './command.ts';
import { COMMANDS, GROUPS } from './commands.ts';
import { flagOf, keyOf, type OptionSpec } from './options.ts';
import type { Surroundings } from './surroundings.ts';

const EXIT_CODES = `
Exit codes:
  0  done, nothing needs attention
  1  internal error, or a disk that is full or cannot be written
  2  wrong use, configuration or rule file
  3  done, but rows were rejected or stand for review (see --allow-rejects), or a check found something
  4  done, but not everything could be delivered
  5  another run holds the ledger
  6  an input or the ledger is unreadable, damaged, or lacks columns
  130, 143  stopped by SIGINT, SIGTERM`;

/** Reads the command line, runs the command, and gives the exit code (contract 7). */
export async function runProgram(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const program = new Command('screening-catchup')
    .description(
      'Screens decisions registered during an outage against continuous-screening subscriptions.',
    )
    .version(readProgramVersion())
    .showHelpAfterError('(screening-catchup --help shows the commands)')
    .exitOverride();
  // Said at the end, in the language that is asked for.
  const wrong: string[] = [];
  program.configureOutput({ writeErr: (text) => wrong.push(text) });
  frame(program, COMMANDS.filter(({ name }) => !name.includes(' ')).slice(0, 4));
  let exitCode = 0;
  const groups = new Map<string, Command>();
  for (const spec of COMMANDS) {
    const command = declare(spec, program, groups);
    command.action(async () => {
      refuseMissing(command, spec);
      const act = await prepare(command, spec);
      const options = <Options>() => command.opts() as Options;
      const { actOnRecord } = await import('./on-record.ts');
      const sourceOf = (option: OptionSpec) => describeSource(command, option);
      const { args } = command;
      const call = { options, args, sourceOf, commands: COMMANDS, surroundings };
      exitCode = await actOnRecord(spec, act, call, argv.slice(2));
    });
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error: unknown) {
    if (error instanceof CommanderError) {
      process.stderr.write(await translateWrongUse(wrong.join(''), argv));
      return error.exitCode === 0 ? 0 : 2;
    }
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error, surroundings.signal);
  }
  return exitCode;
}

/** What commander says of wrong use, line by line; help stays as it is. */
async function translateWrongUse(text: string, argv: readonly string[]): Promise<string> {
  const given = argv.findLast((_, place) => argv[place - 1] === '--lang');
  if ((given ?? process.env.CATCHUP_LANG) !== 'nl' && !argv.includes('--lang=nl')) return text;
  const { DUTCH } = await import('./words/dutch.ts');
  return text.split('\n').map(DUTCH.messages.said).join('\n');
}

function declare(spec: CommandSpec, program: Command, groups: Map<string, Command>): Command {
  const words = spec.name.split(' ');
  const name = words.pop() ?? '';
  const command = groupOf(words[0], program, groups).command(name).description(spec.summary);
  if (spec.argument !== undefined) command.argument(spec.argument);
  for (const option of spec.options) command.addOption(toOption(option));
  return frame(command, [spec]);
}

/** Examples come first, exit codes last; of several commands the first example of each. */
function frame(command: Command, specs: readonly CommandSpec[]): Command {
  const examples = specs.flatMap(({ examples }) =>
    specs.length > 1 ? examples.slice(0, 1) : examples,
  );
  const lines = examples.map((example) => `  $ screening-catchup ${example}`);
  return command
    .addHelpText('before', `Examples:\n${lines.join('\n')}\n`)
    .addHelpText('after', EXIT_CODES);
}

function groupOf(
  name: string | undefined,
  program: Command,
  groups: Map<string, Command>,
): Command {
  if (name === undefined) return program;
  const known = groups.get(name);
  if (known !== undefined) return known;
  const group = program.command(name).description(GROUPS[name] ?? '');
  const members = COMMANDS.filter((spec) => spec.name.startsWith(`${name} `));
  groups.set(name, frame(group, members));
  return group;
}

/** Here, so that an option that nobody knows is named before one that is missing for it. */
function refuseMissing(command: Command, { options }: CommandSpec): void {
  for (const option of options) {
    const value: unknown = command.getOptionValue(keyOf(option));
    if (option.isRequired === true && value === undefined)
      command.error(`error: required option '${option.flags}' not specified`);
    // A path of no letters would be the folder in which the program was started.
    if ([value].flat().includes(''))
      command.error(`error: ${describeSource(command, option)} is empty`);
  }
}

/** What a command does; of a configuration that is faulty, to say so, on record like all else. */
async function prepare(command: Command, spec: CommandSpec): Promise<CommandAction> {
  try {
    if (command.getOptionValue('config') !== undefined) {
      const { giveSettings } = await import('./settings.ts');
      await giveSettings(command, spec, COMMANDS);
    }
    return await spec.load();
  } catch (error: unknown) {
    return () => Promise.reject(error);
  }
}

function describeSource(command: Command, option: OptionSpec): string {
  const source = command.getOptionValueSource(keyOf(option));
  if (source === 'cli') return flagOf(option);
  if (source === 'config') return String(command.getOptionValue('config'));
  return source === 'env' ? (option.env ?? '') : 'default';
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.description);
  if (spec.env !== undefined) option.env(spec.env);
  if (spec.default !== undefined) option.default(spec.default);
  return option;
}
