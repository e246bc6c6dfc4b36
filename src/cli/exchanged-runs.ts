import type { JudgedAgain } from '../audit/diff-runs.ts';
import type { Manifest } from '../audit/manifest-file.ts';
import type { ToldRun } from '../audit/told-run.ts';
import { CatchUpError } from '../errors.ts';
import { DEFAULT_RULES_FOLDER, readRuleFiles } from '../intake/rule-files.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { openLog } from '../log.ts';
import { hashFile } from '../publish/run-folder.ts';
import { exchangeEach, type RunAgain } from '../run/exchange.ts';
import { INPUT_KINDS } from '../run/open-inputs.ts';
import { readProgramVersion } from '../run/program-version.ts';
import { type AgainOptions, requestAgain } from './request-again.ts';
import type { Surroundings } from './surroundings.ts';

type Kind = Manifest['inputs'][number]['input'];

/** Judges both of two runs again, and each time with one thing as the other one had it. */
export async function exchangeRuns(
  runs: readonly [ToldRun, ToldRun],
  options: AgainOptions & { readonly ledger: string; readonly rulesBefore?: string },
  { signal, now }: Surroundings,
): Promise<JudgedAgain> {
  const manifests = [runs[0].manifest, runs[1].manifest] as const;
  refuseOtherVersions(manifests);
  const numbers = await numbersOf(manifests, options.ledger);
  const files = await hashAll(options);
  const again = async (place: 0 | 1, rules: string): Promise<RunAgain> => {
    const told = runs[place];
    const own = { ...options, ...filesOf(told.manifest, files), rules };
    const request = await requestAgain(told.manifest, options.ledger, own);
    return { told, request: { ...request, stoodBefore: numbers[place] } };
  };
  const rules = options.rules ?? DEFAULT_RULES_FOLDER;
  const rulesBefore = await rulesOf(manifests, [rules, options.rulesBefore]);
  const around = { signal, now, log: openLog(process.stderr, 'error') };
  return exchangeEach(await again(0, rulesBefore ?? rules), await again(1, rules), {
    ...{ areRulesExchanged: rulesBefore !== null, around },
  });
}

/** What comes of the program can be told only where it judged one of the runs itself. */
function refuseOtherVersions([before, now]: readonly [Manifest, Manifest]): void {
  const own = readProgramVersion();
  if (before.programVersion === own || now.programVersion === own) return;
  const versions = [...new Set([before.programVersion, now.programVersion])].join(' and ');
  throw new CatchUpError(
    'USAGE',
    `the runs were judged by version ${versions}, this is ${own}: give the input files to one that judged them`,
  );
}

/** The folder of the earlier run's rules: as given, or any at hand that is the same; null where none is. */
async function rulesOf(
  [before, now]: readonly [Manifest, Manifest],
  [rules, rulesBefore]: readonly [string, string | undefined],
): Promise<string | null> {
  if (rulesBefore !== undefined) return rulesBefore;
  if (hashesOf(before.rules) === hashesOf(now.rules)) return rules;
  const own = await readRuleFiles(DEFAULT_RULES_FOLDER);
  return hashesOf(before.rules) === hashesOf(own.files) ? DEFAULT_RULES_FOLDER : null;
}

function hashesOf(files: readonly { readonly sha256: string }[]): string {
  return files.map(({ sha256 }) => sha256).join();
}

async function numbersOf(
  manifests: readonly [Manifest, Manifest],
  file: string,
): Promise<readonly [number, number]> {
  const ledger = await openLedger({ file, access: 'snapshot', create: false });
  try {
    const runs = await ledger.runs();
    const numberOf = ({ runId }: Manifest) => {
      const number = runs.find((run) => run.runId === runId)?.number;
      if (number !== undefined) return number;
      const message = `the ledger ${file} does not know ${runId}: give the ledger of both runs`;
      throw new CatchUpError('LEDGER_MISSING', message);
    };
    return [numberOf(manifests[0]), numberOf(manifests[1])];
  } finally {
    await ledger.close();
  }
}

/** Path by kind and SHA-256. */
async function hashAll(options: AgainOptions): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const kind of INPUT_KINDS)
    for (const path of options[OPTION_OF[kind]] ?? [])
      files.set(`${kind} ${await hashFile(path)}`, path);
  return files;
}

/** The files that a run was made of. Throws `USAGE` where one was not given. */
function filesOf(
  { runId, inputs }: Manifest,
  files: ReadonlyMap<string, string>,
): Partial<AgainOptions> {
  const own = Object.fromEntries(INPUT_KINDS.map((kind) => [OPTION_OF[kind], [] as string[]]));
  for (const { input, file, sha256 } of inputs) {
    const path = files.get(`${input} ${sha256}`);
    if (path === undefined)
      throw new CatchUpError(
        'USAGE',
        `${input} ${file} of ${runId} was not given, or was altered since: give the files of both runs`,
      );
    own[OPTION_OF[input]]?.push(path);
  }
  return own;
}

const OPTION_OF = {
  decisions: 'decisions',
  subscriptions: 'subscriptions',
  identities: 'identities',
  'already-signalled': 'alreadySignalled',
} as const satisfies Record<Kind, keyof AgainOptions>;
