import type { LedgerView } from '../ledger/ledger.ts';
import type { Notice } from '../notice/notice.ts';
import { NOTICES } from '../publish/notices-file.ts';
import type { Fault } from './fault.ts';
import type { TableRow } from './table.ts';

const NOTICES_PER_QUESTION = 500;
const FILE = 'notices.csv';

/**
 * Every row of `notices.csv` is the version that the ledger knew when the run was done, and, where
 * the run itself issued it, says the same in every column (contract 3.9).
 */
export async function* compareNotices(
  view: LedgerView,
  rows: ReadonlyMap<number, TableRow>,
): AsyncGenerator<Fault> {
  const entries = [...rows];
  for (let at = 0; at < entries.length; at += NOTICES_PER_QUESTION) {
    const asked = entries.slice(at, at + NOTICES_PER_QUESTION);
    const known = await view.noticesOf(asked.map(([, row]) => row.notice_id ?? ''));
    const byId = new Map(known.map((notice) => [notice.noticeId, notice]));
    for (const [line, row] of asked) {
      const what = compareNotice(row, byId.get(row.notice_id ?? ''));
      if (what !== null) yield { place: FILE, line, what };
    }
  }
}

function compareNotice(row: TableRow, known: Notice | undefined): string | null {
  if (known === undefined) return 'is a notice that the ledger does not hold';
  if (String(known.noticeVersion) !== row.notice_version)
    return `is version ${row.notice_version}; the ledger's latest then was ${known.noticeVersion}`;
  if (row.action === 'UNCHANGED') return null;
  const columns = NOTICES.columns.filter(({ name, text }) => text(known) !== row[name]);
  const names = columns.map(({ name }) => name).join(', ');
  return names === '' ? null : `says otherwise than the ledger in ${names}`;
}
