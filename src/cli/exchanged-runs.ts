import type { Manifest } from '../audit/manifest-file.ts';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { openLog } from '../log.ts';
import { hashFile } from '../publish/run-folder.ts';
import { type Exchanged, exchangeEach, type RunAgain } from '../run/exchange.ts';
import { INPUT_KINDS } from '../run/open-inputs.ts';
import { type AgainOptions, requestAgain } from './request-again.ts';
import type { Surroundings } from './surroundings.ts';

type Kind = Manifest['inputs'][number]['input'];

/** Judges the later of two runs again, each time with one thing as the earlier one had it. */
export async function exchangeRuns(
  manifests: readonly [Manifest, Manifest],
  options: AgainOptions & { readonly ledger: string },
  { signal, now }: Surroundings,
): Promise<ReadonlyMap<string, readonly Exchanged[]>> {
  const numbers = await numbersOf(manifests, options.ledger);
  const files = await hashAll(options);
  const again = async (place: 0 | 1): Promise<RunAgain> => {
    const manifest = manifests[place];
    const own = { ...options, ...filesOf(manifest, files) };
    const request = await requestAgain(manifest, options.ledger, own);
    return { runId: manifest.runId, request: { ...request, stoodBefore: numbers[place] } };
  };
  const log = openLog(process.stderr, 'error');
  const effects = await exchangeEach(await again(0), await again(1), { signal, now, log });
  if (effects !== null) return effects;
  const message = `these rules or profiles are not those of ${manifests[1].runId}`;
  throw new CatchUpError('USAGE', message);
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
