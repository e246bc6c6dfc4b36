import type { BrokenCells, CellRow, TableBlock, TableForm } from '../intake/input-table.ts';
import { type ReadablePerson, readPerson } from '../person/readable-person.ts';
import type { Rejection } from '../register/rejection.ts';
import type { RowShape } from '../register/row.ts';

/** A refused row, before it is known whether it touches a subscription. */
export interface RefusedRow {
  readonly rejection: Omit<Rejection, 'touchesSubscription'>;
  readonly person: ReadablePerson;
}

/** Most rows weigh 1; one with a long text as much as many short ones. */
export function weighRefused({ rejection }: RefusedRow): number {
  return 1 + rejection.raw.length / 1024;
}

/** A row that breaks a rule of contract 2, with all of its codes. */
export function refuseRow(
  table: Pick<TableForm, 'kind' | 'file'>,
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
