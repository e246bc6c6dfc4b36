import type { DecisionKey, Source } from '../register/decision.ts';
import { type Connection, damaged } from './database.ts';
import { textOf } from './row-reader.ts';
import type { StoredRun } from './run-row.ts';

const ROWS_PER_PAGE = 8192;

/**
 * Keys of all remembered decisions, page by page. Two indexes are read side by side and the rows
 * counted against what the runs say they brought, so that no damage can hide a key.
 */
export function* pageDecisionKeys(
  database: Connection,
  runNumber: number,
  runs: readonly StoredRun[],
): Generator<readonly DecisionKey[]> {
  let after = ['', ''];
  const seen = new Map<number, number>();
  for (;;) {
    const page = readPage(database, after);
    const last = page.at(-1);
    if (last === undefined) break;
    const keys: DecisionKey[] = [];
    for (const { source, decisionId, run } of page) {
      seen.set(run, (seen.get(run) ?? 0) + 1);
      if (run < runNumber) keys.push({ source, decisionId });
    }
    after = [last.source, last.decisionId];
    if (keys.length > 0) yield keys;
  }
  for (const { run, content, gone } of runs) {
    const rows = content.brought.known_decision.rows - (gone.get('known_decision') ?? 0);
    if ((seen.get(run.number) ?? 0) !== rows) throw missing(database, 'known_decision');
  }
}

/** Ids of all subscriptions ever seen, or of all reviews, page by page; their rows are counted likewise. */
export function* pageIds(
  database: Connection,
  table: 'subscription' | 'review',
  runs: readonly StoredRun[],
): Generator<readonly string[]> {
  let after = '';
  let rows = 0;
  for (;;) {
    const page = database.all(
      `select cast(${table}_id as blob), count(*) from ${table} indexed by ${table}_by_id_again ` +
        `where ${table}_id > ? group by ${table}_id order by ${table}_id limit ${ROWS_PER_PAGE}`,
      [after],
    );
    const last = page.at(-1);
    if (last === undefined) break;
    for (const [, count] of page) rows += Number(count);
    after = textOf(last[0]);
    yield page.map(([id]) => textOf(id));
  }
  let expected = 0;
  for (const { content, gone } of runs)
    expected += content.brought[table].rows - (gone.get(table) ?? 0);
  if (rows !== expected) throw missing(database, table);
}

interface KnownDecision extends DecisionKey {
  readonly run: number;
}

function readPage(database: Connection, after: readonly string[]): readonly KnownDecision[] {
  const [page, again] = ['known_decision_by_key', 'known_decision_by_key_again'].map((index) => {
    const run = index.endsWith('_again') ? 'cast(run as integer)' : '0';
    return database.all(
      `select cast(source as blob), cast(decision_id as blob), ${run} ` +
        `from known_decision indexed by ${index} ` +
        'where (source, decision_id) > (?, ?) order by source, decision_id ' +
        `limit ${ROWS_PER_PAGE}`,
      after,
    );
  });
  const keys = (page ?? []).map(([source, decisionId]) => [textOf(source), textOf(decisionId)]);
  const known = (again ?? []).map(([source, decisionId, run]) => {
    return { source: textOf(source) as Source, decisionId: textOf(decisionId), run: Number(run) };
  });
  const agree =
    keys.length === known.length &&
    known.every((key, place) => {
      return key.source === keys[place]?.[0] && key.decisionId === keys[place]?.[1];
    });
  if (!agree) throw missing(database, 'known_decision');
  return known;
}

function missing(database: Connection, table: string): Error {
  return damaged(database.file, `rows of table ${table} are missing or changed`);
}
