import type { InputProfile } from '../intake/input-profile.ts';
import {
  type BrokenCells,
  type CellRow,
  type InputTable,
  readTableBlock,
} from '../intake/input-table.ts';
import { DECISION_SHAPE, parseDecision } from '../register/decision.ts';
import { parseBsn } from '../register/field.ts';
import type { ParsedRow, RowShape } from '../register/row.ts';
import { parseSubscription, SUBSCRIPTION_SHAPE } from '../register/subscription.ts';
import { cellOf } from '../screen/refused-row.ts';
import { type InputPaths, openInputs } from './open-inputs.ts';
import { Resources } from './resources.ts';

/** What to look for in the inputs: rows that say so in the fields that can be read. */
export type WantedRow =
  | { readonly by: 'DECISION'; readonly source: string; readonly decisionId: string }
  | { readonly by: 'SUBSCRIPTION'; readonly subscriptionId: string }
  | { readonly by: 'BSN'; readonly bsn: string };

/** A row as it lies in an input file. */
export interface FoundRow {
  readonly input: 'decisions' | 'subscriptions';
  readonly file: string;
  readonly line: number;
  /** `source:id`, or the id of a subscription, as it stands there. */
  readonly id: string;
  /** Codes of contract 2.5; empty where the row is valid. */
  readonly errors: readonly string[];
  /** Milliseconds since 1970 UTC; null where it cannot be read, and for subscriptions. */
  readonly registeredMs: number | null;
}

/** Reads the decision and subscription files through, every row the long way, for the rows that are wanted. */
export async function findRows(
  { inputs, profiles }: { readonly inputs: InputPaths; readonly profiles: readonly InputProfile[] },
  wanted: WantedRow,
  sectors: ReadonlySet<string>,
): Promise<readonly FoundRow[]> {
  const resources = new Resources();
  const found: FoundRow[] = [];
  try {
    const { decisions, subscriptions } = await openInputs({ inputs, profiles }, resources);
    if (wanted.by !== 'SUBSCRIPTION')
      for (const table of decisions) await search(table, DECISION_SHAPE, wanted, sectors, found);
    if (wanted.by !== 'DECISION')
      for (const table of subscriptions)
        await search(table, SUBSCRIPTION_SHAPE, wanted, sectors, found);
    return found;
  } finally {
    await resources.free();
  }
}

async function search(
  table: InputTable,
  shape: RowShape,
  wanted: WantedRow,
  sectors: ReadonlySet<string>,
  found: FoundRow[],
): Promise<void> {
  const isOfDecisions = shape === DECISION_SHAPE;
  let { firstLine } = table;
  for await (const block of table.blocks()) {
    const read = readTableBlock(table, block, firstLine, null);
    firstLine += read.lines;
    for (const row of [...read.rows, ...read.broken]) {
      const textOf = (column: string) => cellOf(shape, row, column).trim();
      if (!isWanted(textOf, wanted)) continue;
      const parsed = isOfDecisions
        ? parseDecision(row.cells)
        : parseSubscription(row.cells, sectors);
      const errors = errorsOf(row, parsed);
      found.push({
        input: isOfDecisions ? 'decisions' : 'subscriptions',
        file: table.file,
        line: row.line,
        errors,
        id: isOfDecisions
          ? `${textOf('source')}:${textOf('decision_id')}`
          : textOf('subscription_id'),
        registeredMs:
          errors.length === 0 && parsed.ok && 'registeredAt' in parsed.value
            ? parsed.value.registeredAt.ms
            : null,
      });
    }
  }
}

function errorsOf(row: CellRow | BrokenCells, parsed: ParsedRow<unknown>): readonly string[] {
  if ('code' in row) return [row.code];
  return parsed.ok ? [] : parsed.errors;
}

function isWanted(textOf: (column: string) => string, wanted: WantedRow): boolean {
  switch (wanted.by) {
    case 'DECISION':
      return textOf('decision_id') === wanted.decisionId && textOf('source') === wanted.source;
    case 'SUBSCRIPTION':
      return textOf('subscription_id') === wanted.subscriptionId;
    case 'BSN':
      return parseBsn(textOf('bsn')) === wanted.bsn;
  }
}
