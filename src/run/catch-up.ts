import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CatchUpError } from '../errors.ts';
import type { InputProfile } from '../intake/input-profile.ts';
import type { InputTable } from '../intake/input-table.ts';
import { readRuleFiles } from '../intake/rule-files.ts';
import type { Ledger, NewRun } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Log } from '../log.ts';
import {
  hasRunFolders,
  prepareOutFolder,
  publishStaged,
  removeStale,
  stageRun,
} from '../publish/publication.ts';
import type { RunResult } from '../publish/run-result.ts';
import { checkTotals } from '../publish/totals.ts';
import { assembleResult } from './assemble.ts';
import { coveredUntil } from './coverage.ts';
import { publishEarlierRuns, refuseUnpublished } from './earlier-runs.ts';
import { groupSignals } from './judge-batch.ts';
import { judgeWindow } from './judge-window.ts';
import { type InputPaths, type InputTables, openInputs } from './open-inputs.ts';
import { readProgramVersion } from './program-version.ts';
import { askQuestion, parseWindowEnd, type Question, startOfLocalDay } from './question.ts';
import { readInputs } from './read-inputs.ts';
import { readContext } from './reading.ts';
import { recogniseRun } from './recognise.ts';
import { Resources } from './resources.ts';
import { type RunSummary, summariseRun } from './run-summary.ts';

/** What a run is asked to do (contract 1). */
export interface CatchUpRequest {
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly asOf: string | undefined;
  readonly inputs: InputPaths;
  readonly profiles: readonly InputProfile[];
  readonly rulesFolder: string;
  readonly outFolder: string;
  readonly ledgerFile: string;
  readonly isNewLedgerAllowed: boolean;
  readonly isDryRun: boolean;
  readonly isScreenOff: boolean;
}

/** What the program outside gives a run. */
export interface CatchUpSurroundings {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 UTC; asked for the cron form only. */
  readonly now: () => number;
  readonly progress: (table: InputTable, offset: number) => void;
}

/** What came of a run. */
export interface CatchUpOutcome {
  readonly summary: RunSummary;
  /** The published folder; what it would be, for a dry run. */
  readonly folder: string;
  readonly outcome: 'published' | 'unchanged' | 'replaced' | 'dry-run';
}

/** The way through, top to bottom. Null where the window is covered already and nothing is to do. */
export async function catchUp(
  request: CatchUpRequest,
  surroundings: CatchUpSurroundings,
): Promise<CatchUpOutcome | null> {
  const resources = new Resources();
  try {
    return await run(request, surroundings, resources);
  } finally {
    await resources.free();
  }
}

async function run(
  request: CatchUpRequest,
  surroundings: CatchUpSurroundings,
  resources: Resources,
): Promise<CatchUpOutcome | null> {
  const { log, signal } = surroundings;
  const rules = await readRuleFiles(request.rulesFolder);
  // A ledger that exists is locked first; a new one is made only after every header was read.
  const early = existsSync(request.ledgerFile) ? await openRunLedger(request, resources) : null;
  const question = await settleQuestion(request, early, surroundings);
  if (question === null) return null;
  const tables = await openInputs(request.inputs, request.profiles, resources);
  warnOfUnknownColumns(tables, log);
  const ledger = early ?? (await openRunLedger(request, resources));
  if (!request.isDryRun) await prepareOutFolder(request.outFolder);
  const setting = { question, rules, programVersion: readProgramVersion() };
  const runs = await ledger.runs();
  const recognised = await recogniseRun(tables, setting, runs);
  const view = ledger.before(recognised?.number ?? Number.POSITIVE_INFINITY);
  const context = readContext({ ...setting, ...surroundings, isScreenOff: request.isScreenOff });

  const read = await readInputs(tables, view, context, resources);
  log.info({ stage: 'read', rows: read.kept.length }, 'inputs read');
  const judgement = await judgeWindow(
    { kept: read.kept, tables: tables.decisions, tallies: read.tallies.decisions, signal },
    {
      ...read,
      ...setting,
      signals: groupSignals(read.signals),
      fileRanks: context.fileRanks(tables.decisions),
      view,
    },
    resources,
  );
  for (const table of Object.values(tables).flat()) await table.input.checkUnchanged();
  const facts = { ...setting, tables, read, judgement, recognised, runs };
  const result = assembleResult(facts, resources);
  checkTotals(result);

  const summary = summariseRun(result);

  log.info({ stage: 'judge', notices: summary.notices }, 'window judged');
  signal.throwIfAborted();
  if (request.isDryRun)
    return { summary, folder: resolve(request.outFolder, summary.runId), outcome: 'dry-run' };

  const staged = await stageRun(result, request.outFolder);
  signal.throwIfAborted();
  const number =
    recognised?.number ??
    (await ledger.record(describeRun(result, staged.manifestSha256), judgement.changes));
  const published = await publishStaged(request.outFolder, result.runId);
  await ledger.markPublished(number);
  const waiting = (await ledger.runs()).filter(({ isPublished }) => !isPublished);
  await removeStale(request.outFolder, new Set(waiting.map(({ runId }) => runId)));
  log.info({ stage: 'publish', runId: result.runId, outcome: published.outcome }, 'run published');
  if (published.outcome === 'replaced')
    log.warn(
      { runId: result.runId },
      'the folder of this run was not what the run gives: replaced',
    );
  return { summary, ...published };
}

/** A dry run reads a snapshot without the lock; nothing of it is written. */
async function openRunLedger(request: CatchUpRequest, resources: Resources): Promise<Ledger> {
  const ledger = await openLedger({
    file: request.ledgerFile,
    access: request.isDryRun ? 'snapshot' : 'write',
    create: request.isNewLedgerAllowed || !(await hasRunFolders(request.outFolder)),
  });
  resources.defer(() => ledger.close());
  return ledger;
}

/** The window and the as-of date; null where completed runs cover the window already (contract 1). */
async function settleQuestion(
  request: CatchUpRequest,
  ledger: Ledger | null,
  { log, now }: CatchUpSurroundings,
): Promise<Question | null> {
  const unpublished =
    ledger === null || request.isDryRun
      ? []
      : await publishEarlierRuns(ledger, request.outFolder, log);
  for (const runId of unpublished)
    log.warn({ runId }, 'a recorded run was not published: give its command again');
  const untilMs =
    request.until === undefined ? startOfLocalDay(now()) : parseWindowEnd(request.until, '--until');
  if (request.from !== undefined)
    return askQuestion(parseWindowEnd(request.from, '--from'), untilMs, request.asOf);
  refuseUnpublished(unpublished);
  const covered = ledger === null ? null : coveredUntil(await ledger.runs());
  if (covered === null)
    throw new CatchUpError(
      'USAGE',
      'no run was completed yet: say with --from where the first window begins',
    );
  return covered >= untilMs ? null : askQuestion(covered, untilMs, request.asOf);
}

function warnOfUnknownColumns(tables: InputTables, log: Log): void {
  for (const { kind, file, layout } of Object.values(tables).flat()) {
    if (layout.unknownColumns.length > 0)
      log.warn(
        { input: kind, file, columns: layout.unknownColumns },
        'columns that the contract does not know are ignored',
      );
  }
}

function describeRun(result: RunResult, manifestSha256: string): NewRun {
  return {
    runId: result.runId,
    from: result.window.fromUtc,
    until: result.window.untilUtc,
    asOf: result.asOf,
    programVersion: result.programVersion,
    manifestSha256,
    inputs: result.inputs.map(({ input, sha256, file }) => ({ kind: input, sha256, file })),
  };
}
