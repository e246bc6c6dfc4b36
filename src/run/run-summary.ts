import type { Action } from '../notice/notice.ts';
import type { RunResult } from '../publish/run-result.ts';
import { countTouching } from '../register/rejection.ts';

/** What a run published, counted: the lists themselves end with the run. */
export interface RunSummary
  extends Pick<RunResult, 'runId' | 'window' | 'asOf' | 'rules' | 'inputs' | 'totals'> {
  readonly notices: number;
  readonly byAction: ReadonlyMap<Action, number>;
  /** Review items that nobody answered yet, and those that somebody did. */
  readonly reviews: number;
  readonly answered: number;
  readonly rejections: number;
  /** Rejected rows of people who are under screening. */
  readonly touching: number;
}

export function summariseRun(result: RunResult, answered: number): RunSummary {
  const { runId, window, asOf, rules, inputs, totals, notices, reviews, rejections } = result;
  const byAction = new Map<Action, number>();
  for (const { action } of notices) byAction.set(action, (byAction.get(action) ?? 0) + 1);
  return {
    ...{ runId, window, asOf, rules, inputs, totals, byAction },
    notices: notices.length,
    reviews: reviews.length - answered,
    answered,
    rejections: rejections.length,
    touching: countTouching(rejections),
  };
}
