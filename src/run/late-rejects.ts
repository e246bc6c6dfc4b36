import type { SeenByRun } from '../ledger/ledger.ts';
import type { Rejection } from '../register/rejection.ts';

/** Where a rejected row stands, and why it was refused. */
export type RejectPlace = Pick<Rejection, 'input' | 'file' | 'line' | 'errors'>;

export interface RejectChanges {
  readonly new: readonly RejectPlace[];
  readonly gone: readonly RejectPlace[];
}

/** Rows are told apart by their text: one that only moved to another line is the same. */
export function compareRejects(
  rejections: Iterable<Rejection>,
  seen: readonly SeenByRun[],
): RejectChanges {
  const known = seen.map((run) => ({ run, digests: new Set(run.rejects.map(({ raw }) => raw)) }));
  const met = new Set<string>();
  const fresh: RejectPlace[] = [];
  for (const rejection of rejections) {
    let isKnown = false;
    for (const { run, digests } of known) {
      const digest = run.digestOf(rejection.raw);
      if (!digests.has(digest)) continue;
      met.add(digest);
      isKnown = true;
    }
    if (!isKnown) fresh.push(placeOf(rejection));
  }
  const gone = new Map<string, RejectPlace>();
  for (const { rejects } of seen)
    for (const reject of rejects)
      if (!met.has(reject.raw))
        gone.set(`${reject.input} ${reject.file} ${reject.line}`, placeOf(reject));
  return { new: fresh, gone: [...gone.values()] };
}

function placeOf({ input, file, line, errors }: Rejection): RejectPlace {
  return { input, file, line, errors };
}
