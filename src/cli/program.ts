import { Command, CommanderError, Option } from 'commander';
import {
  CONFIG_OPTIONS,
  DELIVER_OPTIONS,
  DELIVERIES_OPTIONS,
  type OptionSpec,
  RECONCILE_OPTIONS,
  RUN_OPTIONS,
} from './options.ts';
import type { Surroundings } from './surroundings.ts';

const EXIT_CODES = `
Exit codes:
  0  done, nothing needs attention
  1  internal error, or a disk that is full or cannot be written
  2  wrong use, configuration or rule file
  3  done, but rows were rejected or stand for review (see --allow-rejects)
  4  done, but not everything could be delivered
  5  another run holds the ledger
  6  an input or the ledger is unreadable, damaged, or lacks columns
  130, 143  stopped by SIGINT, SIGTERM`;

const RUN_EXAMPLES = `Examples:
  $ screening-catchup run --from 2025-07-17 --until 2025-09-26 \\
      --decisions om.csv rechtspraak.csv --subscriptions kinderopvang.csv taxi.csv
  $ screening-catchup run --dry-run --from 2025-08-14 --until 2025-08-15 \\
      --decisions om.csv --subscriptions kinderopvang.csv
  $ screening-catchup run --decisions tonight.csv.gz --subscriptions kinderopvang.csv
`;

/** The options of `verify`. */
const VERIFY_OPTIONS: readonly OptionSpec[] = [
  { flags: '--ledger <file>', description: 'the ledger that the run was recorded in' },
  {
    flags: '--expect-head <hash>',
    description: 'SHA-256 of the manifest of this run or a later one, kept elsewhere',
  },
];

/** Reads the command line, runs the command, and gives the exit code (contract 7). */
export async function runProgram(
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const program = new Command('screening-catchup')
    .description(
      'Screens decisions registered during an outage against continuous-screening subscriptions.',
    )
    .showHelpAfterError('(screening-catchup --help shows the commands)')
    .exitOverride();
  let exitCode = 0;
  addOptions(program.command('run'), RUN_OPTIONS)
    .description('read, judge, remember and publish one window')
    .addHelpText('before', RUN_EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .action(async (options) => {
      const { runCommand } = await import('./run.ts');
      exitCode = await runCommand(options, surroundings);
    });
  addOptions(program.command('deliver'), DELIVER_OPTIONS)
    .description('send every notice that is not delivered to the sink of its sector')
    .addHelpText('after', EXIT_CODES)
    .action(async (options) => {
      const { deliverCommand } = await import('./deliver.ts');
      exitCode = await deliverCommand(options, surroundings);
    });
  addOptions(program.command('deliveries'), DELIVERIES_OPTIONS)
    .description('list what was sent, when, how often and with what answer')
    .action(async (options) => {
      const { deliveriesCommand } = await import('./deliveries.ts');
      exitCode = await deliveriesCommand(options);
    });
  addOptions(program.command('reconcile'), RECONCILE_OPTIONS)
    .description("compare the receiver's list of events with the ledger")
    .addHelpText('after', EXIT_CODES)
    .action(async (options) => {
      const { reconcileCommand } = await import('./reconcile.ts');
      exitCode = await reconcileCommand(options, surroundings);
    });
  addOptions(program.command('verify').argument('<folder>'), VERIFY_OPTIONS)
    .description('check a run folder: hashes, rows, totals, chain; names each fault')
    .addHelpText('after', EXIT_CODES)
    .action(async (folder, options) => {
      const { verifyCommand } = await import('./verify.ts');
      exitCode = await verifyCommand(folder, options);
    });
  const config = program.command('config').description('look at the configuration');
  addOptions(config.command('show'), CONFIG_OPTIONS)
    .description('print every value and where it came from, secrets masked')
    .action(async (options) => {
      const { showConfiguration } = await import('./config.ts');
      exitCode = await showConfiguration(options);
    });
  addOptions(config.command('check'), CONFIG_OPTIONS)
    .description('check the configuration, and reach every sink without sending a notice')
    .action(async (options) => {
      const { checkConfiguration } = await import('./config.ts');
      exitCode = await checkConfiguration(options);
    });
  try {
    await program.parseAsync([...argv]);
  } catch (error: unknown) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error, surroundings.signal);
  }
  return exitCode;
}

function addOptions(command: Command, specs: readonly OptionSpec[]): Command {
  for (const spec of specs) {
    const option = new Option(spec.flags, spec.description);
    if (spec.env !== undefined) option.env(spec.env);
    if (spec.default !== undefined) option.default(spec.default);
    if (spec.isRequired === true) option.makeOptionMandatory();
    command.addOption(option);
  }
  return command;
}
