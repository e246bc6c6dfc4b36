import { readSoundManifest } from '../audit/run-rows.ts';
import { CatchUpError } from '../errors.ts';
import { DEFAULT_RULES_FOLDER } from '../intake/rule-files.ts';
import type { CatchUpRequest } from '../run/catch-up.ts';
import type { WindowRequest } from '../run/settle-window.ts';
import { readConfiguration } from './configuration.ts';
import { givenNaming } from './event-naming.ts';
import { parseDays } from './window-check.ts';

/** The options of `run` as commander gives them. */
export interface RunOptions {
  readonly from?: string;
  readonly until?: string;
  readonly last?: string;
  readonly slice?: string;
  readonly yes?: boolean;
  readonly asOf?: string;
  readonly mends?: string;
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
  readonly signKey?: string;
  readonly allowRejects: string;
  readonly screen: boolean;
  readonly threads?: string;
  readonly profile?: boolean;
  readonly lang?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly requireCoverage?: boolean;
  readonly logLevel: string;
}

/** What the engine is asked by these options. Throws `USAGE` or `CONFIGURATION`. */
export async function readRequest(options: RunOptions): Promise<CatchUpRequest> {
  if (options.last !== undefined && options.from !== undefined)
    throw new CatchUpError('USAGE', 'give --from or --last, not both');
  const configuration = await readConfiguration(options.config);
  const { profiles, processing } = configuration;
  return {
    ...(await readWindow(options)),
    inputs: {
      decisions: options.decisions,
      subscriptions: options.subscriptions,
      identities: options.identities ?? [],
      'already-signalled': options.alreadySignalled ?? [],
    },
    profiles,
    activity: processing.combining,
    // What delivers at once keeps them itself.
    naming: options.deliver === true ? null : givenNaming(configuration),
    rulesFolder: options.rules ?? DEFAULT_RULES_FOLDER,
    outFolder: options.out,
    ledgerFile: options.ledger,
    isNewLedgerAllowed: options.newLedger === true,
    isDryRun: options.dryRun === true,
    isScreenOff: !options.screen,
    threads: parseThreads(options.threads),
  };
}

/** That of the run whose rows were mended, else as it is asked for. */
async function readWindow(options: RunOptions): Promise<WindowRequest> {
  const { from, until, last, slice, asOf, mends } = options;
  const asked = { from, until, lastDays: parseDays(last, '--last'), asOf };
  if (mends === undefined) return { ...asked, sliceDays: parseDays(slice, '--slice') };
  if (Object.values(asked).some((each) => each !== undefined))
    throw new CatchUpError(
      'USAGE',
      '--mends takes window and as-of date from that run: leave --from, --until, --last and --as-of out',
    );
  const { runId, window, ...mended } = await readSoundManifest(mends);
  return { from: window.from, until: window.until, asOf: mended.asOf, mends: runId };
}

/** How many rejected rows and review items together are a normal night. */
export function parseAllowance(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CatchUpError('USAGE', '--allow-rejects takes a whole number of 0 or more');
  return Number(text);
}

function parseThreads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(\d|1[0-6])$/.test(text))
    throw new CatchUpError('USAGE', '--threads takes a whole number from 0 to 16');
  return Number(text);
}
