import type { RunResult } from '../run-result.ts';
import type { ReportTally } from './tally.ts';

/** All that the report shows: counts and names of files, nothing of a person (contract 5). */
export interface ReportFacts
  extends Pick<
    RunResult,
    | 'runId'
    | 'window'
    | 'asOf'
    | 'programVersion'
    | 'rules'
    | 'inputs'
    | 'totals'
    | 'days'
    | 'outages'
    | 'previousManifestSha256'
  > {
  readonly tally: ReportTally;
}
