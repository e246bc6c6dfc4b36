import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { CatchUpError } from '../errors.ts';
import { openLog } from '../log.ts';
import { type DeliverOutcome, deliverNotices } from '../run/deliver-notices.ts';
import { Stages } from '../watch/stages.ts';
import { readConfiguration } from './configuration.ts';
import type { DeliveryConfiguration } from './delivery-configuration.ts';
import { namingOf } from './event-naming.ts';
import { jsonLine } from './json-line.ts';
import { type LogOptions, levelOf } from './log-level.ts';
import { Sinks } from './sinks.ts';
import type { Surroundings } from './surroundings.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `deliver` as commander gives them. */
export interface DeliverOptions extends LogOptions {
  readonly ledger: string;
  readonly config?: string;
  readonly retry?: string;
  readonly notice?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** `deliver`: sends what is not delivered; gives the exit code (contract 6, 7). */
export async function deliverCommand(
  options: DeliverOptions,
  { signal, now, note }: Surroundings,
  stages = new Stages(),
): Promise<number> {
  // A heap that is let grow by the size of the machine would make memory grow with the backlog.
  setFlagsFromString('--heap-growing-percent=30');
  const retry = parseRetry(options);
  const { delivery, processing, folder } = await readConfiguration(options.config);
  const { messages, delivery: words } = wordsOf(options);
  const log = openLog(process.stderr, levelOf(options), messages.said);
  const around = { ledgerFile: options.ledger, folder, environment: process.env };
  const sinks = new Sinks(delivery, around);
  try {
    const outcome = await deliverNotices(
      { ledgerFile: options.ledger, retry, activity: processing.providing, ...planOf(delivery) },
      {
        sinkOf: (sector) => sinks.of(sector),
        ratePerSecond: (sector) => sinks.ratePerSecond(sector),
        monotonicMs: () => performance.now(),
        random: Math.random,
        signal,
        now,
        log,
        stages,
      },
    );
    // Who names some sinks and not this one may have misspelt it.
    const level = Object.keys(delivery.sinks).length === 0 ? 'info' : 'warn';
    const message = 'the configuration names no sink for this sector: its notices went to a file';
    for (const at of sinks.unnamed) log[level]({ stage: 'deliver', ...at }, message);
    note?.({ ...outcome });
    const isComplete = outcome.undelivered.length === 0;
    if (options.json === true) process.stdout.write(jsonLine('deliver', outcome));
    else if (options.quiet !== true)
      process.stdout.write(describe({ ...outcome, returned: retry && outcome.returned }, words));
    else if (!isComplete) process.stderr.write(`screening-catchup: ${words.incomplete}\n`);
    return isComplete ? 0 : 4;
  } finally {
    await sinks.close();
  }
}

function parseRetry({ retry, notice }: DeliverOptions) {
  if (retry === undefined) {
    if (notice !== undefined)
      throw new CatchUpError('USAGE', '--notice goes with --retry dead or --retry failed');
    return null;
  }
  if (retry !== 'dead' && retry !== 'failed')
    throw new CatchUpError('USAGE', '--retry takes dead or failed');
  const state = retry === 'dead' ? 'DEAD' : 'FAILED';
  return { state, noticeId: notice?.toLowerCase() ?? null } as const;
}

function planOf(delivery: DeliveryConfiguration) {
  const { retry, circuit } = delivery;
  return {
    naming: namingOf(delivery),
    settings: {
      concurrency: delivery.concurrency,
      triesPerCall: delivery.triesPerCall,
      graceMs: delivery.graceSeconds * 1000,
      backOff: {
        baseMs: retry.baseSeconds * 1000,
        capMs: retry.capSeconds * 1000,
        retryAfterCapMs: retry.retryAfterCapSeconds * 1000,
      },
      circuit: {
        failuresToPause: circuit.failuresToPause,
        pauseMs: circuit.pauseSeconds * 1000,
        pauseCapMs: circuit.pauseCapSeconds * 1000,
        trialsToGiveUp: circuit.trialsToGiveUp,
      },
    },
  } as const;
}

/** Null where nothing was to be put back. */
type Asked = Omit<DeliverOutcome, 'returned'> & { readonly returned: number | null };

function describe(
  { queued, returned, delivered, undelivered }: Asked,
  words: Words['delivery'],
): string {
  const lines = [words.queued(queued)];
  if (returned !== null) lines.push(words.putBack(returned));
  lines.push(words.delivered(delivered), ...undelivered.map(words.undelivered));
  return `${lines.join('\n')}\n`;
}
