import { existsSync } from 'node:fs';
import { CatchUpError } from '../errors.ts';
import { readRuleFiles } from '../intake/rule-files.ts';
import { type FinishedRun, readFinishedRun } from '../publish/finished-run.ts';
import { addLocalDays, localDate, startOfLocalDay, utcText } from '../register/local-time.ts';
import { listDays, lookAtDays } from '../watch/coverage.ts';
import type { Finding } from '../watch/findings.ts';
import {
  type CatchUpOutcome,
  type CatchUpRequest,
  type CatchUpSurroundings,
  catchUp,
} from './catch-up.ts';
import { openInputs } from './open-inputs.ts';
import { openRunLedger } from './open-run-ledger.ts';
import { readProgramVersion } from './program-version.ts';
import { parseWindowEnd } from './question.ts';
import { digestInputs, nameRun } from './recognise.ts';
import { Resources } from './resources.ts';
import { cutSlice } from './settle-window.ts';

/** A slice that an earlier call of the same command finished: it is kept as it is. */
export interface KeptSlice extends FinishedRun {
  readonly outcome: 'kept';
  readonly findings: readonly Finding[];
}

/**
 * Works through a window in slices of whole local days, each a run of its own, published before the
 * next one begins. After a kill the same command goes on with the first slice that is not finished.
 */
export async function* catchUpInSlices(
  request: CatchUpRequest & { readonly sliceDays: number },
  surroundings: CatchUpSurroundings,
): AsyncGenerator<CatchUpOutcome | KeptSlice> {
  if (Object.values(request.inputs).some((paths) => paths.includes('-')))
    throw new CatchUpError(
      'USAGE',
      '--slice reads the inputs once a slice: - cannot be one of them',
    );
  const untilMs =
    request.until === undefined
      ? startOfLocalDay(surroundings.now())
      : parseWindowEnd(request.until, '--until');
  const until = utcText(untilMs);
  const asked = { ...request, until };
  let from =
    request.lastDays === undefined
      ? request.from
      : utcText(addLocalDays(untilMs, -request.lastDays));
  if (from !== undefined && !request.isDryRun)
    for (const kept of await findFinished({ ...asked, from }, untilMs)) {
      await surroundings.sign?.(kept.slice.folder);
      yield kept.slice;
      if (kept.untilMs >= untilMs) return;
      from = utcText(kept.untilMs);
    }
  const isNextOpenGap = from === undefined && !request.isDryRun;
  for (;;) {
    const outcome = await catchUp({ ...asked, from, lastDays: undefined }, surroundings);
    if (outcome === null) return;
    yield outcome;
    const end = outcome.summary.window.untilUtc;
    if (end === until) return;
    if (!isNextOpenGap) from = end;
  }
}

/** The unbroken row of finished slices from the start of the window on. */
async function findFinished(
  request: CatchUpRequest & { readonly from: string; readonly sliceDays: number },
  untilMs: number,
): Promise<readonly { readonly slice: KeptSlice; readonly untilMs: number }[]> {
  if (!existsSync(request.ledgerFile)) return [];
  const resources = new Resources();
  try {
    const ledger = await openRunLedger({ ...request, isDryRun: true }, resources);
    const runs = (await ledger.runs()).filter(({ isPublished }) => isPublished);
    if (runs.length === 0) return [];
    const rules = await readRuleFiles(request.rulesFolder);
    const tables = await openInputs(request, resources);
    const digests = await digestInputs(tables);
    const finished: { slice: KeptSlice; untilMs: number }[] = [];
    for (let fromMs = parseWindowEnd(request.from, '--from'); fromMs < untilMs; ) {
      const { question } = cutSlice(fromMs, untilMs, request);
      const setting = { question, rules, programVersion: readProgramVersion() };
      const runId = nameRun(tables, setting, (table) => digests.get(table) ?? '');
      const known = runs.find((run) => run.runId === runId);
      const run = known === undefined ? null : await readFinishedRun(request.outFolder, known);
      if (run === null) break;
      const { untilMs: end } = question;
      const days = listDays(localDate(fromMs), localDate(end - 1));
      const { findings } = await lookAtDays(days, ledger);
      finished.push({ slice: { ...run, findings, outcome: 'kept' }, untilMs: end });
      fromMs = end;
    }
    return finished;
  } finally {
    await resources.free();
  }
}
