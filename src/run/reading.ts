import type { BrokenCells, CellRow, InputTable, TableBlock } from '../intake/input-table.ts';
import { type ReadablePerson, readPerson } from '../person/readable-person.ts';
import type { Rejection } from '../register/rejection.ts';
import type { RowShape } from '../register/row.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import type { DayCounts } from './day-counts.ts';
import type { Question } from './question.ts';

/** What every reading stage is given. */
export interface ReadContext {
  readonly question: Question;
  readonly rules: RuleSet;
  /** Counts the rows of the window as they are read. */
  readonly days: DayCounts;
  /** Stops the run between two blocks. */
  readonly signal: AbortSignal;
  /** Whether the plain-row screen may settle rows of this file. */
  readonly useScreen: (table: InputTable) => boolean;
  /** Told after every block how far the decoded content was read. */
  readonly progress: (table: InputTable, offset: number) => void;
  /** Places of files in the order in which the first of identical rows counts: by SHA-256, then by path. */
  readonly fileRanks: (tables: readonly InputTable[]) => readonly number[];
}

/** The context of one run. */
export function readContext(run: {
  readonly question: Question;
  readonly rules: RuleSet;
  readonly days: DayCounts;
  readonly signal: AbortSignal;
  readonly progress: ReadContext['progress'];
  readonly isScreenOff: boolean;
}): ReadContext {
  return {
    ...run,
    // A profile may turn any cell into another: its files go the long way.
    useScreen: (table) => !run.isScreenOff && table.profile === null,
    fileRanks,
  };
}

function fileRanks(tables: readonly InputTable[]): readonly number[] {
  const order = tables
    .map(({ input, file }, table) => ({ table, sha256: input.facts().sha256, file }))
    .sort((a, b) => compareCodePoints(a.sha256, b.sha256) || compareCodePoints(a.file, b.file));
  const ranks: number[] = [];
  order.forEach(({ table }, rank) => {
    ranks[table] = rank;
  });
  return ranks;
}

/** A refused row, before it is known whether it touches a subscription. */
export interface RefusedRow {
  readonly rejection: Omit<Rejection, 'touchesSubscription'>;
  readonly person: ReadablePerson;
}

/** Most rows weigh 1; one with a long text as much as many short ones. */
export function weighRefused({ rejection }: RefusedRow): number {
  return 1 + rejection.raw.length / 1024;
}

/** How many rows a file holds, and how many ended in which way. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private read = 0;

  /** Counts the rows of a block as read, whatever becomes of them. */
  addRead(block: TableBlock): void {
    this.read += block.settled + block.rows.length + block.broken.length;
  }

  add(disposition: string, rows = 1): void {
    this.counts.set(disposition, (this.counts.get(disposition) ?? 0) + rows);
  }

  get rowsRead(): number {
    return this.read;
  }

  /** Dispositions with their rows; those with no row are left out. */
  entries(): [string, number][] {
    return [...this.counts].filter(([, rows]) => rows !== 0);
  }
}

/** A row that breaks a rule of contract 2, with all of its codes. */
export function refuseRow(
  table: InputTable,
  shape: RowShape,
  block: Pick<TableBlock, 'rawOf'>,
  row: CellRow | BrokenCells,
  errors: readonly string[],
): RefusedRow {
  const textOf = (column: string) => cellOf(shape, row, column);
  return {
    rejection: {
      input: table.kind,
      file: table.file,
      line: row.line,
      errors,
      raw: block.rawOf(row),
    },
    person: readPerson(textOf, isOutOfPlace(row) ? row.fields : []),
  };
}

/** The cell of a column, as far as it can be told. */
export function cellOf(shape: RowShape, { cells }: CellRow, column: string): string {
  return cells[shape.columns.indexOf(column)] ?? '';
}

/** The fields of a structurally broken record may stand in the wrong columns. */
function isOutOfPlace(row: CellRow | BrokenCells): row is BrokenCells {
  return 'code' in row && row.code !== 'INVALID_ENCODING';
}
