import type { Block } from '../intake/blocks.ts';
import { IdSpill, type SpilledBlock } from '../intake/id-spill.ts';
import { type InputTable, readTableBlock } from '../intake/input-table.ts';
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

/** A valid row inside the window, until it is matched. */
interface InsideRow {
  readonly decision: Decision;
  readonly line: number;
  readonly place: Omit<SpilledBlock, 'ids'>;
}

/** Rows without a BSN are matched this many together: each time costs a walk over all subscriptions. */
const MATCHED_TOGETHER = 10_000;

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
    waiting: [],
    tallies: tables.map(() => new Tally()),
    spill: new IdSpill(),
  };
  for (const [number, table] of tables.entries())
    await readTable({ ...reading, table, number }, screened, context);
  keepMatches(reading.waiting, reading, screened);
  return reading;
}

async function readTable(
  into: DecisionReading & {
    readonly refused: RefusedRow[];
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
  const screen = context.useScreen(table)
    ? screenDecisions({ ...table.layout, fromMs, untilMs, index })
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
        refused.push(refuseRow(table, DECISION_SHAPE, read, row, parsed.errors));
        tally.add('REJECTED');
      } else if (!isInside(parsed.value, context)) tally.add('OUTSIDE_WINDOW');
      else {
        const list = parsed.value.bsn === null ? waiting : inside;
        list.push({ decision: parsed.value, line: row.line, place });
      }
    }
    for (const row of read.broken) {
      refused.push(refuseRow(table, DECISION_SHAPE, read, row, [row.code]));
      tally.add('REJECTED');
    }
    keepMatches(inside, into, screened);
    if (waiting.length >= MATCHED_TOGETHER) keepMatches(waiting.splice(0), into, screened);
    line += read.lines;
    context.progress(table, block.offset + block.end);
  }
}

/** Keeps the rows that may take part; of the others only what it takes to recognise their id. */
function keepMatches(rows: readonly InsideRow[], into: DecisionReading, screened: Screened): void {
  const ofNobody = new Map<InsideRow['place'], number[]>();
  for (const { place, ...row } of matchRows(rows, screened)) {
    if (takesPart(row)) {
      into.rows.push(row);
      continue;
    }
    const hashes = ofNobody.get(place) ?? [];
    hashes.push(hashDecisionId(row.decision.source, row.decision.decisionId));
    ofNobody.set(place, hashes);
  }
  for (const [place, hashes] of ofNobody) {
    into.spill.add(place, hashes);
    into.tallies[place.table]?.add('NO_SUBSCRIPTION', hashes.length);
  }
}

/** Matches some rows: the subscriptions that they may concern are read together. */
function matchRows(
  rows: readonly InsideRow[],
  screened: Screened,
): (WindowRow & Pick<InsideRow, 'place'>)[] {
  const { subscribers, identities, rejected } = screened;
  const candidates = subscribers.index.candidates(
    rows.map(({ decision }) => decision),
    identities,
  );
  const wanted = new Set<number>();
  for (const entries of candidates) for (const entry of entries) wanted.add(entry);
  const subscriptions = subscribers.read(wanted);
  return rows.map(({ decision, line, place }, row) => {
    const matches: { entry: number; match: Match }[] = [];
    for (const entry of candidates[row] ?? []) {
      if (entry < 0) rejected.note(entry, decision);
      const subscription = subscriptions.get(entry);
      const match = subscription && matchPerson(decision, subscription, identities);
      if (match != null) matches.push({ entry, match });
    }
    return { decision, table: place.table, line, matches, place };
  });
}

function takesPart({ decision, matches }: WindowRow): boolean {
  return matches.length > 0 || decision.version > 1 || decision.status === 'WITHDRAWN';
}

/** Inside the window, half-open. */
export function isInside({ registeredAt }: Decision, { question }: ReadContext): boolean {
  return registeredAt.ms >= question.fromMs && registeredAt.ms < question.untilMs;
}

function placeOf(block: Block): { offset: number; bytes: number; end: number } {
  return { offset: block.offset, bytes: block.bytes.length, end: block.end };
}
