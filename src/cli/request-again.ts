import type { Manifest } from '../audit/manifest-file.ts';
import { DEFAULT_RULES_FOLDER } from '../intake/rule-files.ts';
import type { CatchUpRequest } from '../run/catch-up.ts';
import { readConfiguration } from './configuration.ts';

/** The options that give a command the inputs of a run that was completed. */
export interface AgainOptions {
  readonly decisions?: readonly string[];
  readonly subscriptions?: readonly string[];
  readonly identities?: readonly string[];
  readonly alreadySignalled?: readonly string[];
  readonly rules?: string;
  readonly config?: string;
}

/** Asks what a run asked, without a trace and with every row the long way. */
export async function requestAgain(
  { window, asOf }: Manifest,
  ledgerFile: string,
  options: AgainOptions,
): Promise<CatchUpRequest> {
  const { profiles, processing } = await readConfiguration(options.config);
  return {
    ...{ from: window.from, until: window.until, lastDays: undefined, asOf },
    inputs: {
      decisions: options.decisions ?? [],
      subscriptions: options.subscriptions ?? [],
      identities: options.identities ?? [],
      'already-signalled': options.alreadySignalled ?? [],
    },
    ...{ profiles, rulesFolder: options.rules ?? DEFAULT_RULES_FOLDER, outFolder: '.', ledgerFile },
    ...{ isNewLedgerAllowed: false, isDryRun: true, isScreenOff: true, threads: 0 },
    activity: processing.combining,
    naming: null,
  };
}
