import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EventNaming } from '../deliver/cloud-event.ts';
import type { InputProfile } from '../intake/input-profile.ts';
import type { InputTable } from '../intake/input-table.ts';
import { readRuleFiles } from '../intake/rule-files.ts';
import type { Log } from '../log.ts';
import { prepareOutFolder, stageRun } from '../publish/publication.ts';
import { checkTotals } from '../publish/totals.ts';
import { ReadingThreads, threadsFor } from '../screen/reading-threads.ts';
import { Stages } from '../watch/stages.ts';
import { assembleResult } from './assemble.ts';
import { assessRun, logTidings, type RunTidings } from './assess-run.ts';
import { logCombined } from './combined-persons.ts';
import { DayCounts } from './day-counts.ts';
import { groupSignals } from './judge-batch.ts';
import { judgeWindow } from './judge-window.ts';
import type { JudgedRun } from './judged-run.ts';
import { describeMending, findMended } from './mending.ts';
import { type InputPaths, openInputs, sizeOf, warnOfUnknownColumns } from './open-inputs.ts';
import { type LedgerRequest, openRunLedger } from './open-run-ledger.ts';
import { readProgramVersion } from './program-version.ts';
import { publishRun } from './publish-run.ts';
import { refuseOther, warnOfPurged } from './purged-runs.ts';
import type { Question } from './question.ts';
import { readInputs } from './read-inputs.ts';
import { type ReadingMeans, readContext, sumRows } from './reading.ts';
import { type ReadingRecord, watchReading } from './reading-record.ts';
import { recogniseRun } from './recognise.ts';
import { Resources } from './resources.ts';
import { describeRun, listChanges } from './run-changes.ts';
import { type RunSummary, summariseRun } from './run-summary.ts';
import { type SettledWindow, settleWindow, type WindowRequest } from './settle-window.ts';
import type { Witness } from './witness.ts';

/** What a run is asked to do (contract 1). */
export interface CatchUpRequest extends WindowRequest, LedgerRequest, ReadingMeans {
  readonly inputs: InputPaths;
  readonly profiles: readonly InputProfile[];
  readonly rulesFolder: string;
  /** URI of combining in the register of processing activities. */
  readonly activity: string;
  /** Of the messages that are kept with the notices; null where `deliver` makes them. */
  readonly naming: EventNaming | null;
}

/** What the program outside gives a run. */
export interface CatchUpSurroundings {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 UTC; asked for the cron form and the processing log only. */
  readonly now: () => number;
  readonly progress: (table: InputTable, offset: number) => void;
  /** Told what is asked before work begins; may refuse it by throwing. */
  readonly begin?: (window: SettledWindow) => void;
  readonly witness?: Witness;
  /** Told of what was judged before anything of it is written. */
  readonly judged?: (judged: JudgedRun) => Promise<void>;
  /** Signs a run folder before it is published, or one that is kept. */
  readonly sign?: ((folder: string) => Promise<void>) | undefined;
  readonly reading?: ReadingRecord;
  /** Told how long each stage took. */
  readonly stages?: Stages;
}

/** What came of a run. */
export interface CatchUpOutcome extends RunTidings {
  readonly summary: RunSummary;
  readonly question: Question;
  /** The published folder; what it would be, for a dry run. */
  readonly folder: string;
  /** Null where none was written. */
  readonly manifestSha256: string | null;
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
  const { log, signal, now, stages = new Stages() } = surroundings;
  const startMs = now();
  const rules = await readRuleFiles(request.rulesFolder);
  // A ledger that exists is locked first; a new one is made only after every header was read.
  const early = existsSync(request.ledgerFile) ? await openRunLedger(request, resources) : null;
  const window = await settleWindow(request, early, surroundings);
  if (window === null) return null;
  surroundings.begin?.(window);
  const { question } = window;
  const tables = await openInputs({ ...request, signal }, resources);
  const enterReading = watchReading(surroundings.reading, { tables, rules }, resources);
  warnOfUnknownColumns(tables, log);
  const ledger = early ?? (await openRunLedger(request, resources));
  if (!request.isDryRun) await prepareOutFolder(request.outFolder);
  const setting = { question, rules, programVersion: readProgramVersion() };
  const runs = await ledger.runs();
  const recognised = await recogniseRun(tables, setting, runs);
  const mended = findMended(request.mends ?? recognised?.mends?.runId, runs);
  warnOfPurged(question, runs, log);
  const view = ledger.before(request.stoodBefore ?? recognised?.number ?? Number.POSITIVE_INFINITY);
  const days = new DayCounts(question, await ledger.keyFor('COUNTING'));
  const threads = new ReadingThreads(request.threads ?? threadsFor(sizeOf(tables)));
  resources.defer(() => threads.close());
  const context = readContext({
    ...{ ...setting, ...surroundings, days, threads, stages },
    means: request,
  });

  const files = Object.values(tables).flat().length;
  log.info({ ...stages.end('open'), files, threads: threads.count }, 'inputs opened');
  for (const { name, version } of rules.files)
    log.debug({ stage: 'open', file: name, version }, 'rule file');
  const read = await readInputs(tables, view, context, resources);
  await threads.close();
  const recordSeal = enterReading();
  const decisionRows = sumRows(read.tallies.decisions);
  log.info({ ...stages.end('decisions', decisionRows), rows: read.kept.length }, 'inputs read');
  const judgement = await judgeWindow(
    { kept: read.kept, tables: tables.decisions, tallies: read.tallies.decisions, signal },
    {
      ...read,
      ...setting,
      signals: groupSignals(read.signals),
      fileRanks: context.fileRanks(tables.decisions),
      view,
      witness: surroundings.witness,
    },
    resources,
  );
  for (const table of Object.values(tables).flat()) await table.input.checkUnchanged();
  const outages = await view.outages();
  const facts = { ...setting, tables, read, judgement, recognised, runs, outages };
  const result = assembleResult(facts, resources);
  checkTotals(result);
  await surroundings.judged?.({ result, recognised, runs });

  const summary = summariseRun(result, judgement.answered);
  const mending = describeMending(mended, result);
  const newRun = describeRun(result, window, { ...judgement, recordSeal, mending });
  const tidings = await assessRun(
    {
      ...{ run: newRun, question, recognised, mended, mending, ...read, ...judgement },
      rejections: result.rejections,
    },
    ledger,
  );
  const runLog = log.child({ runId: result.runId });
  for (const { input, file, rows } of result.inputs)
    runLog.debug({ stage: 'judge', input, file, rows }, 'input file');
  runLog.info(
    { ...stages.end('judge', read.kept.length), notices: summary.notices },
    'window judged',
  );
  logTidings(tidings, runLog);
  signal.throwIfAborted();
  if (request.isDryRun)
    return {
      ...{ summary, question, ...tidings, manifestSha256: null, outcome: 'dry-run' },
      folder: resolve(request.outFolder, summary.runId),
    };

  const { runId } = result;
  const times = { startMs, endMs: now() };
  if (recognised === null) await logCombined({ ...request, ...judgement, ...times, runId }, ledger);
  const staged = await stageRun(result, request.outFolder);
  await refuseOther(staged, recognised, { runs, outFolder: request.outFolder });
  await surroundings.sign?.(staged.folder);
  stages.end('write', staged.rows);
  signal.throwIfAborted();
  const number =
    recognised?.number ??
    (await ledger.record(
      { ...newRun, manifestSha256: staged.manifestSha256 },
      listChanges(judgement.changes, tidings.days, result),
    ));
  stages.end('record', read.kept.length);
  const published = await publishRun({ number, runId }, ledger, { ...request, signal });
  runLog.info({ ...stages.end('publish'), outcome: published.outcome }, 'run published');
  if (published.outcome === 'replaced')
    runLog.warn(
      { stage: 'publish' },
      'the folder of this run was not what the run gives: replaced',
    );
  return { summary, question, ...tidings, manifestSha256: staged.manifestSha256, ...published };
}
