import { createHash } from 'node:crypto';
import { type Connection, damaged } from './database.ts';
import type { NewRun, RecordedRun } from './ledger.ts';
import { purgedCounts, purgedScopes, readPurgeEntries } from './purge-entries.ts';
import { chainRun, FIRST_CHAIN } from './row-digest.ts';
import { type Key, parseContent, readRows } from './row-reader.ts';
import { BROUGHT_TABLES, type BroughtTable, LOOKUPS } from './tables.ts';

/** What a run's own row says: it seals all that the run brought. */
export interface RunContent extends Omit<NewRun, 'runId' | 'inputs'> {
  readonly recordedAt: string;
  /** Ids never seen before this run. */
  readonly newSubscriptions: number;
  /** Declared outages that were known then; absent in runs older than that table. */
  readonly outages?: number;
  /** Likewise what people had judged. */
  readonly resolutions?: number;
  /** Rows brought, and the SHA-256 of their digests in the order in which they came in. */
  readonly brought: Readonly<
    Record<BroughtTable, { readonly rows: number; readonly sha256: string }>
  >;
}

export interface StoredRun {
  readonly run: RecordedRun;
  /** ISO 8601, UTC; null while it is not published. */
  readonly publishedAt: string | null;
  /** Rows that it brought and that were purged, by table. */
  readonly gone: ReadonlyMap<string, number>;
  readonly content: RunContent;
  /** SHA-256 over the chain of the run before and this run's content. */
  readonly chain: string;
}

/** Every run, oldest first; checks numbers, digests and chain. Costs with the number of runs. */
export function readRuns(database: Connection): StoredRun[] {
  const numbers = runNumbers(database);
  const published = publicationByRun(database, numbers);
  const purges = readPurgeEntries(database);
  const [purged, gone] = [purgedScopes(purges), purgedCounts(purges)];
  const inputs = inputsByRun(database, numbers);
  const rows = [...readRows(database, LOOKUPS.run, numbers)].sort((a, b) => a.run - b.run);
  const stored: StoredRun[] = [];
  for (const row of rows) {
    const [runId, chain] = row.columns;
    const previous = stored.at(-1)?.chain ?? FIRST_CHAIN;
    const expected = chainRun(previous, `${runId}\n${row.content}`);
    if (row.run !== stored.length + 1 || row.id !== row.run || chain !== expected) {
      throw damaged(database.file, `run ${row.run} does not follow on the run before it`);
    }
    const content = withEveryTable(parseContent<RunContent>(database.file, row));
    const { recordedAt: _at, newSubscriptions: _new, brought, ...said } = content;
    const { outages: _declared, resolutions: _judged, ...own } = said;
    const publishedAt = published.get(row.run) ?? null;
    const scope = purged.get(row.run);
    const run = {
      ...{ runId: String(runId), ...own, inputs: inputs.get(row.run) ?? [] },
      ...{ number: row.run, isPublished: publishedAt !== null },
      ...(scope === undefined ? {} : { purged: scope }),
    };
    if (run.inputs.length !== brought.run_input.rows) {
      throw damaged(database.file, `inputs of run ${row.run} are missing`);
    }
    stored.push({
      ...{ run, publishedAt, content, chain: expected },
      gone: gone.get(row.run) ?? new Map(),
    });
  }
  return stored;
}

function publicationByRun(database: Connection, numbers: readonly Key[]): Map<number, string> {
  const rows = readRows(database, LOOKUPS.published, numbers);
  return new Map(
    rows.map((row) => {
      const { publishedAt } = parseContent<{ publishedAt: string }>(database.file, row);
      return [row.run, publishedAt];
    }),
  );
}

/** A run that is older than a table brought nothing into it. */
function withEveryTable(content: RunContent): RunContent {
  const nothing = { rows: 0, sha256: createHash('sha256').digest('hex') };
  const empty = Object.fromEntries(BROUGHT_TABLES.map((table) => [table, nothing]));
  return { ...content, brought: { ...empty, ...content.brought } };
}

function runNumbers(database: Connection): Key[] {
  const byNumber = database.all(
    'select cast(run as integer) from run indexed by run_by_number order by run',
  );
  const byId = database.all('select count(*) from run indexed by run_by_number_again');
  if (byNumber.length !== byId[0]?.[0]) throw damaged(database.file, 'a run is missing');
  return byNumber.map(([run]) => [Number(run)]);
}

function inputsByRun(database: Connection, numbers: readonly Key[]) {
  const inputs = new Map<number, { place: number; input: NewRun['inputs'][number] }[]>();
  for (const row of readRows(database, LOOKUPS.inputsOfRun, numbers)) {
    const entry = {
      place: Number(row.columns[0]),
      input: parseContent<NewRun['inputs'][number]>(database.file, row),
    };
    const known = inputs.get(row.run);
    if (known) known.push(entry);
    else inputs.set(row.run, [entry]);
  }
  return new Map(
    [...inputs].map(([run, entries]) => {
      const ordered = entries.sort((left, right) => left.place - right.place);
      return [run, ordered.map((entry) => entry.input)];
    }),
  );
}
