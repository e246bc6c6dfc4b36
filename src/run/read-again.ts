import { type InputTable, readTableBlock } from '../intake/input-table.ts';
import { hashDecisionId } from '../person/key-hash.ts';
import { parseDecision } from '../register/decision.ts';
import { type DecisionReading, isInside } from './read-decisions.ts';
import type { ReadContext } from './reading.ts';

/**
 * Reads again the rows that concern nobody but of which the id turned out to matter: another row of it
 * takes part, or it is remembered (contract 3.2). They are kept too.
 */
export function readAgain(
  tables: readonly InputTable[],
  { kept, spill }: DecisionReading,
  isWanted: (idHash: number) => boolean,
  context: ReadContext,
): void {
  const isKept = kept.placeTest();
  // A block may have been spilled in several pieces: each row of it counts once.
  const done = new Set<string>();
  for (const spilled of spill.blocksWith(isWanted)) {
    const place = `${spilled.table}:${spilled.offset}`;
    const table = tables[spilled.table];
    if (table === undefined || done.has(place)) continue;
    done.add(place);
    const bytes = table.input.readAt(spilled.offset, spilled.bytes);
    const block = { bytes, end: spilled.end, offset: spilled.offset, isOverlong: false };
    for (const { cells, line, offset } of readTableBlock(table, block, spilled.line, null).rows) {
      const parsed = parseDecision(cells);
      if (!parsed.ok || !isInside(parsed.value, context)) continue;
      const row = { table: spilled.table, offset, line, isOfNobody: true };
      const { source, decisionId } = parsed.value;
      if (isWanted(hashDecisionId(source, decisionId)) && !isKept(row)) kept.add(row, parsed.value);
    }
  }
}
