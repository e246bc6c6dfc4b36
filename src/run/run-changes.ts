import type { DayCount, NewRun, RunChanges } from '../ledger/ledger.ts';
import type { RunResult } from '../publish/run-result.ts';
import { utcText } from '../register/local-time.ts';
import type { Rejection } from '../register/rejection.ts';
import type { Mending } from './mending.ts';
import type { SettledWindow } from './settle-window.ts';

/** A file of which more rows than this are refused is wrong as a whole: its rows are only counted. */
export const REMEMBERED_REJECTS = 10_000;
const REJECTS_PER_PIECE = 500;

/** All that the ledger is to remember of a run, piece by piece. */
export function* listChanges(
  judged: Iterable<RunChanges>,
  days: readonly DayCount[],
  { rejections }: Pick<RunResult, 'rejections'>,
): Generator<RunChanges> {
  yield { ...NO_CHANGES, days };
  if (rejections.length <= REMEMBERED_REJECTS) {
    let piece: Rejection[] = [];
    for (const rejection of rejections) {
      piece.push(rejection);
      if (piece.length < REJECTS_PER_PIECE) continue;
      yield { ...NO_CHANGES, seenRejects: piece };
      piece = [];
    }
    yield { ...NO_CHANGES, seenRejects: piece };
  }
  yield* judged;
}

/** The run itself, but for the manifest, which is written later. */
export function describeRun(
  result: RunResult,
  window: SettledWindow,
  said: {
    readonly answered: number;
    readonly recordSeal: string | undefined;
    readonly mending: Mending | null;
  },
): Omit<NewRun, 'manifestSha256'> {
  return {
    runId: result.runId,
    from: result.window.fromUtc,
    until: result.window.untilUtc,
    asOf: result.asOf,
    programVersion: result.programVersion,
    inputs: result.inputs.map(({ input, sha256, file, rows, profile }) => {
      return { kind: input, sha256, file, rows, profile };
    }),
    rejects: result.rejections.length,
    reviews: result.reviews.length - said.answered,
    ...(said.recordSeal !== undefined && { recordSeal: said.recordSeal }),
    ...(said.mending !== null && { mends: said.mending }),
    ...(window.isSlice && { sliceUntil: utcText(window.wholeUntilMs) }),
  };
}

/** A piece in which nothing is to be remembered. */
export const NO_CHANGES: RunChanges = {
  decisions: [],
  conflicts: [],
  keptVersions: [],
  touched: [],
  subscriptions: [],
  judged: [],
  notices: [],
  days: [],
  seenDecisions: [],
  seenRejects: [],
  reviews: [],
};
