import type { CatchUpOutcome } from '../run/catch-up.ts';
import type { KeptSlice } from '../run/slices.ts';
import { jsonLine } from './json-line.ts';

/** What came of a run, or what a plan shows, for programs. */
export function describeAsJson(ended: CatchUpOutcome | KeptSlice): string {
  if (ended.outcome === 'kept') {
    const { rejections: rejects, reviews, runId, folder, findings } = ended;
    return jsonLine('run', { outcome: 'kept', runId, folder, reviews, rejects, findings });
  }
  const { summary, folder, outcome, findings, late } = ended;
  const { runId, window, asOf, totals, reviews, rejections, touching } = summary;
  const inputs = summary.inputs.map(({ input, file, rows, sha256 }) => ({
    input,
    file,
    rows,
    sha256,
  }));
  return jsonLine('run', {
    ...{ outcome, runId, folder, window, asOf, inputs, totals },
    notices: { count: summary.notices, byAction: Object.fromEntries(summary.byAction) },
    ...{ reviews, rejects: rejections, rejectsTouching: touching, findings, late },
  });
}

/** Completed runs cover the window already. */
export const NOTHING_TO_DO_AS_JSON = jsonLine('run', { outcome: 'nothing-to-do' });
