import type { DayCount, Ledger, RecordedRun, RunChanges } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { RunResult } from '../publish/run-result.ts';
import { lookAtDays, type RunInHand } from '../watch/coverage.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import type { Finding } from '../watch/findings.ts';
import { fillDays } from './fill-days.ts';
import { compareWithLastRuns, type LateRows } from './late-rows.ts';
import type { Mending } from './mending.ts';
import type { Question } from './question.ts';

/** What a run shows beside its judgement; no byte of its artefacts depends on it. */
export interface RunTidings {
  /** What looks as if data of the window were missing. */
  readonly findings: readonly Finding[];
  /** What is otherwise than when the window was last run. */
  readonly late: LateRows;
  readonly days: readonly DayCount[];
}

/** Compares a run that is judged but not recorded with what completed runs know. */
export async function assessRun(
  judged: {
    readonly run: RunInHand['run'];
    readonly question: Question;
    readonly days: readonly DayCount[];
    readonly rejections: RunResult['rejections'];
    readonly changes: Iterable<RunChanges>;
    readonly recognised: RecordedRun | null;
    readonly mended: RecordedRun | null;
    readonly mending: Mending | null;
  },
  ledger: Ledger,
): Promise<RunTidings> {
  const { run, question, recognised } = judged;
  const days = fillDays(judged.days, question);
  const number = recognised?.number ?? Number.POSITIVE_INFINITY;
  const earlier = (await ledger.runs()).filter(
    (known) => known.isPublished && known.number < number,
  );
  const window = { from: question.fromMs, until: question.untilMs };
  const late = await compareWithLastRuns({ ...judged, window, days, earlier }, ledger);
  const looked = [...new Set(days.map(({ day }) => day))];
  const { findings } = await lookAtDays(looked, ledger, { run, days });
  return { findings, late, days };
}

/** Counts alone: ids stand in the closing block. */
export function logTidings({ findings, late }: RunTidings, log: Log): void {
  for (const reason of describeFindings(findings))
    log.warn({ stage: 'coverage', reason }, 'data may be missing');
  if (late.since.length === 0) return;
  const { decisions, rejects, days, notices } = late;
  log.info(
    {
      ...{ stage: 'compare', since: late.since.at(-1), notices: notices.count },
      ...{ added: decisions.new.length, changed: decisions.changed.length },
      ...{ gone: decisions.gone.length, rejects: rejects.new.length },
      days: days.filter(({ isSame }) => !isSame).length,
    },
    'compared with when the window was last run',
  );
}
