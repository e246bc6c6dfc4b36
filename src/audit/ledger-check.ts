import type { RecordedRun } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import type { Chain } from './chain.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Manifest } from './manifest-file.ts';
import { compareNotices } from './notice-comparison.ts';
import { notedFolders } from './purge-runs.ts';
import { checkRecord } from './record-check.ts';
import type { TableRow } from './table.ts';

const PLACE = 'ledger';

/** A run as its folder shows it. */
export interface RunAsPublished {
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  readonly chain: Chain;
  /** Rows of `notices.csv` by line. */
  readonly notices: ReadonlyMap<number, TableRow>;
  /** Of `purged.json`; null where there is none. */
  readonly purgedSha256: string | null;
}

/**
 * The ledger is whole, and says of this run, of those before it and of its notices what the folders
 * say (contract 3.9); the audit record beside it is whole. Throws `LEDGER_MISSING` and what else keeps a ledger from being opened.
 */
export async function* checkLedger(
  file: string,
  run: RunAsPublished,
  expectedRecord: string | null,
): AsyncGenerator<Fault> {
  const own = await verifyLedger(file);
  for (const what of own) yield faultOf(PLACE, what);
  // What a damaged ledger says of runs is no evidence for or against them.
  if (own.length > 0) {
    yield* checkRecord(file, [], expectedRecord);
    return;
  }
  const ledger = await openLedger({ file, access: 'snapshot', create: false });
  try {
    const runs = await ledger.runs();
    yield* checkRecord(file, runs, expectedRecord);
    const recorded = runs.find(({ runId }) => runId === run.manifest.runId);
    if (recorded === undefined) {
      yield faultOf(
        PLACE,
        `does not hold run ${run.manifest.runId}: it is that of other runs, or its end was cut`,
      );
      return;
    }
    yield* checkRow(recorded, runs, run);
    yield* checkPurge(recorded, notedFolders(ledger.purging().entries()), run);
    yield* checkChain(recorded, runs, run.chain);
    yield* compareNotices(ledger.after(recorded.number), run.notices);
  } finally {
    await ledger.close();
  }
}

function* checkRow(
  recorded: RecordedRun,
  runs: readonly RecordedRun[],
  { manifest, manifestSha256 }: RunAsPublished,
): Generator<Fault> {
  const { runId, window } = manifest;
  if (recorded.manifestSha256 !== manifestSha256)
    yield faultOf(
      PLACE,
      `run ${runId} was recorded with the manifest ${recorded.manifestSha256}, not this one`,
    );
  if (!recorded.isPublished) yield faultOf(PLACE, `run ${runId} is not noted as published`);
  const pairs = [
    ['from', recorded.from, window.from],
    ['until', recorded.until, window.until],
    ['as-of date', recorded.asOf, manifest.asOf],
    ['program version', recorded.programVersion, manifest.programVersion],
    ['inputs', hashesOf(recorded.inputs), hashesOf(manifest.inputs)],
    [
      'previous run',
      runs[recorded.number - 2]?.manifestSha256 ?? null,
      manifest.previousManifestSha256,
    ],
  ];
  for (const [what, inLedger, inManifest] of pairs)
    if (inLedger !== inManifest)
      yield faultOf(PLACE, `run ${runId} has another ${what} than its manifest`);
}

/** Ledger and folder agree on what was purged of the run. */
function* checkPurge(
  { runId, number, purged }: RecordedRun,
  noted: ReadonlyMap<string, string>,
  { purgedSha256 }: RunAsPublished,
): Generator<Fault> {
  const left = noted.get(`${number} ${purged}`) ?? null;
  if (purged === undefined && purgedSha256 === null) return;
  if (purged === undefined) yield faultOf(PLACE, `run ${runId} was not purged, its folder was`);
  else if (left === null)
    yield faultOf(PLACE, `the purge of run ${runId} was cut off: give it again`);
  else if (left !== purgedSha256)
    yield faultOf(PLACE, `the purge of run ${runId} left another purged.json than this one`);
}

/** Every run of the chain stands in the ledger, and every published one of the ledger in the chain. */
function* checkChain(
  recorded: RecordedRun,
  runs: readonly RecordedRun[],
  { back, later }: Chain,
): Generator<Fault> {
  const inLedger = new Map(runs.map((run) => [run.manifestSha256, run]));
  for (const { runId, sha256 } of [...back.slice(1), ...later]) {
    const known = inLedger.get(sha256);
    if (known === undefined)
      yield faultOf(PLACE, `does not hold run ${runId} with the manifest of its folder`);
    else if (!known.isPublished) yield faultOf(PLACE, `run ${runId} is not noted as published`);
  }
  const inChain = new Set([...back, ...later].map(({ sha256 }) => sha256));
  for (const { number, runId, manifestSha256, isPublished } of runs)
    if (isPublished && number !== recorded.number && !inChain.has(manifestSha256))
      yield faultOf(
        PLACE,
        `holds run ${runId}, whose folder is not beside this one or was altered`,
      );
}

function hashesOf(inputs: readonly { readonly sha256: string }[]): string {
  return inputs
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');
}
