import { compareCodePoints } from '../register/text-order.ts';
import { CONSIDERED, REJECTS, REVIEWS, TOTALS } from './artefacts.ts';
import type { Artefact } from './column.ts';
import { csvText, type WrittenFile } from './csv-file.ts';
import { describePackage } from './data-package.ts';
import { describeRunAsManifest } from './manifest.ts';
import { NOTICES } from './notices-file.ts';
import { renderReport } from './report-page.ts';
import type { Rows, RunResult } from './run-result.ts';

/** A file of a run before it is written; its pieces can be gone through again and again. */
export interface RunFile {
  readonly file: string;
  readonly pieces: () => Iterable<string>;
  /** Rows without the header; null where the file has none. */
  readonly rows: number | null;
}

/** Every file of a run but its sums, in the manifest's order; the manifest once the others are written (contract 5). */
export function describeFiles(result: RunResult): {
  readonly files: readonly RunFile[];
  readonly manifestOf: (written: readonly WrittenFile[]) => string;
} {
  const run = inOrder(result);
  const tables = [NOTICES, REVIEWS, CONSIDERED, REJECTS, TOTALS];
  return {
    files: [
      csvFile(NOTICES, run.notices),
      csvFile(REVIEWS, run.reviews),
      csvFile(CONSIDERED, run.considered),
      csvFile(REJECTS, run.rejections),
      csvFile(TOTALS, run.totals),
      { file: 'datapackage.json', pieces: () => [describePackage(run.runId, tables)], rows: null },
      { file: 'report.html', pieces: () => [renderReport(run)], rows: null },
    ],
    manifestOf: (written) => describeRunAsManifest(run, written),
  };
}

function csvFile<Row>(artefact: Artefact<Row>, rows: Rows<Row>): RunFile {
  return { file: artefact.file, pieces: () => csvText(artefact, rows), rows: rows.length };
}

/** The order in which files were named on the command line must not show (contract 3). */
function inOrder(result: RunResult): RunResult {
  return {
    ...result,
    rules: result.rules.toSorted((a, b) => compareCodePoints(a.name, b.name)),
    inputs: result.inputs.toSorted(
      (a, b) => compareCodePoints(a.input, b.input) || compareCodePoints(a.file, b.file),
    ),
    totals: result.totals.toSorted(TOTALS.compare),
    days: result.days.toSorted(
      (a, b) => compareCodePoints(a.source, b.source) || compareCodePoints(a.day, b.day),
    ),
    outages: result.outages.toSorted(
      (a, b) =>
        compareCodePoints(a.source, b.source) ||
        compareCodePoints(a.from, b.from) ||
        compareCodePoints(a.until, b.until),
    ),
  };
}
