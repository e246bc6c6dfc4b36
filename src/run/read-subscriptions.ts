import { InternalError } from '../errors.ts';
import { type InputTable, readCellsAt, readRawAt } from '../intake/input-table.ts';
import { LineMarks } from '../intake/line-marks.ts';
import type { KeepPage } from '../person/key-column.ts';
import { SUBSCRIPTION_SHAPE, type Subscription } from '../register/subscription.ts';
import type { SubscriptionJob } from '../screen/block-job.ts';
import { type RefusedRow, refuseRow } from '../screen/refused-row.ts';
import { type ReadContext, refusedAt, Tally } from './reading.ts';
import { Subscribers } from './subscribers.ts';

/** What came of reading the subscription files. */
export interface SubscriptionReading {
  readonly subscribers: Subscribers;
  readonly refused: readonly RefusedRow[];
  readonly tallies: readonly Tally[];
}

/** Reads every subscription file (contract 2.2): valid rows into the index, the others aside. */
export async function readSubscriptions(
  tables: readonly InputTable[],
  context: ReadContext,
  keep: KeepPage,
): Promise<SubscriptionReading> {
  const sectors = new Set(context.rules.sectors.keys());
  const subscribers = new Subscribers(tables, sectors, keep);
  const refused: RefusedRow[] = [];
  const tallies: Tally[] = [];
  const marks: LineMarks[] = [];
  for (const [number, table] of tables.entries()) {
    const tally = new Tally();
    tallies.push(tally);
    const lines = new LineMarks();
    marks.push(lines);
    await readTable({ table, number, subscribers, tally, lines, refused }, context);
  }
  settleDoubledIds({ tables, subscribers, tallies, marks, refused, sectors }, context);
  return { subscribers, refused, tallies };
}

async function readTable(
  into: {
    readonly table: InputTable;
    readonly number: number;
    readonly subscribers: Subscribers;
    readonly tally: Tally;
    readonly lines: LineMarks;
    readonly refused: RefusedRow[];
  },
  context: ReadContext,
): Promise<void> {
  const { table, number, subscribers, tally, lines, refused } = into;
  const job = { ...context.jobOf(table), sectors: [...context.rules.sectors.keys()] };
  let line = table.firstLine;
  for await (const read of context.threads.read<SubscriptionJob>(table.blocks(), job)) {
    context.signal.throwIfAborted();
    const { block, findings } = read;
    lines.mark(block.offset, line);
    tally.addRead(findings.rows);
    tally.add('ACCEPTED', findings.rows - findings.refused.length);
    tally.add('REJECTED', findings.refused.length);
    subscribers.enterSettled({ table: number, offset: block.offset }, findings.settled);
    for (const { offset, keys, idHash, skn } of findings.parsed)
      subscribers.enter({ table: number, offset }, keys, idHash, skn);
    for (const { row, id } of findings.refused) {
      refused.push(refusedAt(row, line));
      subscribers.noteRejectedId(id);
    }
    line += findings.lines;
    context.progress(table, block.offset + block.end);
  }
}

/** One supplied row under an id that stands more than once. */
interface DoubledRow {
  readonly entry: number;
  readonly table: number;
  readonly offset: number;
  readonly subscription: Subscription;
}

/**
 * Rows with one id and different content are refused, all of them; identical repeats are counted,
 * and the first one stays (contract 2.5; "first" as in 3.2).
 */
function settleDoubledIds(
  reading: {
    readonly tables: readonly InputTable[];
    readonly subscribers: Subscribers;
    readonly tallies: readonly Tally[];
    readonly marks: readonly LineMarks[];
    readonly refused: RefusedRow[];
    readonly sectors: ReadonlySet<string>;
  },
  context: ReadContext,
): void {
  const { tables, subscribers, tallies, refused } = reading;
  const ranks = context.fileRanks(tables);
  for (const entries of subscribers.doubledIds()) {
    for (const rows of groupById(subscribers, entries)) {
      rows.sort((a, b) => (ranks[a.table] ?? 0) - (ranks[b.table] ?? 0) || a.offset - b.offset);
      const isSame =
        new Set(rows.map(({ subscription }) => JSON.stringify(subscription))).size === 1;
      for (const row of isSame ? rows.slice(1) : rows) {
        subscribers.drop(row.entry);
        tallies[row.table]?.add('ACCEPTED', -1);
        tallies[row.table]?.add(isSame ? 'DUPLICATE' : 'REJECTED');
        if (!isSame) refused.push(refuseDoubled(reading, row));
      }
      if (!isSame) subscribers.noteRejectedId(rows[0]?.subscription.subscriptionId ?? '');
    }
  }
}

/** Rows of one id hash by their real ids; only ids that stand more than once. */
function groupById(subscribers: Subscribers, entries: readonly number[]): DoubledRow[][] {
  const groups = new Map<string, DoubledRow[]>();
  for (const [entry, subscription] of subscribers.read(entries)) {
    const row = { entry, ...subscribers.placeOf(entry), subscription };
    const group = groups.get(subscription.subscriptionId);
    if (group === undefined) groups.set(subscription.subscriptionId, [row]);
    else group.push(row);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function refuseDoubled(
  reading: { readonly tables: readonly InputTable[]; readonly marks: readonly LineMarks[] },
  row: DoubledRow,
): RefusedRow {
  const table = reading.tables[row.table];
  const marks = reading.marks[row.table];
  if (table === undefined || marks === undefined)
    throw new InternalError('a subscription of an unknown file');
  const [cells = []] = readCellsAt(table, [row.offset]);
  const line = marks.lineAt(table, row.offset);
  return refuseRow(
    table,
    SUBSCRIPTION_SHAPE,
    { rawOf: () => readRawAt(table, row.offset) },
    { cells, line, offset: row.offset },
    ['SUBSCRIPTION_ID_DUPLICATE'],
  );
}
