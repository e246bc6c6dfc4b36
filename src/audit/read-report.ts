import type { Action } from '../notice/notice.ts';
import type { ReportFacts } from '../publish/report/facts.ts';
import { ReportTally } from '../publish/report/tally.ts';
import type { InputKind } from '../register/rejection.ts';
import { readRows, readSoundManifest } from './run-rows.ts';
import { TABLES, type TableRow } from './table.ts';

/** What the report of a run shows, read from its folder alone (contract 5): `USAGE`, `INPUT_DAMAGED`. */
export async function readReportFacts(folder: string): Promise<ReportFacts> {
  const manifest = await readSoundManifest(folder);
  const tally = new ReportTally();
  for (const table of TABLES) {
    const see = SEEN[table.file];
    if (see === undefined) continue;
    for await (const rows of readRows(folder, table, manifest))
      for (const row of rows) see(tally, row);
  }
  const { from, until, fromLocal, untilLocal } = manifest.window;
  return {
    ...manifest,
    window: { fromUtc: from, untilUtc: until, fromLocal, untilLocal },
    totals: manifest.totals.byFile,
    tally,
  };
}

const SEEN: Readonly<Record<string, (tally: ReportTally, row: TableRow) => void>> = {
  'notices.csv': (tally, { sector = '', priority = '', category = '', action = '' }) =>
    tally.seeNotice({ sector, priority: Number(priority), category, action: action as Action }),
  'review.csv': (tally, { sector = '', reasons = '' }) =>
    tally.seeReview({ sector, reasons: listOf(reasons) }),
  'considered.csv': (tally, { sector = '', outcome = '' }) =>
    tally.seeConsidered({ sector, outcome }),
  'rejects.csv': (tally, row) =>
    tally.seeReject({
      input: (row.input ?? '') as InputKind,
      file: row.file ?? '',
      line: Number(row.line),
      errors: listOf(row.error_codes ?? ''),
      touchesSubscription: row.touches_subscription === 'YES',
    }),
};

function listOf(field: string): string[] {
  return field === '' ? [] : field.split(';');
}
