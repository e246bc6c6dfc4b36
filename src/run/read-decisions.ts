import type { Block } from '../intake/blocks.ts';
import { IdSpill, type SpilledBlock } from '../intake/id-spill.ts';
import type { InputTable } from '../intake/input-table.ts';
import type { Identities } from '../person/identities.ts';
import type { DecisionJob } from '../screen/block-job.ts';
import { candidateOf, type InsideRow, takesPartAnyway } from '../screen/decision-block.ts';
import { type RefusedRow, weighRefused } from '../screen/refused-row.ts';
import { KeptRows } from './kept-rows.ts';
import { type ReadContext, refusedAt, Tally } from './reading.ts';
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

/** A row without a BSN, until it is looked up. */
interface WaitingRow {
  /** Its line is that of the file. */
  readonly row: InsideRow;
  readonly block: SpillPlace;
}

type SpillPlace = Omit<SpilledBlock, 'ids'>;

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
  lookUp(reading.waiting, reading, screened);
  return reading;
}

async function readTable(
  into: DecisionReading & {
    readonly waiting: WaitingRow[];
    readonly table: InputTable;
    readonly number: number;
  },
  screened: Screened,
  context: ReadContext,
): Promise<void> {
  const { table, number, kept, refused, spill, waiting } = into;
  const { fromMs, untilMs } = context.question;
  const { days, signal, threads, progress } = context;
  const routes = screened.subscribers.index.routes.share();
  const job = { ...context.jobOf(table), fromMs, untilMs, routes, days: days.setting };
  const tally = into.tallies[number] ?? new Tally();
  let line = table.firstLine;
  for await (const { block, findings } of threads.read<DecisionJob>(table.blocks(), job)) {
    signal.throwIfAborted();
    const place = { table: number, line, ...placeOf(block) };
    tally.addRead(findings.rows);
    tally.add('OUTSIDE_WINDOW', findings.outsideWindow);
    tally.add('NO_SUBSCRIPTION', findings.ofNobody.length);
    tally.add('REJECTED', findings.refused.length);
    spill.add(place, findings.ofNobody);
    days.add(findings.days);
    for (const row of findings.candidates)
      kept.add({ ...row, table: number, line: line + row.line, isOfNobody: false });
    for (const { entry, decision } of findings.watched) screened.rejected.note(entry, decision);
    for (const row of findings.refused) refused.add(refusedAt(row, line));
    for (const row of findings.withoutBsn)
      waiting.push({ row: { ...row, line: line + row.line }, block: place });
    if (waiting.length >= LOOKED_UP_TOGETHER) lookUp(waiting.splice(0), into, screened);
    line += findings.lines;
    progress(table, block.offset + block.end);
  }
}

/** Keeps the rows that may take part; of the others only what it takes to recognise their id. */
function lookUp(
  rows: readonly WaitingRow[],
  into: DecisionReading,
  { subscribers, identities, rejected }: Screened,
): void {
  const candidates = subscribers.index.candidates(
    rows.map(({ row }) => row.decision),
    identities,
  );
  const ofNobody = new Map<SpillPlace, number[]>();
  for (const [index, { row, block }] of rows.entries()) {
    let isCandidate = takesPartAnyway(row.decision);
    for (const entry of candidates[index] ?? []) {
      if (entry < 0) rejected.note(entry, row.decision);
      else isCandidate = true;
    }
    const candidate = candidateOf(row);
    if (isCandidate) {
      into.kept.add({ ...candidate, table: block.table, isOfNobody: false });
      continue;
    }
    const hashes = ofNobody.get(block) ?? [];
    hashes.push(candidate.idHash);
    ofNobody.set(block, hashes);
  }
  for (const [block, hashes] of ofNobody) {
    into.spill.add(block, hashes);
    into.tallies[block.table]?.add('NO_SUBSCRIPTION', hashes.length);
  }
}

function placeOf(block: Block): { offset: number; bytes: number; end: number } {
  return { offset: block.offset, bytes: block.bytes.length, end: block.end };
}
