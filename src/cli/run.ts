import { setFlagsFromString } from 'node:v8';
import { signManifest } from '../audit/signature.ts';
import { type Log, openLog } from '../log.ts';
import {
  type CatchUpOutcome,
  type CatchUpRequest,
  type CatchUpSurroundings,
  catchUp,
} from '../run/catch-up.ts';
import { refuseRepeats } from '../run/open-inputs.ts';
import { checkAsked } from '../run/settle-window.ts';
import { catchUpInSlices, type KeptSlice } from '../run/slices.ts';
import { readSigningKey } from './keygen.ts';
import { levelOf } from './log-level.ts';
import { describePlan } from './plan-page.ts';
import { describeProfile } from './profile.ts';
import { showProgress } from './progress.ts';
import { enterReadings } from './reading.ts';
import { describeAsJson, NOTHING_TO_DO_AS_JSON } from './run-json.ts';
import { parseAllowance, type RunOptions, readRequest } from './run-options.ts';
import { describeAttention, describeOutcome, describeResult } from './summary.ts';
import type { Surroundings } from './surroundings.ts';
import { CallTally } from './tally.ts';
import { checkWindow } from './window-check.ts';
import { wordsOf } from './words-of.ts';

/** `run`: wires the engine to the command line and says what came of it; gives the exit code. */
export async function runCommand(
  options: RunOptions,
  surroundings: Surroundings,
  tally: CallTally,
): Promise<number> {
  const words = wordsOf(options).run;
  const describe =
    options.json === true
      ? describeAsJson
      : (ended: CatchUpOutcome | KeptSlice) => describeOutcome(ended, words);
  return work(options, { ...surroundings, tally }, describe);
}

/** `plan`: a dry run, told by days; ends as the run would. */
export async function planCommand(
  options: RunOptions,
  surroundings: Surroundings,
): Promise<number> {
  const tally = new CallTally();
  const words = wordsOf(options);
  const describe =
    options.json === true
      ? describeAsJson
      : (planned: CatchUpOutcome | KeptSlice) => describePlan(planned, words);
  return work({ ...options, dryRun: true }, { ...surroundings, tally }, describe);
}

interface Watched extends Surroundings {
  readonly tally: CallTally;
}

async function work(
  options: RunOptions,
  surroundings: Watched,
  describe: (outcome: CatchUpOutcome | KeptSlice) => string,
): Promise<number> {
  // A heap that is let grow by the size of the machine would make memory grow with the decisions.
  setFlagsFromString('--heap-growing-percent=30');
  const allowedRejects = parseAllowance(options.allowRejects);
  const request = await readRequest(options);
  refuseRepeats(request.inputs);
  checkAsked(request, surroundings.now);
  const { messages, run: words } = wordsOf(options);
  const log = openLog(process.stderr, levelOf(options), messages.said);
  const isShort = options.quiet === true && options.json !== true;
  let exitCode = 0;
  let runs = 0;
  for await (const outcome of workThrough(request, options, { ...surroundings, log })) {
    runs += 1;
    surroundings.tally.add(outcome);
    surroundings.note?.(describeResult(outcome));
    exitCode = Math.max(exitCode, await deliver(options, surroundings));
    process.stdout.write(isShort ? `${outcome.folder}\n` : describe(outcome));
    const isIncomplete = outcome.findings.length > 0;
    const isWaiting = needsAttention(outcome, allowedRejects);
    if (isWaiting || (isIncomplete && options.requireCoverage === true))
      exitCode = Math.max(exitCode, 3);
    if (options.quiet === true && (isWaiting || isIncomplete))
      process.stderr.write(`screening-catchup: ${describeAttention(outcome, words)}\n`);
  }
  if (options.profile === true) process.stderr.write(describeProfile(surroundings.tally.stages));
  if (runs > 0) return exitCode;
  const isTold = options.quiet !== true || options.json === true;
  if (isTold)
    process.stdout.write(options.json === true ? NOTHING_TO_DO_AS_JSON : `${words.nothingToDo}\n`);
  return deliver(options, surroundings);
}

/** The runs that the window takes: one, or one a slice; none where it is covered already. */
async function* workThrough(
  request: CatchUpRequest,
  options: RunOptions,
  { signal, now, log, tally, ...record }: Watched & { readonly log: Log },
): AsyncGenerator<CatchUpOutcome | KeptSlice> {
  const { progress, end } = showProgress(process.stderr, { isQuiet: options.quiet === true });
  const isConfirmed = options.yes === true;
  const key = options.signKey === undefined ? null : readSigningKey(options.signKey);
  const { reading, failed } = enterReadings(record);
  const around: CatchUpSurroundings = {
    ...{ signal, now, log, progress, stages: tally.stages, ...(reading && { reading }) },
    begin: (window) => checkWindow(window, { isConfirmed, now, log }),
    sign: key === null ? undefined : (folder) => signManifest(folder, key),
  };
  try {
    for await (const outcome of runEach(request, around)) {
      end();
      yield outcome;
    }
  } catch (error: unknown) {
    failed();
    throw error;
  } finally {
    end();
  }
}

async function* runEach(
  { sliceDays, ...request }: CatchUpRequest,
  around: CatchUpSurroundings,
): AsyncGenerator<CatchUpOutcome | KeptSlice> {
  if (sliceDays !== undefined) yield* catchUpInSlices({ ...request, sliceDays }, around);
  else {
    const outcome = await catchUp(request, around);
    if (outcome !== null) yield outcome;
  }
}

async function deliver(options: RunOptions, surroundings: Watched): Promise<number> {
  if (options.deliver !== true || options.dryRun === true) return 0;
  // undici takes longer to load than a small night to run.
  const { deliverCommand } = await import('./deliver.ts');
  return deliverCommand(options, surroundings, surroundings.tally.stages);
}

/** Rows that were rejected or stand for review, together more than allowed (contract 7). */
function needsAttention(outcome: CatchUpOutcome | KeptSlice, allowed: number): boolean {
  const { rejections, reviews } = outcome.outcome === 'kept' ? outcome : outcome.summary;
  return rejections + reviews > allowed;
}
