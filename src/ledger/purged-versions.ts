import type { Notice } from '../notice/notice.ts';
import type { Connection } from './database.ts';
import { purgeMark, readPurgeKey } from './purge-key.ts';
import { readRows } from './row-reader.ts';
import { LOOKUPS } from './tables.ts';

/** Names, and the run before which they are asked of. */
export interface AskedNames {
  readonly names: readonly string[];
  readonly runNumber: number;
}

/**
 * The highest version of each name of which everything but that number was purged, as runs before the
 * given one brought it. Names of which nothing was purged, or the key is gone, are left out.
 */
export function readPurgedVersions(
  database: Connection,
  kind: 'decision' | 'notice',
  asked: AskedNames,
): ReadonlyMap<string, number> {
  const key = asked.names.length === 0 ? null : readPurgeKey(database);
  if (key === null) return new Map();
  const names = new Map(asked.names.map((name) => [purgeMark(key, kind, name), name]));
  const marks = [...names.keys()].map((mark) => [mark]);
  const versions = new Map<string, number>();
  for (const { run, columns } of readRows(database, LOOKUPS.purgedVersion, marks)) {
    const name = names.get(String(columns[0]));
    if (name === undefined || run >= asked.runNumber) continue;
    versions.set(name, Math.max(versions.get(name) ?? 0, Number(columns[1])));
  }
  return versions;
}

/** Of those that are not known: all but the number was purged, nothing stands, and the next version is a new one. */
export function readPurgedNotices(
  database: Connection,
  known: readonly Notice[],
  asked: AskedNames,
): readonly Notice[] {
  const found = new Set(known.map(({ noticeId }) => noticeId));
  const names = asked.names.filter((id) => !found.has(id));
  const purged = readPurgedVersions(database, 'notice', { ...asked, names });
  return [...purged].map(([noticeId, noticeVersion]) => ({
    ...{
      noticeId,
      noticeVersion,
      action: 'RETRACTED',
      priority: 0,
      sector: '',
      subscriptionId: '',
    },
    ...{ registerRef: '', role: '', bsn: '', skn: '', familyName: '', namePrefix: '' },
    ...{ givenNames: '', birthDate: '', caseNumber: '', facts: [], articles: [], category: '' },
    ...{ offenceFrom: '', offenceUntil: '', decidedOn: '', match: [], flags: [] },
    signalledBeforeRef: [],
  }));
}
