import { type InputTable, readTableBlock } from '../intake/input-table.ts';
import { parseDecision } from '../register/decision.ts';
import { candidateOf, isInside } from '../screen/decision-block.ts';
import type { DecisionReading } from './read-decisions.ts';
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
      if (!parsed.ok || !isInside(parsed.value, context.question)) continue;
      const candidate = candidateOf({ decision: parsed.value, offset, line });
      const row = { ...candidate, table: spilled.table, isOfNobody: true };
      if (isWanted(row.idHash) && !isKept(row)) kept.add(row);
    }
  }
}
