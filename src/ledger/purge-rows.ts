import type { Decision, Source } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import type { Connection, SqlValue } from './database.ts';
import { GOING_CASES, GOING_DECISIONS, GOING_NOTICES, GOING_TOUCHED } from './going-sql.ts';
import { purgeMark } from './purge-key.ts';
import {
  DROP_SETS,
  FORGET_QUEUE,
  GOES,
  HEADS_ANEW,
  LOOKED_AT,
  OF_CASES,
  SETS,
  STANDING,
  UNANSWERED,
  WORDS_OF_RECEIVERS,
} from './purge-sql.ts';
import { sealDecision, sealTouched } from './purged-decisions.ts';
import type { PurgedRows } from './purging.ts';
import { makeSaltSource } from './row-digest.ts';
import { textOf } from './row-reader.ts';
import { insertRow } from './run-recorder.ts';
import type { SealedMemory } from './sealing.ts';
import type { TableName } from './tables.ts';

/** Whose rows go. */
export interface RowsToPurge {
  /** Numbers of the runs of which all goes that nobody needs any more. */
  readonly runs: readonly number[];
  /** Numbers of the runs of which the rejected rows go. */
  readonly rejectsOf: readonly number[];
  /** Date at which a subscription is open or has ended. */
  readonly today: string;
  /** Notices that were never delivered, and reviews that were never answered, go as well. */
  readonly isWaitingGone: boolean;
  readonly key: Buffer;
  /** Date, UTC. */
  readonly purgedOn: string;
}

/**
 * Takes rows out of the ledger and leaves their digests, so that every chain still checks. Runs
 * inside a transaction. Gives how many rows went, by table and run.
 */
export function purgeRows(database: Connection, purge: RowsToPurge): PurgedRows {
  for (const sql of SETS) database.exec(sql);
  for (const run of purge.runs) database.change('insert into purged_run values (?)', [run]);
  for (const run of purge.rejectsOf) database.change('insert into rejects_run values (?)', [run]);
  for (const sql of LOOKED_AT) database.change(sql, []);
  database.change(STANDING, [purge.today]);
  if (!purge.isWaitingGone) database.change(UNANSWERED, [purge.today]);
  for (const sql of OF_CASES) database.change(sql, []);
  for (const [table, condition] of GOES) {
    const parameters = condition.includes('?1') ? [Number(purge.isWaitingGone)] : [];
    mark(database, table, `t.run in (select run from purged_run) and ${condition}`, parameters);
  }
  mark(database, 'seen_reject', 't.run in (select run from rejects_run)');
  mark(database, 'delivery_entry', WORDS_OF_RECEIVERS);
  keepVersions(database, purge.key);
  keepMemories(database, purge);
  const tables = [...GOES.map(([table]) => table), 'seen_reject', 'delivery_entry'] as const;
  const rows = Object.fromEntries(tables.map((table) => [table, takeOut(database, table)]));
  database.change(FORGET_QUEUE, []);
  database.change(HEADS_ANEW, []);
  database.exec(DROP_SETS);
  return rows;
}

/** How many notices of the given runs are still there. */
export function countNotices(database: Connection, runs: readonly number[]): number {
  const [row] = database.all(
    'select count(*) from notice where run in (select value from json_each(?))',
    [JSON.stringify(runs)],
  );
  return Number(row?.[0]);
}

function mark(
  database: Connection,
  table: TableName,
  condition: string,
  parameters: readonly SqlValue[] = [],
): void {
  const sql = `insert into purged_row (table_name, id, run, digest)
    select '${table}', t.id, t.run, t.digest from ${table} as t where ${condition}`;
  database.change(sql, parameters);
}

/** A number that comes again must not be taken for a new one. */
function keepVersions(database: Connection, key: Buffer): void {
  const nextSalt = makeSaltSource();
  const keep = (mark: string, version: unknown, run: unknown) => {
    const columns = [mark, Number(version)];
    const row = { table: 'purged_version', run: Number(run), columns, content: '' } as const;
    insertRow(database, row, nextSalt());
  };
  for (const [source, id, version, run] of database.all(GOING_DECISIONS))
    keep(purgeMark(key, 'decision', `${textOf(source)}:${textOf(id)}`), version, run);
  for (const [id, version, run] of database.all(GOING_NOTICES))
    keep(purgeMark(key, 'notice', textOf(id)), version, run);
}

/** What comes later of these decisions and cases must not be judged as if nothing had been decided. */
function keepMemories(
  database: Connection,
  { key, purgedOn }: Pick<RowsToPurge, 'key' | 'purgedOn'>,
): void {
  const nextSalt = makeSaltSource();
  const keep = ({ mark, content }: SealedMemory, run: unknown) => {
    const row = { table: 'sealed_memory', run: Number(run), columns: [mark], content } as const;
    insertRow(database, row, nextSalt());
  };
  for (const [source, decisionId, subscriptionId, caseNumber, run] of database.all(GOING_TOUCHED)) {
    const decision = { source: textOf(source) as Source, decisionId: textOf(decisionId) };
    const touched = { subscriptionId: textOf(subscriptionId), caseNumber: textOf(caseNumber) };
    keep(sealTouched(key, decision, touched), run);
  }
  for (const [content, lastSeen, asOf, run] of database.all(GOING_CASES)) {
    const decision = JSON.parse(textOf(content)) as Decision;
    const subscription = JSON.parse(textOf(lastSeen)) as Subscription;
    const on = { subscription, caseNumber: decision.caseNumber };
    const told = { decision, asOf: String(asOf), purgedOn };
    for (const sealed of sealDecision(key, on, told)) keep(sealed, run);
  }
}

/** Removes the marked rows that are still there. */
function takeOut(database: Connection, table: TableName): Readonly<Record<string, number>> {
  const marked = `from ${table} as t join purged_row as p on p.table_name = '${table}' and p.id = t.id`;
  const counts = database.all(`select t.run, count(*) ${marked} group by t.run`);
  database.change(`delete from ${table} where id in (select t.id ${marked})`, []);
  return Object.fromEntries(counts.map(([run, rows]) => [String(run), Number(rows)]));
}
