import { setFlagsFromString } from 'node:v8';
import { CatchUpError } from '../errors.ts';
import { DEFAULT_RULES_FOLDER } from '../intake/rule-files.ts';
import { openLog } from '../log.ts';
import { type CatchUpOutcome, catchUp } from '../run/catch-up.ts';
import { readConfiguration } from './configuration.ts';
import { deliverCommand } from './deliver.ts';
import { showProgress } from './progress.ts';
import { describeOutcome } from './summary.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `run` as commander gives them. */
export interface RunOptions {
  readonly from?: string;
  readonly until?: string;
  readonly asOf?: string;
  readonly decisions: readonly string[];
  readonly subscriptions: readonly string[];
  readonly identities?: readonly string[];
  readonly alreadySignalled?: readonly string[];
  readonly rules?: string;
  readonly out: string;
  readonly ledger: string;
  readonly config?: string;
  readonly newLedger?: boolean;
  readonly dryRun?: boolean;
  readonly deliver?: boolean;
  readonly allowRejects: string;
  readonly screen: boolean;
  readonly logLevel: string;
}

/** `run`: wires the engine to the command line and says what came of it; gives the exit code. */
export async function runCommand(options: RunOptions, surroundings: Surroundings): Promise<number> {
  // A heap that is let grow by the size of the machine would make memory grow with the decisions.
  setFlagsFromString('--heap-growing-percent=30');
  const allowedRejects = parseAllowance(options.allowRejects);
  const { profiles } = await readConfiguration(options.config);
  const { progress, end } = showProgress(process.stderr);
  const log = openLog(process.stderr, options.logLevel);
  const outcome = await catchUp(
    {
      from: options.from,
      until: options.until,
      asOf: options.asOf,
      inputs: {
        decisions: options.decisions,
        subscriptions: options.subscriptions,
        identities: options.identities ?? [],
        'already-signalled': options.alreadySignalled ?? [],
      },
      profiles,
      rulesFolder: options.rules ?? DEFAULT_RULES_FOLDER,
      outFolder: options.out,
      ledgerFile: options.ledger,
      isNewLedgerAllowed: options.newLedger === true,
      isDryRun: options.dryRun === true,
      isScreenOff: !options.screen,
    },
    { ...surroundings, log, progress },
  ).finally(end);
  const isDelivering = options.deliver === true && options.dryRun !== true;
  const deliveryCode = isDelivering ? await deliverCommand(options, surroundings) : 0;
  if (outcome === null) {
    process.stdout.write('nothing to do: completed runs cover the window already\n');
    return deliveryCode;
  }
  process.stdout.write(describeOutcome(outcome));
  return deliveryCode || (needsAttention(outcome, allowedRejects) ? 3 : 0);
}

/** Rows that were rejected or stand for review, together more than allowed (contract 7). */
function needsAttention({ summary }: CatchUpOutcome, allowed: number): boolean {
  return summary.rejections + summary.reviews > allowed;
}

function parseAllowance(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CatchUpError('USAGE', '--allow-rejects takes a whole number of 0 or more');
  return Number(text);
}
