import { recordFileOf } from './audit/audit-record.ts';
import { CallRecord } from './cli/call-record.ts';
import { readConfiguration } from './cli/configuration.ts';
import { givenNaming } from './cli/event-naming.ts';
import { exitCodeOf } from './cli/failure.ts';
import { hidePersonalNumbers, tellOrigin } from './cli/origin.ts';
import { enterReadings } from './cli/reading.ts';
import { describeResult } from './cli/summary.ts';
import type { CommandResult } from './cli/surroundings.ts';
import { CatchUpError } from './errors.ts';
import { DEFAULT_RULES_FOLDER } from './intake/rule-files.ts';
import { makeFolder } from './ledger/ledger-file.ts';
import { openLog } from './log.ts';
import { type CatchUpOutcome, catchUp as workThrough } from './run/catch-up.ts';
import { readProgramVersion } from './run/program-version.ts';
import type { ReadingRecord } from './run/reading-record.ts';

export { CatchUpError, type CatchUpErrorCode } from './errors.ts';
export type { CatchUpOutcome } from './run/catch-up.ts';

/** What a run is asked, as the options of `run` have it; paths are found from the working folder. */
export interface CatchUpOptions {
  /** A date (local midnight) or a date-time with offset; without it the window begins where completed windows end. */
  readonly from?: string;
  /** Exclusive; without it the window ends at the start of the current local day. */
  readonly until?: string;
  /** Instead of `from`: so many local days before the end. */
  readonly lastDays?: number;
  /** `YYYY-MM-DD`; without it the local date of the end. */
  readonly asOf?: string;
  readonly decisions: readonly string[];
  readonly subscriptions: readonly string[];
  readonly identities?: readonly string[];
  readonly alreadySignalled?: readonly string[];
  /** Folder of rule files; without it those that come with the package. */
  readonly rules?: string;
  /** Configuration file, for input profiles and the names of messages. */
  readonly config?: string;
  /** Folder of run folders. */
  readonly out: string;
  readonly ledger: string;
  /** Begin a ledger although run folders exist already. */
  readonly newLedger?: boolean;
  /** Judge and tell, but write nothing. */
  readonly dryRun?: boolean;
  /** Stops the run, which then rejects with the signal's reason; the same call again finishes it. */
  readonly signal?: AbortSignal;
  /** Told every line of the log: one JSON object, no personal data. */
  readonly onLog?: (line: string) => void;
}

/**
 * One run: reads, judges, remembers and publishes one window, with the same bytes as the command line,
 * and is entered in the audit record beside the ledger as that is. Null where the window is covered
 * already. Rejects with a `CatchUpError` where it cannot go on; the file system is then as it was
 * before, or as the same call again needs it.
 */
export async function catchUp(options: CatchUpOptions): Promise<CatchUpOutcome | null> {
  const file = recordFileOf(options.ledger);
  makeFolder(file);
  const { signal: _signal, onLog: _onLog, ...asked } = options;
  const record = new CallRecord(file, Date.now, {
    ...{ command: 'catchUp', arguments: [hidePersonalNumbers(JSON.stringify(asked))] },
    ...tellOrigin(['NODE_OPTIONS']),
    program: readProgramVersion(),
  });
  const results: CommandResult[] = [];
  const { reading, failed } = enterReadings({
    enterReading: (read) => record.enter('READ', { ...read }),
    note: (result) => results.push(result),
  });
  try {
    const outcome = await work(options, reading);
    if (outcome !== null) results.push(describeResult(outcome));
    record.enter('END', { exitCode: 0, results });
    return outcome;
  } catch (error: unknown) {
    failed();
    const failure = error instanceof CatchUpError ? error.code : 'unknown';
    record.enter('END', { exitCode: exitCodeOf(error), failure, results });
    throw error;
  }
}

async function work(
  options: CatchUpOptions,
  reading: ReadingRecord | undefined,
): Promise<CatchUpOutcome | null> {
  const { from, until, lastDays, asOf } = options;
  if (from !== undefined && lastDays !== undefined)
    throw new CatchUpError('USAGE', 'give from or lastDays, not both');
  const configuration = await readConfiguration(options.config);
  const { profiles, processing } = configuration;
  const { onLog = () => {} } = options;
  return workThrough(
    {
      ...{ from, until, lastDays, asOf, profiles },
      inputs: {
        decisions: options.decisions,
        subscriptions: options.subscriptions,
        identities: options.identities ?? [],
        'already-signalled': options.alreadySignalled ?? [],
      },
      activity: processing.combining,
      naming: givenNaming(configuration),
      rulesFolder: options.rules ?? DEFAULT_RULES_FOLDER,
      outFolder: options.out,
      ledgerFile: options.ledger,
      isNewLedgerAllowed: options.newLedger === true,
      isDryRun: options.dryRun === true,
      isScreenOff: false,
    },
    {
      log: openLog({ write: onLog, isTTY: false }, 'info'),
      signal: options.signal ?? new AbortController().signal,
      now: Date.now,
      progress: () => {},
      ...(reading && { reading }),
    },
  );
}
