import type { RecordedRun } from '../ledger/ledger.ts';
import type { RunResult } from '../publish/run-result.ts';

/** What a run would publish, and the recorded run that it is already, if it is one. */
export interface JudgedRun {
  readonly result: RunResult;
  readonly recognised: RecordedRun | null;
  /** Every recorded run. */
  readonly runs: readonly RecordedRun[];
}
