import { keyOf } from '../case/decision-order.ts';
import type { RunChanges, SeenByRun, SeenRow } from '../ledger/ledger.ts';
import type { Stretch } from '../watch/calendar.ts';

/** Ids as `source:id`, sorted. */
export interface DecisionChanges {
  readonly new: readonly string[];
  readonly changed: readonly string[];
  /** Not in these inputs; what the ledger remembers of them stands. */
  readonly gone: readonly string[];
}

/** What a run over some part of the window saw. */
export type SeenInStretch = Stretch & SeenByRun;

/** Compares rows with those that the last run over the moment of their registration saw. */
export function compareDecisions(
  changes: Iterable<RunChanges>,
  seen: readonly SeenInStretch[],
): DecisionChanges {
  const before = groupById(seen);
  const found = { new: [] as string[], changed: [] as string[], gone: [] as string[] };
  for (const { seenDecisions } of changes) {
    for (const decision of seenDecisions) {
      const id = keyOf(decision);
      const known = before.get(id) ?? [];
      before.delete(id);
      const contents = decision.rows.map((row) => lastOver(row, seen)?.digestOf(row.content));
      const isWhereNoRunLooked = contents.every((content) => content === undefined);
      if (known.length === 0 && !isWhereNoRunLooked) found.new.push(id);
      else if (known.length > 0 && contents.sort().join() !== known.sort().join())
        found.changed.push(id);
    }
  }
  found.gone.push(...before.keys());
  for (const ids of Object.values(found)) ids.sort();
  return found;
}

/** Digests of the rows that the last run over their moment saw, by id. */
function groupById(seen: readonly SeenInStretch[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const run of seen) {
    for (const decision of run.decisions) {
      const rows = decision.rows.filter((row) => lastOver(row, seen) === run);
      if (rows.length === 0) continue;
      const group = groups.get(keyOf(decision)) ?? [];
      group.push(...rows.map(({ content }) => content));
      groups.set(keyOf(decision), group);
    }
  }
  return groups;
}

function lastOver(
  { registeredMs }: Pick<SeenRow, 'registeredMs'>,
  seen: readonly SeenInStretch[],
): SeenInStretch | undefined {
  return seen.findLast(({ from, until }) => from <= registeredMs && registeredMs < until);
}
