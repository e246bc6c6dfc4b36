import type { Block } from '../intake/blocks.ts';
import { type CellRow, readTableBlock, rowsRead, type TableForm } from '../intake/input-table.ts';
import { hashText } from '../person/key-hash.ts';
import { keysOf, type PersonKeys } from '../person/subscriber-index.ts';
import { parseSubscription, SUBSCRIPTION_SHAPE } from '../register/subscription.ts';
import { cellOf, type RefusedRow, refuseRow } from './refused-row.ts';
import { screenSubscriptions } from './subscription-screen.ts';

/** Numbers that are kept of a row that the screen settled: its offset in the block, id hash, and keys. */
export const NUMBERS_PER_ROW = 5;

/** A valid row that the screen left over. */
export interface ParsedSubscription {
  /** In the decoded content. */
  readonly offset: number;
  readonly idHash: number;
  readonly keys: PersonKeys;
  readonly skn: string | null;
}

/** What came of one block of a subscription file (contract 2.2); plain data. */
export interface SubscriptionFindings {
  readonly rows: number;
  readonly lines: number;
  /** `NUMBERS_PER_ROW` of each settled row: offset in the block, id hash, BSN, SKN, name. */
  readonly settled: Int32Array;
  readonly parsed: readonly ParsedSubscription[];
  /** Their lines count from 0; with the ids that they give, as far as they can be told. */
  readonly refused: readonly { readonly row: RefusedRow; readonly id: string }[];
}

/** A reader for the blocks of one subscription file, in any order. */
export function subscriptionBlockReader(
  table: TableForm,
  isScreened: boolean,
  sectors: readonly string[],
): (block: Block) => SubscriptionFindings {
  const known = new Set(sectors);
  const rows = new SettledRows();
  const settle = isScreened
    ? screenSubscriptions({ ...table.layout, sectors, enter: rows.enter.bind(rows) })
    : null;
  return (block) => {
    const read = readTableBlock(table, block, 0, settle);
    const parsed: ParsedSubscription[] = [];
    const refused: { row: RefusedRow; id: string }[] = [];
    const refuse = (row: CellRow, errors: readonly string[]) =>
      refused.push({
        row: refuseRow(table, SUBSCRIPTION_SHAPE, read, row, errors),
        id: cellOf(SUBSCRIPTION_SHAPE, row, 'subscription_id'),
      });
    for (const row of read.rows) {
      const found = parseSubscription(row.cells, known);
      if (!found.ok) {
        refuse(row, found.errors);
        continue;
      }
      const { subscriptionId, skn } = found.value;
      const keys = keysOf(found.value);
      parsed.push({ offset: row.offset, idHash: hashText(subscriptionId), keys, skn });
    }
    for (const row of read.broken) refuse(row, [row.code]);
    return { rows: rowsRead(read), lines: read.lines, settled: rows.take(), parsed, refused };
  };
}

/** The numbers of settled rows, side by side. */
class SettledRows {
  private numbers = new Int32Array(NUMBERS_PER_ROW * 4096);
  private used = 0;

  enter({ idHash, bsn, skn, name }: PersonKeys & { readonly idHash: number }, start: number): void {
    if (this.used === this.numbers.length) {
      const grown = new Int32Array(this.used * 2);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    const { numbers, used } = this;
    numbers[used] = start;
    numbers[used + 1] = idHash;
    numbers[used + 2] = bsn;
    numbers[used + 3] = skn;
    numbers[used + 4] = name;
    this.used = used + NUMBERS_PER_ROW;
  }

  take(): Int32Array {
    const taken = this.numbers.slice(0, this.used);
    this.used = 0;
    return taken;
  }
}
