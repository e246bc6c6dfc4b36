import type { Block } from '../intake/blocks.ts';
import { IdSpill, type SpilledBlock } from '../intake/id-spill.ts';
import { type InputTable, readTableBlock } from '../intake/input-table.ts';
import type { Identities } from '../person/identities.ts';
import { hashDecisionId } from '../person/key-hash.ts';
import { DECISION_SHAPE, type Decision, parseDecision } from '../register/decision.ts';
import { screenDecisions } from '../screen/decision-screen.ts';
import { KeptRows } from './kept-rows.ts';
import { type ReadContext, type RefusedRow, refuseRow, Tally, weighRefused } from './reading.ts';
import type { RejectedSubscriptions } from './rejected-subscriptions.ts';
import { Spool } from './spool.ts';
import type { Subscribers } from './subscribers.ts';

/** What came of reading the decision files. */
export interface DecisionReading {
  /** Rows that may match a subscription, are of a version above 1, or withdrawn. */
  readonly kept: KeptRows;
  readonly refused: Spool<RefusedRow>;
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

/** A valid row inside the window, until it is matched. */
interface InsideRow {
  readonly decision: Decision;
  readonly line: number;
  readonly offset: number;
  readonly block: Omit<SpilledBlock, 'ids'>;
}

/** Rows without a BSN are looked up this many together: each time costs a walk over all subscriptions. */
const LOOKED_UP_TOGETHER = 10_000;

/**
 * Reads every decision file (contract 2.1) in one pass. `OUTSIDE_WINDOW`, `REJECTED` and
 * `NO_SUBSCRIPTION` are counted here; what else becomes of a row is judged later.
 */
export async function readDecisions(
  tables: readonly InputTable[],
  screened: Screened,
  context: ReadContext,
  stack: { defer(free: () => void): void },
): Promise<DecisionReading> {
  const reading = {
    kept: new KeptRows(),
    refused: new Spool<RefusedRow>({ weigh: weighRefused }),
    waiting: [],
    tallies: tables.map(() => new Tally()),
    spill: new IdSpill(),
  };
  stack.defer(() => reading.spill.close());
  stack.defer(() => reading.refused.close());
  for (const [number, table] of tables.entries())
    await readTable({ ...reading, table, number }, screened, context);
  keepCandidates(reading.waiting, reading, screened);
  return reading;
}

async function readTable(
  into: DecisionReading & {
    readonly waiting: InsideRow[];
    readonly table: InputTable;
    readonly number: number;
  },
  screened: Screened,
  context: ReadContext,
): Promise<void> {
  const { table, number, spill, refused, waiting } = into;
  const { fromMs, untilMs } = context.question;
  const { index } = screened.subscribers;
  const tally = into.tallies[number] ?? new Tally();
  const count = context.days.add.bind(context.days);
  const screen = context.useScreen(table)
    ? screenDecisions({ ...table.layout, fromMs, untilMs, index, count })
    : null;
  let line = table.firstLine;
  for await (const block of table.blocks()) {
    context.signal.throwIfAborted();
    const read = readTableBlock(table, block, line, screen?.settle ?? null);
    const settled = screen?.take() ?? { outsideWindow: 0, idHashes: [] };
    const place = { table: number, line, ...placeOf(block) };
    tally.addRead(read);
    tally.add('OUTSIDE_WINDOW', settled.outsideWindow);
    tally.add('NO_SUBSCRIPTION', settled.idHashes.length);
    spill.add(place, settled.idHashes);
    const inside: InsideRow[] = [];
    for (const row of read.rows) {
      const parsed = parseDecision(row.cells);
      if (!parsed.ok) {
        refused.add(refuseRow(table, DECISION_SHAPE, read, row, parsed.errors));
        tally.add('REJECTED');
      } else if (!isInside(parsed.value, context)) tally.add('OUTSIDE_WINDOW');
      else {
        countRow(parsed.value, read.rawOf(row), context);
        const list = parsed.value.bsn === null ? waiting : inside;
        list.push({ decision: parsed.value, line: row.line, offset: row.offset, block: place });
      }
    }
    for (const row of read.broken) {
      refused.add(refuseRow(table, DECISION_SHAPE, read, row, [row.code]));
      tally.add('REJECTED');
    }
    keepCandidates(inside, into, screened);
    if (waiting.length >= LOOKED_UP_TOGETHER) keepCandidates(waiting.splice(0), into, screened);
    line += read.lines;
    context.progress(table, block.offset + block.end);
  }
}

/** As the screen counts it: over the bytes of the row. */
function countRow({ source, registeredAt }: Decision, raw: string, { days }: ReadContext): void {
  const bytes = Buffer.from(raw);
  const row = { isOm: source === 'OM', instant: registeredAt.ms };
  days.add(row, bytes, { start: 0, end: bytes.length });
}

/** Keeps the rows that may take part; of the others only what it takes to recognise their id. */
function keepCandidates(
  rows: readonly InsideRow[],
  into: DecisionReading,
  { subscribers, identities, rejected }: Screened,
): void {
  const candidates = subscribers.index.candidates(
    rows.map(({ decision }) => decision),
    identities,
  );
  const ofNobody = new Map<InsideRow['block'], number[]>();
  for (const [index, { decision, line, offset, block }] of rows.entries()) {
    const entries = candidates[index] ?? new Set();
    let mayMatch = false;
    for (const entry of entries) {
      if (entry < 0) rejected.note(entry, decision);
      else mayMatch = true;
    }
    if (mayMatch || decision.version > 1 || decision.status === 'WITHDRAWN') {
      into.kept.add({ table: block.table, offset, line, isOfNobody: false }, decision);
      continue;
    }
    const hashes = ofNobody.get(block) ?? [];
    hashes.push(hashDecisionId(decision.source, decision.decisionId));
    ofNobody.set(block, hashes);
  }
  for (const [block, hashes] of ofNobody) {
    into.spill.add(block, hashes);
    into.tallies[block.table]?.add('NO_SUBSCRIPTION', hashes.length);
  }
}

/** Inside the window, half-open. */
export function isInside({ registeredAt }: Decision, { question }: ReadContext): boolean {
  return registeredAt.ms >= question.fromMs && registeredAt.ms < question.untilMs;
}

function placeOf(block: Block): { offset: number; bytes: number; end: number } {
  return { offset: block.offset, bytes: block.bytes.length, end: block.end };
}
