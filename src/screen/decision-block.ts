import type { Block } from '../intake/blocks.ts';
import {
  readTableBlock,
  rowsRead,
  type TableBlock,
  type TableForm,
} from '../intake/input-table.ts';
import type { BsnRoutes } from '../person/bsn-routes.ts';
import { hashDecisionId, hashText } from '../person/key-hash.ts';
import { DECISION_SHAPE, type Decision, parseDecision } from '../register/decision.ts';
import { type DaySetting, DaySums, type DaySumsTaken } from './day-sums.ts';
import { screenDecisions } from './decision-screen.ts';
import { type RefusedRow, refuseRow } from './refused-row.ts';

/** What the blocks of a decision file are read with. */
export interface DecisionReadingFacts {
  /** The window, milliseconds since 1970 UTC. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly routes: BsnRoutes;
  readonly days: DaySetting;
}

/** A valid row inside the window. Offsets are those of the decoded content, lines count from 0 in a block. */
export interface InsideRow {
  readonly decision: Decision;
  readonly offset: number;
  readonly line: number;
}

/** A row that may take part in the judgement: its place, and the hashes of its id and case. */
export interface CandidateRow extends Omit<InsideRow, 'decision'> {
  readonly idHash: number;
  readonly caseHash: number;
}

/** What came of one block of a decision file (contract 2.1, 3.1, 3.2); plain data. */
export interface DecisionFindings {
  readonly rows: number;
  readonly lines: number;
  readonly outsideWindow: number;
  /** Ids of the rows with a BSN that concern nobody. */
  readonly ofNobody: Float64Array;
  readonly candidates: readonly CandidateRow[];
  /** Rows without a BSN: looked up later, many together. */
  readonly withoutBsn: readonly InsideRow[];
  /** Rows that may be of the person of a rejected subscription, by its entry. */
  readonly watched: readonly { readonly entry: number; readonly decision: Decision }[];
  /** Their lines count from 0. */
  readonly refused: readonly RefusedRow[];
  readonly days: DaySumsTaken;
}

/** A reader for the blocks of one decision file, in any order. */
export function decisionBlockReader(
  table: TableForm,
  isScreened: boolean,
  facts: DecisionReadingFacts,
): (block: Block) => DecisionFindings {
  const { fromMs, untilMs, routes } = facts;
  const days = new DaySums(facts.days);
  const count = days.add.bind(days);
  const screen = isScreened ? screenDecisions({ ...table.layout, ...facts, count }) : null;
  return (block) => {
    const read = readTableBlock(table, block, 0, screen?.settle ?? null);
    const settled = screen?.take() ?? { outsideWindow: 0, idHashes: [] };
    const refused: RefusedRow[] = [];
    const inside: InsideRow[] = [];
    let { outsideWindow } = settled;
    for (const row of read.rows) {
      const parsed = parseDecision(row.cells);
      if (!parsed.ok) refused.push(refuseRow(table, DECISION_SHAPE, read, row, parsed.errors));
      else if (!isInside(parsed.value, { fromMs, untilMs })) outsideWindow += 1;
      else {
        countRow(parsed.value, read, row, days);
        inside.push({ decision: parsed.value, offset: row.offset, line: row.line });
      }
    }
    for (const row of read.broken)
      refused.push(refuseRow(table, DECISION_SHAPE, read, row, [row.code]));
    const { lines } = read;
    const sorted = sortRows(inside, routes, settled.idHashes);
    return { ...sorted, rows: rowsRead(read), lines, outsideWindow, refused, days: days.take() };
  };
}

/** Inside the window, half-open. */
export function isInside(
  { registeredAt }: Decision,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): boolean {
  return registeredAt.ms >= fromMs && registeredAt.ms < untilMs;
}

/** Takes part for what it says itself, whomever it concerns (contract 3.2). */
export function takesPartAnyway({ version, status }: Decision): boolean {
  return version > 1 || status === 'WITHDRAWN';
}

export function candidateOf({ decision, offset, line }: InsideRow): CandidateRow {
  const { source, decisionId, caseNumber } = decision;
  return {
    ...{ offset, line },
    idHash: hashDecisionId(source, decisionId),
    caseHash: hashText(caseNumber),
  };
}

/** As the screen counts it: over the bytes of the row. */
function countRow(
  { source, registeredAt }: Decision,
  read: TableBlock,
  row: Parameters<TableBlock['rawOf']>[0],
  days: DaySums,
): void {
  const bytes = Buffer.from(read.rawOf(row));
  const counted = { isOm: source === 'OM', instant: registeredAt.ms };
  days.add(counted, bytes, { start: 0, end: bytes.length });
}

function sortRows(
  rows: readonly InsideRow[],
  routes: BsnRoutes,
  settled: readonly number[],
): Pick<DecisionFindings, 'ofNobody' | 'candidates' | 'withoutBsn' | 'watched'> {
  const ofNobody = [...settled];
  const candidates: CandidateRow[] = [];
  const withoutBsn: InsideRow[] = [];
  const watched: { entry: number; decision: Decision }[] = [];
  for (const row of rows) {
    const { decision } = row;
    if (decision.bsn === null) {
      withoutBsn.push(row);
      continue;
    }
    const concerned = routes.mayConcern(decision);
    for (const entry of concerned.watched) watched.push({ entry, decision });
    const candidate = candidateOf(row);
    if (concerned.subscriber || takesPartAnyway(decision)) candidates.push(candidate);
    else ofNobody.push(candidate.idHash);
  }
  return { ofNobody: Float64Array.from(ofNobody), candidates, withoutBsn, watched };
}
