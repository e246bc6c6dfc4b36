import type { InputProfile } from '../intake/input-profile.ts';
import {
  type BrokenCells,
  type CellRow,
  type InputTable,
  readTableBlock,
} from '../intake/input-table.ts';
import { DECISION_SHAPE, parseDecision } from '../register/decision.ts';
import { EARLIER_SIGNAL_SHAPE, parseEarlierSignal } from '../register/earlier-signal.ts';
import { parseBsn } from '../register/field.ts';
import { IDENTITY_SHAPE, parseIdentity } from '../register/identity.ts';
import type { InputKind } from '../register/rejection.ts';
import type { ParsedRow, RowShape } from '../register/row.ts';
import { parseSubscription, SUBSCRIPTION_SHAPE } from '../register/subscription.ts';
import { cellOf } from '../screen/refused-row.ts';
import { INPUT_KINDS, type InputPaths, openInputs } from './open-inputs.ts';
import { Resources } from './resources.ts';

/** What to look for in the inputs: rows that say so in the fields that can be read. */
export type WantedRow =
  | { readonly by: 'DECISION'; readonly source: string; readonly decisionId: string }
  | { readonly by: 'SUBSCRIPTION'; readonly subscriptionId: string }
  | { readonly by: 'BSN'; readonly bsn: string };

/** A row as it lies in an input file. */
export interface FoundRow {
  readonly input: InputKind;
  readonly file: string;
  /** Which of the files of that input. */
  readonly table: number;
  readonly line: number;
  /** `source:id`, the id of a subscription as it stands there, or what the row is about. */
  readonly id: string;
  /** Codes of contract 2.5; empty where the row is valid. */
  readonly errors: readonly string[];
  /** Milliseconds since 1970 UTC; null where it cannot be read, and where a row has none. */
  readonly registeredMs: number | null;
  /** Of rows with the same the first counts; null for decisions, of which more is asked. */
  readonly content: string | null;
}

type TextOf = (column: string) => string;

interface RowKind {
  readonly shape: RowShape;
  readonly parse: (
    cells: readonly string[],
    sectors: ReadonlySet<string>,
  ) => ParsedRow<object & { readonly registeredAt?: { readonly ms: number } }>;
  readonly idOf: (textOf: TextOf) => string;
  /** By what it can be wanted. */
  readonly wanted: readonly WantedRow['by'][];
}

const KINDS: Readonly<Record<InputKind, RowKind>> = {
  decisions: {
    shape: DECISION_SHAPE,
    parse: parseDecision,
    idOf: (textOf) => `${textOf('source')}:${textOf('decision_id')}`,
    wanted: ['DECISION', 'BSN'],
  },
  subscriptions: {
    shape: SUBSCRIPTION_SHAPE,
    parse: parseSubscription,
    idOf: (textOf) => textOf('subscription_id'),
    wanted: ['SUBSCRIPTION', 'BSN'],
  },
  // The SKN and the reference of the police would say more of somebody than is asked.
  identities: { shape: IDENTITY_SHAPE, parse: parseIdentity, idOf: () => 'SKN', wanted: ['BSN'] },
  'already-signalled': {
    shape: EARLIER_SIGNAL_SHAPE,
    parse: parseEarlierSignal,
    idOf: (textOf) => textOf('sector'),
    wanted: ['BSN'],
  },
};

/** Reads the input files through, every row the long way, for the rows that are wanted. */
export async function findRows(
  { inputs, profiles }: { readonly inputs: InputPaths; readonly profiles: readonly InputProfile[] },
  wanted: WantedRow,
  sectors: ReadonlySet<string>,
): Promise<readonly FoundRow[]> {
  const resources = new Resources();
  const found: FoundRow[] = [];
  try {
    const tables = await openInputs({ inputs, profiles }, resources);
    for (const input of INPUT_KINDS)
      if (KINDS[input].wanted.includes(wanted.by))
        for (const [number, table] of tables[input].entries())
          await search({ table, number, input }, { wanted, sectors, found });
    return found;
  } finally {
    await resources.free();
  }
}

async function search(
  { table, number, input }: { table: InputTable; number: number; input: InputKind },
  {
    wanted,
    sectors,
    found,
  }: {
    readonly wanted: WantedRow;
    readonly sectors: ReadonlySet<string>;
    readonly found: FoundRow[];
  },
): Promise<void> {
  const { shape, parse, idOf } = KINDS[input];
  let { firstLine } = table;
  for await (const block of table.blocks()) {
    const read = readTableBlock(table, block, firstLine, null);
    firstLine += read.lines;
    for (const row of [...read.rows, ...read.broken]) {
      const textOf = (column: string) => cellOf(shape, row, column).trim();
      if (!isWanted(textOf, wanted)) continue;
      const parsed = parse(row.cells, sectors);
      const errors = errorsOf(row, parsed);
      const value = errors.length === 0 && parsed.ok ? parsed.value : null;
      found.push({
        ...{ input, file: table.file, table: number, line: row.line, errors, id: idOf(textOf) },
        registeredMs: value?.registeredAt?.ms ?? null,
        content: input === 'decisions' ? null : `${input} ${JSON.stringify(value)}`,
      });
    }
  }
}

function errorsOf(row: CellRow | BrokenCells, parsed: ParsedRow<unknown>): readonly string[] {
  if ('code' in row) return [row.code];
  return parsed.ok ? [] : parsed.errors;
}

function isWanted(textOf: TextOf, wanted: WantedRow): boolean {
  switch (wanted.by) {
    case 'DECISION':
      return textOf('decision_id') === wanted.decisionId && textOf('source') === wanted.source;
    case 'SUBSCRIPTION':
      return textOf('subscription_id') === wanted.subscriptionId;
    case 'BSN':
      return parseBsn(textOf('bsn')) === wanted.bsn;
  }
}
