import { type Fault, faultOf, showName } from './fault.ts';
import type { Manifest } from './manifest-file.ts';
import type { TableRow } from './table.ts';

const MANIFEST = 'manifest.json';
const TOTALS = 'totals.csv';
const DECISION_ENDS = new Set(
  'REJECTED OUTSIDE_WINDOW NO_SUBSCRIPTION DUPLICATE CONFLICTING SUPERSEDED WITHDRAWN OVERRULED NOTICE REVIEW CONSIDERED'.split(
    ' ',
  ),
);
const OTHER_ENDS = new Set(['ACCEPTED', 'DUPLICATE', 'REJECTED']);

type InputKind = Manifest['inputs'][number]['input'];

/** Gathers what the CSV files say of the inputs, and holds it against the manifest (contract 4, 5). */
export class TotalsCheck {
  readonly #manifest: Manifest;
  readonly #inputs: ReadonlySet<string>;
  readonly #totals = new Map<string, number>();
  readonly #rejected = new Map<string, number>();

  constructor(manifest: Manifest) {
    this.#manifest = manifest;
    this.#inputs = new Set(manifest.inputs.map(({ input, file }) => nameOf(input, file)));
  }

  /** A row of `totals.csv`. */
  *seeTotal(row: TableRow, line: number): Generator<Fault> {
    const { input = '', file = '', disposition = '' } = row;
    const at = { place: TOTALS, line };
    if (!this.#inputs.has(nameOf(input, file)))
      yield { ...at, what: 'is of a file that is no input of the manifest' };
    const ends = input === 'decisions' ? DECISION_ENDS : OTHER_ENDS;
    if (!ends.has(disposition)) yield { ...at, what: `no row of ${input} can end so` };
    this.#totals.set(`${nameOf(input, file)}\n${disposition}`, Number(row.rows));
  }

  /** A row of `rejects.csv`. */
  *seeReject({ input = '', file = '' }: TableRow, line: number): Generator<Fault> {
    const name = nameOf(input, file);
    if (!this.#inputs.has(name))
      yield { place: 'rejects.csv', line, what: 'is of a file that is no input of the manifest' };
    this.#rejected.set(name, (this.#rejected.get(name) ?? 0) + 1);
  }

  /** Once `totals.csv` was seen, and `rejects.csv` where it was not purged. */
  *finish({ isWithRejects }: { readonly isWithRejects: boolean }): Generator<Fault> {
    yield* this.#checkAgainstTotals();
    yield* this.#checkPerFile();
    if (isWithRejects) yield* this.#checkRejected();
    const { inputs, totals } = this.#manifest;
    const read = inputs.reduce((sum, { rows }) => sum + rows, 0);
    if (totals.rowsRead !== read)
      yield faultOf(
        MANIFEST,
        `totals.rowsRead is ${totals.rowsRead}; its inputs have ${read} rows`,
      );
    const sums = JSON.stringify(sumByDisposition(totals.byFile));
    if (sums !== JSON.stringify(totals.byDisposition))
      yield faultOf(MANIFEST, 'totals.byDisposition is not the sum of totals.byFile');
  }

  /** `totals.byFile` and `totals.csv` say the same. */
  *#checkAgainstTotals(): Generator<Fault> {
    const left = new Map(this.#totals);
    for (const { input, file, disposition, rows } of this.#manifest.totals.byFile) {
      const key = `${nameOf(input, file)}\n${disposition}`;
      const listed = left.get(key) ?? 0;
      left.delete(key);
      if (listed === rows) continue;
      const what = `${disposition} of ${describe(input, file)} is ${listed}; the manifest says ${rows}`;
      yield faultOf(TOTALS, what);
    }
    if (left.size > 0)
      yield faultOf(TOTALS, `has ${left.size} rows that the manifest does not have`);
  }

  /** Rows read = sum of dispositions. */
  *#checkPerFile(): Generator<Fault> {
    for (const { input, file, rows } of this.#manifest.inputs) {
      const name = nameOf(input, file);
      let sum = 0;
      for (const [key, count] of this.#totals) if (key.startsWith(`${name}\n`)) sum += count;
      if (sum !== rows)
        yield faultOf(TOTALS, `${describe(input, file)} has ${rows} rows, but ${sum} ends of rows`);
    }
  }

  /** `REJECTED` = the rows that are listed. */
  *#checkRejected(): Generator<Fault> {
    for (const { input, file } of this.#manifest.inputs) {
      const name = nameOf(input, file);
      const counted = this.#totals.get(`${name}\nREJECTED`) ?? 0;
      const listed = this.#rejected.get(name) ?? 0;
      if (counted !== listed)
        yield faultOf(
          'rejects.csv',
          `lists ${listed} rows of ${describe(input, file)}; ${counted} were rejected`,
        );
    }
  }
}

function nameOf(input: string, file: string): string {
  return `${input}\t${file}`;
}

function describe(input: string, file: string): string {
  return `${input} ${showName(file)}`;
}

function sumByDisposition(byFile: Manifest['totals']['byFile']): unknown {
  const sums = new Map<InputKind, Map<string, number>>();
  for (const { input, disposition, rows } of byFile) {
    const of = sums.get(input) ?? new Map<string, number>();
    of.set(disposition, (of.get(disposition) ?? 0) + rows);
    sums.set(input, of);
  }
  const sorted = <T>(map: Map<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted(sums).map(([input, of]) => [input, Object.fromEntries(sorted(of))]),
  );
}
