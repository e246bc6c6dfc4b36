import { CatchUpError, Stopped } from '../errors.ts';
import { exitCodeOf } from './failure.ts';
import { type LogOptions, levelOf } from './log-level.ts';
import { refuseOtherFile, writeMetrics } from './metrics-file.ts';
import { Pings } from './pings.ts';
import type { Surroundings } from './surroundings.ts';
import { CallTally } from './tally.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options by which an operator's tools watch a command. */
export interface WatchOptions extends LogOptions {
  readonly metrics?: string;
  readonly pingUrl?: string;
  readonly ledger: string;
  readonly dryRun?: boolean;
  readonly lang?: string;
}

/**
 * Does a command's work and tells those who watch it how it ended, however it did. What cannot be told
 * is said on standard error and changes nothing: the work is what counts. A dry run is not told.
 * Throws `USAGE` where the file for metrics holds something else.
 */
export async function watched(
  { command, options }: { readonly command: string; readonly options: WatchOptions },
  { signal, now }: Surroundings,
  work: (tally: CallTally) => Promise<number>,
): Promise<number> {
  if (options.metrics !== undefined) await refuseOtherFile(options.metrics);
  const tally = new CallTally();
  if (options.dryRun === true) return work(tally);
  const pings = options.pingUrl === undefined ? null : new Pings(options.pingUrl, levelOf(options));
  const tell = async (code: number) => {
    const { counted, stages } = tally;
    const exitCode = signal.reason instanceof Stopped ? signal.reason.exitCode : code;
    const call = { command, exitCode, endedMs: now(), spentMs: stages.spentMs };
    if (options.metrics !== undefined)
      await keepMetrics(wordsOf(options).messages, options.metrics, options.ledger, {
        ...call,
        counted: command === 'run' ? counted : null,
      });
    await pings?.end(exitCode);
  };
  try {
    const exitCode = await work(tally);
    await tell(exitCode);
    return exitCode;
  } catch (error: unknown) {
    await tell(exitCodeOf(error));
    throw error;
  }
}

async function keepMetrics(
  messages: Words['messages'],
  ...call: Parameters<typeof writeMetrics>
): Promise<void> {
  try {
    await writeMetrics(...call);
  } catch (error: unknown) {
    const why = error instanceof CatchUpError ? error.message : 'internal error';
    process.stderr.write(`screening-catchup: ${messages.noMetrics(why)}\n`);
  }
}
