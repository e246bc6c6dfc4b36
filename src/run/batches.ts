import { keyOf } from '../case/decision-order.ts';
import type { InputTable } from '../intake/input-table.ts';
import type { CaseKey, LedgerView } from '../ledger/ledger.ts';
import { hashText } from '../person/key-hash.ts';
import { CaseGroups } from './case-groups.ts';
import type { KeptRows } from './kept-rows.ts';
import { readDecisionsAt } from './window-rows.ts';

/** What is judged together: whole cases, whole decision ids. */
export interface Batch {
  /** Places in the list of kept rows. */
  readonly rows: readonly number[];
  /** Cases in which a remembered acquittal has become irrevocable (contract 3.9). */
  readonly due: readonly CaseKey[];
}

/** Rows of one batch; memory grows with this and not with the window. */
const BATCH_ROWS = 1024;

/**
 * Cuts a window into batches that have nothing to do with each other: no decision id and no case,
 * also not one that the ledger ties to an id, is in two of them (contract 3.2, 3.9).
 */
export async function* cutBatches(
  kept: KeptRows,
  tables: readonly InputTable[],
  view: LedgerView,
  asOf: string,
): AsyncGenerator<Batch> {
  const due = await view.acquittalsDue(asOf);
  const rows = kept.length;
  const groups = new CaseGroups(rows + due.length);
  for (let row = 0; row < rows; row += 1) {
    groups.link(row, kept.idHash(row));
    groups.link(row, linkOfCase(kept.caseHash(row)));
  }
  for (const [place, { caseNumber }] of due.entries())
    groups.link(rows + place, linkOfCase(hashText(caseNumber)));
  if ((await view.size()).decisions > 0) await linkRemembered(groups, kept, tables, view);
  for (const items of groups.batches(BATCH_ROWS)) {
    yield {
      rows: items.filter((item) => item < rows),
      due: items.filter((item) => item >= rows).flatMap((item) => due[item - rows] ?? []),
    };
  }
}

/** Ties every row to the cases that the ledger knows of its id. */
async function linkRemembered(
  groups: CaseGroups,
  kept: KeptRows,
  tables: readonly InputTable[],
  view: LedgerView,
): Promise<void> {
  for (let start = 0; start < kept.length; start += BATCH_ROWS) {
    const end = Math.min(kept.length, start + BATCH_ROWS);
    const places = Array.from({ length: end - start }, (_, place) => kept.at(start + place));
    const decisions = readDecisionsAt(places, tables);
    const rowOf = new Map(decisions.map((decision, place) => [keyOf(decision), start + place]));
    for (const { key, inForce, conflict, touched } of await view.decisionsOf(decisions)) {
      const row = rowOf.get(keyOf(key)) ?? 0;
      for (const { caseNumber } of [...touched, ...conflict, ...(inForce ? [inForce] : [])])
        groups.link(row, linkOfCase(hashText(caseNumber)));
    }
  }
}

/** Below all hashes of ids. */
function linkOfCase(caseHash: number): number {
  return -1 - (caseHash >>> 0);
}
