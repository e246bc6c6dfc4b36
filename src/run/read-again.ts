import { type InputTable, readTableBlock, type TableBlock } from '../intake/input-table.ts';
import { hashDecisionId } from '../person/key-hash.ts';
import { type Decision, parseDecision } from '../register/decision.ts';
import { type DecisionReading, isInside, type WindowRow } from './read-decisions.ts';
import type { ReadContext } from './reading.ts';

/**
 * Reads again the rows that match nobody but of which the id turned out to matter: another row of it
 * takes part, or it is remembered (contract 3.2).
 */
export function readAgain(
  tables: readonly InputTable[],
  reading: DecisionReading,
  isWanted: (idHash: number) => boolean,
  context: ReadContext,
): WindowRow[] {
  const kept = new Set(reading.rows.map(({ table, line }) => `${table}:${line}`));
  const found: WindowRow[] = [];
  for (const spilled of reading.spill.blocksWith(isWanted)) {
    const table = tables[spilled.table];
    if (table === undefined) continue;
    const bytes = table.input.readAt(spilled.offset, spilled.bytes);
    const block = { bytes, end: spilled.end, offset: spilled.offset, isOverlong: false };
    for (const row of rowsOf(readTableBlock(table, block, spilled.line, null))) {
      const { decision, line } = row;
      if (kept.has(`${spilled.table}:${line}`) || !isInside(decision, context)) continue;
      if (!isWanted(hashDecisionId(decision.source, decision.decisionId))) continue;
      // A block may have been spilled in several pieces: each row of it counts once.
      kept.add(`${spilled.table}:${line}`);
      found.push({ decision, table: spilled.table, line, matches: [] });
    }
  }
  return found;
}

function* rowsOf(read: TableBlock): Generator<{ decision: Decision; line: number }> {
  for (const row of read.rows) {
    const parsed = parseDecision(row.cells);
    if (parsed.ok) yield { decision: parsed.value, line: row.line };
  }
}
