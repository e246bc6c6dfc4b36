import { createHash, type Hash, hash } from 'node:crypto';
import type { Decision } from '../register/decision.ts';
import type { Connection, SqlValue } from './database.ts';
import { PageWriter } from './known-pages.ts';
import type { NewRun, RunChanges } from './ledger.ts';
import { canonicalJson, chainRun, digestRow, makeSaltSource, type RowText } from './row-digest.ts';
import { readRows } from './row-reader.ts';
import type { RunContent, StoredRun } from './run-row.ts';
import { digestSeen, newSeenKey } from './seen-rows.ts';
import {
  BROUGHT_TABLES,
  type BroughtTable,
  LOOKUPS,
  TABLE_COLUMNS,
  type TableName,
} from './tables.ts';

/** Enters a run and what it brought as the next link of the chain. Runs inside a transaction. */
export function recordRun(
  database: Connection,
  previous: { readonly number: number; readonly chain: string },
  newRun: NewRun,
  changes: Iterable<RunChanges>,
): StoredRun {
  const number = previous.number + 1;
  const recordedAt = new Date().toISOString();
  let newSubscriptions = 0;
  const writer = new RunWriter(database, number);
  const key = newSeenKey();
  for (const [position, input] of newRun.inputs.entries()) {
    writer.add('run_input', [position], canonicalJson(input));
  }
  for (const piece of changes) {
    newSubscriptions += countNewSubscriptions(database, piece);
    writeChanges(writer, piece, recordedAt);
    writeSeen(writer, piece, key);
  }
  writer.pages.finish();

  const { runId, inputs, ...asked } = newRun;
  const outages = Number(database.all('select count(*) from outage')[0]?.[0]);
  const resolutions = Number(database.all('select count(*) from resolution')[0]?.[0]);
  const known = { newSubscriptions, outages, resolutions };
  const content = { ...asked, recordedAt, ...known, brought: writer.seal() };
  const text = canonicalJson(content);
  const chain = chainRun(previous.chain, `${runId}\n${text}`);
  const row = { table: 'run', run: number, columns: [runId, chain], content: text } as const;
  insertRow(database, row, makeSaltSource()());
  const run = { ...newRun, number, isPublished: false };
  return { run, publishedAt: null, gone: new Map(), content, chain };
}

/** Enters one row, under an id of its own where it has one; null where its key was there already, else its digest. */
export function insertRow(
  database: Connection,
  row: RowText,
  salt: Buffer,
  ownId: number | null = null,
): Buffer | null {
  const digest = digestRow(row, salt);
  // A run's own row has the run's number for id too.
  const id = row.table === 'run' ? row.run : ownId;
  const values = [id, row.run, ...row.columns, row.content, salt, digest];
  return database.change(INSERTS[row.table], values) > 0 ? digest : null;
}

const INSERTS = Object.fromEntries(
  Object.entries(TABLE_COLUMNS).map(([table, columns]) => {
    const names = ['id', 'run', ...columns, 'content', 'salt', 'digest'];
    const places = names.map(() => '?').join(', ');
    const into = `${table} (${names.join(', ')})`;
    return [table, `insert into ${into} values (${places}) on conflict do nothing`];
  }),
) as Record<TableName, string>;

function writeChanges(writer: RunWriter, changes: RunChanges, recordedAt: string): void {
  writeDecisions(writer, changes);
  for (const { subscriptionId, caseNumber, decision } of changes.touched) {
    const { source, decisionId } = decision;
    writer.add('touched', [source, decisionId, subscriptionId, caseNumber], '');
  }
  for (const subscription of changes.subscriptions) {
    const columns = [subscription.subscriptionId];
    if (writer.add('subscription', columns, canonicalJson(subscription)))
      writer.pages.addPerson(subscription);
  }
  for (const { subscriptionId, caseNumber, asOf } of changes.judged) {
    writer.add('judged', [subscriptionId, caseNumber, asOf], '');
  }
  for (const notice of changes.notices) {
    const { noticeId, noticeVersion, action, caseNumber } = notice;
    const columns = [noticeId, noticeVersion, action, caseNumber, recordedAt];
    writer.add('notice', columns, canonicalJson(notice));
  }
  for (const { reviewId, question } of changes.reviews)
    writer.add('review', [reviewId], canonicalJson({ question }));
}

/** What a later run over the same window compares itself with. */
function writeSeen(writer: RunWriter, changes: RunChanges, key: string): void {
  for (const { source, day, rows, fingerprint } of changes.days)
    writer.add('day_count', [source, day, rows, fingerprint], '');
  for (const { source, decisionId, rows } of changes.seenDecisions) {
    const digests = rows.map((row) => ({ ...row, content: digestSeen(key, row.content) }));
    writer.add('seen_decision', [source, decisionId], canonicalJson({ key, rows: digests }));
  }
  for (const { input, file, line, raw, ...reject } of changes.seenRejects) {
    const content = canonicalJson({ key, ...reject, raw: digestSeen(key, raw) });
    writer.add('seen_reject', [input, file, line], content);
  }
}

function writeDecisions(writer: RunWriter, changes: RunChanges): void {
  for (const key of [...changes.decisions, ...changes.conflicts, ...changes.keptVersions]) {
    if (writer.add('known_decision', [key.source, key.decisionId], ''))
      writer.pages.addDecision(key);
  }
  for (const decision of changes.decisions) {
    const { source, decisionId, version, caseNumber, kind, irrevocableOn } = decision;
    const columns = [source, decisionId, version, caseNumber, kind, irrevocableOn];
    writer.add('decision', columns, canonicalJson(decision));
  }
  for (const row of changes.conflicts) writeConflict(writer, row);
  for (const { source, decisionId, version } of changes.keptVersions) {
    writer.add('kept_version', [source, decisionId, version], '');
  }
}

function writeConflict(writer: RunWriter, row: Decision): void {
  const content = canonicalJson(row);
  const sha256 = hash('sha256', content);
  const columns = [row.source, row.decisionId, row.version, sha256, row.caseNumber];
  writer.add('conflict_row', columns, content);
}

function countNewSubscriptions(database: Connection, changes: RunChanges): number {
  const ids = new Set(changes.subscriptions.map((subscription) => subscription.subscriptionId));
  const keys = [...ids].map((id) => [id]);
  for (const row of readRows(database, LOOKUPS.subscription, keys))
    ids.delete(String(row.columns[0]));
  return ids.size;
}

/** Enters rows of one run and keeps count and digest of those that came in, table by table. */
class RunWriter {
  readonly pages = new PageWriter((columns, content) => this.add('known_page', columns, content));
  readonly #database: Connection;
  readonly #run: number;
  readonly #nextSalt = makeSaltSource();
  readonly #brought = new Map<BroughtTable, { rows: number; hash: Hash; nextId: number }>();

  constructor(database: Connection, run: number) {
    this.#database = database;
    this.#run = run;
  }

  /** Whether the row came in: its key was not there yet. */
  add(table: BroughtTable, columns: readonly SqlValue[], content: string): boolean {
    const row = { table, run: this.#run, columns, content };
    const brought = this.#broughtOf(table);
    const digest = insertRow(this.#database, row, this.#nextSalt(), brought.nextId);
    if (digest === null) return false;
    brought.nextId += 1;
    brought.rows += 1;
    brought.hash.update(digest);
    return true;
  }

  seal(): RunContent['brought'] {
    const sealed = BROUGHT_TABLES.map((table) => {
      const { rows, hash } = this.#broughtOf(table);
      return [table, { rows, sha256: hash.digest('hex') }];
    });
    return Object.fromEntries(sealed);
  }

  #broughtOf(table: BroughtTable) {
    const known = this.#brought.get(table);
    if (known !== undefined) return known;
    const fresh = { rows: 0, hash: createHash('sha256'), nextId: nextId(this.#database, table) };
    this.#brought.set(table, fresh);
    return fresh;
  }
}

/** No id is given twice: a purged row keeps its own. */
export function nextId(database: Connection, table: BroughtTable): number {
  const [row] = database.all(
    `select max(coalesce((select max(id) from ${table}), 0),
       coalesce((select max(id) from purged_row where table_name = '${table}'), 0))`,
  );
  return Number(row?.[0]) + 1;
}
