import type { Notice } from '../notice/notice.ts';
import type { Resolution } from '../notice/resolution.ts';
import type { Connection } from './database.ts';
import { damaged } from './database.ts';
import { highestBy } from './latest-rows.ts';
import type { AskedReview, RememberedReview } from './review-memory.ts';
import { canonicalJson, FIRST_CHAIN, makeSaltSource } from './row-digest.ts';
import {
  checkRow,
  type EvidenceRow,
  type Key,
  parseContent,
  readRows,
  rowColumns,
} from './row-reader.ts';
import { insertRow, nextId } from './run-recorder.ts';
import type { StoredRun } from './run-row.ts';
import { LOOKUPS } from './tables.ts';

/** A resolution as it is kept: it seals the notice version that it issued, which no run brought. */
interface KeptResolution extends Resolution {
  readonly notice: { readonly version: number; readonly digest: string } | null;
}

/** A row of a resolution, and the digest of the notice row that it issued. */
export interface ResolutionRow {
  /** The last run that was recorded before it. */
  readonly run: number;
  readonly reviewId: string;
  readonly notice: KeptResolution['notice'];
}

/** Enters a resolution, and the notice version that comes of it, behind the last run. Runs inside a transaction. */
export function enterResolution(
  database: Connection,
  runs: readonly StoredRun[],
  {
    reviewId,
    notice,
    ...resolution
  }: Resolution & { readonly reviewId: string; readonly notice: Notice | null },
): void {
  const run = runs.length;
  const nextSalt = makeSaltSource();
  const previous = resolutionRows(database, runs).at(-1)?.digest.toString('hex') ?? FIRST_CHAIN;
  let issued: KeptResolution['notice'] = null;
  if (notice !== null) {
    const { noticeId, noticeVersion: version, action, caseNumber } = notice;
    const columns = [noticeId, version, action, caseNumber, resolution.at];
    const row = { table: 'notice', run, columns, content: canonicalJson(notice) } as const;
    const digest = insertRow(database, row, nextSalt(), nextId(database, 'notice'));
    if (digest === null)
      throw damaged(database.file, 'a later version of a notice is there already');
    issued = { version, digest: digest.toString('hex') };
  }
  const content = canonicalJson({ ...resolution, notice: issued } satisfies KeptResolution);
  const row = { table: 'resolution', run, columns: [reviewId, previous], content } as const;
  insertRow(database, row, nextSalt());
}

/** Every resolution, oldest first; none can be taken out unseen. */
export function readResolutions(
  database: Connection,
  runs: readonly StoredRun[],
): readonly ResolutionRow[] {
  return resolutionRows(database, runs).map((row) => {
    const { notice } = parseContent<KeptResolution>(database.file, row);
    return { run: row.run, reviewId: String(row.columns[0]), notice };
  });
}

/** What was known of the given review items before the run of that number. */
export function readReviews(
  database: Connection,
  reviewIds: readonly string[],
  runNumber: number,
): readonly RememberedReview[] {
  const keys: readonly Key[] = reviewIds.map((id) => [id]);
  const known = (lookup: typeof LOOKUPS.review | typeof LOOKUPS.resolution) =>
    highestBy(
      readRows(database, lookup, keys).filter(({ run }) => run < runNumber),
      ({ columns }) => String(columns[0]),
      ({ run }) => run,
    );
  const answers = new Map(known(LOOKUPS.resolution).map((row) => [String(row.columns[0]), row]));
  return known(LOOKUPS.review).map((row) => {
    const reviewId = String(row.columns[0]);
    const { question } = parseContent<Pick<AskedReview, 'question'>>(database.file, row);
    const answer = answers.get(reviewId);
    return {
      reviewId,
      run: row.run,
      question,
      resolution: answer ? parse(database, answer) : null,
    };
  });
}

function parse(database: Connection, row: EvidenceRow): Resolution {
  const { notice: _, ...resolution } = parseContent<KeptResolution>(database.file, row);
  return resolution;
}

/** Each names the digest of the one before it, and every run how many there were when it came. */
function resolutionRows(database: Connection, runs: readonly StoredRun[]): readonly EvidenceRow[] {
  const rows = database
    .all(`select ${rowColumns('resolution')} from resolution as t order by id`)
    .map((raw) => checkRow(database.file, 'resolution', raw));
  let previous = FIRST_CHAIN;
  for (const { columns, digest } of rows) {
    if (columns[1] !== previous) throw damaged(database.file, 'an answer to a review is missing');
    previous = digest.toString('hex');
  }
  for (const { run, content } of runs) {
    const known = rows.filter((row) => row.run < run.number).length;
    if (known !== (content.resolutions ?? 0))
      throw damaged(database.file, `not every answer known to run ${run.number} is there`);
  }
  return rows;
}
