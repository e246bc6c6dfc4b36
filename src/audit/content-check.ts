import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, faultOf } from './fault.ts';
import type { Manifest } from './manifest-file.ts';
import { checkPackage } from './package-check.ts';
import { ROW_CHECKS } from './row-check.ts';
import { TABLES, type TableRow } from './table.ts';
import { checkTable } from './table-check.ts';
import { TotalsCheck } from './totals-check.ts';

/** Told of every sound row of the run's CSV files. */
export type RowListener = (file: string, row: TableRow, line: number) => void;

/** A run folder with its manifest and the files that were purged from it. */
export interface RunAtHand {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly purged: ReadonlySet<string>;
}

/**
 * What the files of a run say: schemas, order, cross-references and totals (contract 4, 5). The
 * listener hears of every row on the way, so that each file is read once.
 */
export async function* checkContent(
  { folder, manifest, purged }: RunAtHand,
  listener: RowListener,
): AsyncGenerator<Fault> {
  yield* checkPackage(folder, manifest.runId);
  const totals = new TotalsCheck(manifest);
  let isWhole = true;
  for (const table of TABLES) {
    const { file } = table;
    if (!lstatSync(join(folder, file), { throwIfNoEntry: false })?.isFile()) {
      isWhole &&= purged.has(file);
      continue;
    }
    const visit = function* (row: TableRow, line: number): Generator<Fault> {
      for (const what of ROW_CHECKS[file]?.(row) ?? []) yield { place: file, line, what };
      if (file === 'totals.csv') yield* totals.seeTotal(row, line);
      if (file === 'rejects.csv') yield* totals.seeReject(row, line);
      listener(file, row, line);
    };
    const reading = { visit, rows: 0 };
    yield* checkTable(folder, table, reading);
    const stated = manifest.artefacts.find((artefact) => artefact.file === file)?.rows;
    if (stated !== reading.rows)
      yield faultOf(file, `has ${reading.rows} rows; the manifest says ${stated ?? 'nothing'}`);
  }
  if (isWhole) yield* totals.finish({ isWithRejects: !purged.has('rejects.csv') });
}
