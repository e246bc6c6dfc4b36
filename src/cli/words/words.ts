import type { CatchUpErrorCode } from '../../errors.ts';
import type { Finding } from '../../watch/findings.ts';

/** What `run` says to people; codes, ids and names of options are the same in every language. */
export interface Words {
  window(from: string, until: string, asOf: string): string;
  read(kind: string, rows: number, sum: string): string;
  notices(count: number, byAction: string): string;
  reviews(count: number, answered: number): string;
  rejects(count: number): string;
  touching(count: number): string;
  readonly kept: string;
  readonly dryRun: string;
  readonly unchanged: string;
  readonly nothingToDo: string;
  readonly mayBeMissing: string;
  readonly decisions: { readonly new: string; readonly changed: string; readonly gone: string };
  readonly rejected: { readonly new: string; readonly gone: string };
  readonly rows: string;
  readonly noticeList: string;
  more(count: number): string;
  since(runId: string, others: number): string;
  readonly nothingElse: string;
  rejectAt(place: string, line: number): string;
  /** `before` is null where that day was never run. */
  day(sourceDay: string, before: number | null, rows: number): string;
  waiting(rejects: number, reviews: number): string;
  /** Of days that follow on each other `since` is the first. */
  finding(finding: Finding, since: string): string;
  readonly stopped: string;
  failed(code: CatchUpErrorCode, message: string): string;
  /** A line of the log on a terminal. */
  logged(message: string): string;
}
