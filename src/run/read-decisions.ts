import type { Block } from '../intake/blocks.ts';
import { IdSpill } from '../intake/id-spill.ts';
import { type InputTable, readTableBlock, type TableBlock } from '../intake/input-table.ts';
import type { Identities } from '../person/identities.ts';
import { hashDecisionId } from '../person/key-hash.ts';
import { type Match, matchPerson } from '../person/match.ts';
import { DECISION_SHAPE, type Decision, parseDecision } from '../register/decision.ts';
import { screenDecisions } from '../screen/decision-screen.ts';
import { type ReadContext, type RefusedRow, refuseRow, Tally } from './reading.ts';
import type { RejectedSubscriptions } from './rejected-subscriptions.ts';
import type { Subscribers } from './subscribers.ts';

/** A decision row inside the window that may take part (contract 3.2). */
export interface WindowRow {
  readonly decision: Decision;
  readonly table: number;
  readonly line: number;
  /** Subscriptions that it matches, by their entries. */
  readonly matches: readonly { readonly entry: number; readonly match: Match }[];
}

/** What came of reading the decision files. */
export interface DecisionReading {
  /** Rows that match a subscription, are of a version above 1, or withdrawn. */
  readonly rows: WindowRow[];
  readonly refused: readonly RefusedRow[];
  readonly tallies: readonly Tally[];
  /** Ids of all other valid rows inside the window. */
  readonly spill: IdSpill;
}

/** Who is under screening, as far as decisions are matched against it. */
export interface Screened {
  readonly subscribers: Subscribers;
  readonly identities: Identities;
  readonly rejected: RejectedSubscriptions;
}

/**
 * Reads every decision file (contract 2.1) in one pass. `OUTSIDE_WINDOW`, `REJECTED` and
 * `NO_SUBSCRIPTION` are counted here; what else becomes of a row is judged later.
 */
export async function readDecisions(
  tables: readonly InputTable[],
  screened: Screened,
  context: ReadContext,
): Promise<DecisionReading> {
  const reading = {
    rows: [],
    refused: [],
    tallies: tables.map(() => new Tally()),
    spill: new IdSpill(),
  };
  for (const [number, table] of tables.entries())
    await readTable({ ...reading, table, number }, screened, context);
  return reading;
}

async function readTable(
  into: DecisionReading & {
    readonly refused: RefusedRow[];
    readonly table: InputTable;
    readonly number: number;
  },
  screened: Screened,
  context: ReadContext,
): Promise<void> {
  const { table, number, spill, refused } = into;
  const { fromMs, untilMs } = context.question;
  const { index } = screened.subscribers;
  const tally = into.tallies[number] ?? new Tally();
  const screen = context.useScreen(table)
    ? screenDecisions({ ...table.layout, fromMs, untilMs, index })
    : null;
  let line = table.firstLine;
  for await (const block of table.blocks()) {
    context.signal.throwIfAborted();
    const read = readTableBlock(table, block, line, screen?.settle ?? null);
    const settled = screen?.take() ?? { outsideWindow: 0, idHashes: [] };
    const idHashes = [...settled.idHashes];
    tally.addRead(read);
    tally.add('OUTSIDE_WINDOW', settled.outsideWindow);
    const inside: { decision: Decision; line: number }[] = [];
    for (const row of read.rows) {
      const parsed = parseDecision(row.cells);
      if (!parsed.ok) {
        refused.push(refuseRow(table, DECISION_SHAPE, read, row, parsed.errors));
        tally.add('REJECTED');
      } else if (!isInside(parsed.value, context)) tally.add('OUTSIDE_WINDOW');
      else inside.push({ decision: parsed.value, line: row.line });
    }
    for (const row of read.broken) {
      refused.push(refuseRow(table, DECISION_SHAPE, read, row, [row.code]));
      tally.add('REJECTED');
    }
    for (const row of matchRows(inside, number, screened)) {
      if (takesPart(row)) into.rows.push(row);
      else idHashes.push(hashDecisionId(row.decision.source, row.decision.decisionId));
    }
    spill.add({ table: number, line, ...placeOf(block) }, idHashes);
    tally.add('NO_SUBSCRIPTION', idHashes.length);
    line += read.lines;
    context.progress(table, block.offset + block.end);
  }
}

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
      if (isWanted(hashDecisionId(decision.source, decision.decisionId)))
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

/** Matches the rows of one block: the subscriptions that they may concern are read together. */
function matchRows(
  rows: readonly { decision: Decision; line: number }[],
  table: number,
  screened: Screened,
): WindowRow[] {
  const { subscribers, identities, rejected } = screened;
  const candidates = rows.map(({ decision }) => subscribers.index.candidates(decision, identities));
  const wanted = new Set<number>();
  for (const entries of candidates) for (const entry of entries) wanted.add(entry);
  const subscriptions = subscribers.read(wanted);
  return rows.map(({ decision, line }, row) => {
    const matches: { entry: number; match: Match }[] = [];
    for (const entry of candidates[row] ?? []) {
      if (entry < 0) rejected.note(entry, decision);
      const subscription = subscriptions.get(entry);
      const match = subscription && matchPerson(decision, subscription, identities);
      if (match != null) matches.push({ entry, match });
    }
    return { decision, table, line, matches };
  });
}

function takesPart({ decision, matches }: WindowRow): boolean {
  return matches.length > 0 || decision.version > 1 || decision.status === 'WITHDRAWN';
}

function isInside({ registeredAt }: Decision, { question }: ReadContext): boolean {
  return registeredAt.ms >= question.fromMs && registeredAt.ms < question.untilMs;
}

function placeOf(block: Block): { offset: number; bytes: number; end: number } {
  return { offset: block.offset, bytes: block.bytes.length, end: block.end };
}
