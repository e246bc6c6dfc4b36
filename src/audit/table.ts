import { CONSIDERED, REJECTS, REVIEWS, TOTALS } from '../publish/artefacts.ts';
import type { Artefact } from '../publish/column.ts';
import { NOTICES } from '../publish/notices-file.ts';
import { compareCodePoints } from '../register/text-order.ts';

/** Values of a row by column, guard taken off. */
export type TableRow = Readonly<Record<string, string>>;

/** A CSV file of a run as it must be: columns, order, and whether a row may have the key of another. */
export interface Table {
  readonly file: string;
  readonly artefact: Pick<Artefact<never>, 'file' | 'english' | 'dutch' | 'columns' | 'primaryKey'>;
  readonly order: readonly SortKey[];
  readonly mayRepeat: boolean;
}

/** `fact` order: `!`, then `*`, then by number. */
interface SortKey {
  readonly column: string;
  readonly as: 'text' | 'number' | 'fact';
}

const SUBSCRIPTION_CASE: readonly SortKey[] = ['sector', 'case_number', 'subscription_id'].map(
  (column) => ({ column, as: 'text' }),
);

/** Every CSV file of a run with the order that contract 5 fixes, stated apart from the writer's. */
export const TABLES: readonly Table[] = [
  {
    file: 'notices.csv',
    artefact: NOTICES,
    order: [{ column: 'priority', as: 'number' }, ...SUBSCRIPTION_CASE],
    mayRepeat: false,
  },
  { file: 'review.csv', artefact: REVIEWS, order: SUBSCRIPTION_CASE, mayRepeat: false },
  {
    file: 'considered.csv',
    artefact: CONSIDERED,
    order: [
      { column: 'sector', as: 'text' },
      { column: 'case_number', as: 'text' },
      { column: 'fact', as: 'fact' },
      { column: 'subscription_id', as: 'text' },
      { column: 'decision_id', as: 'text' },
    ],
    mayRepeat: true,
  },
  {
    file: 'rejects.csv',
    artefact: REJECTS,
    order: [
      { column: 'input', as: 'text' },
      { column: 'file', as: 'text' },
      { column: 'line', as: 'number' },
    ],
    mayRepeat: false,
  },
  {
    file: 'totals.csv',
    artefact: TOTALS,
    order: ['input', 'file', 'disposition'].map((column) => ({ column, as: 'text' })),
    mayRepeat: false,
  },
];

/** Below zero where `a` comes first. */
export function compareRows({ order }: Table, a: TableRow, b: TableRow): number {
  for (const { column, as } of order) {
    const [left = '', right = ''] = [a[column], b[column]];
    const by =
      as === 'text' ? compareCodePoints(left, right) : rankNumber(left) - rankNumber(right);
    if (by !== 0) return by;
  }
  return 0;
}

function rankNumber(text: string): number {
  return text === '!' ? -2 : text === '*' ? -1 : Number(text);
}
