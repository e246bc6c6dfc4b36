import { createHmac, randomBytes } from 'node:crypto';
import type { InputKind, Rejection } from '../register/rejection.ts';
import type { Connection } from './database.ts';
import type { SeenByRun, SeenDecision } from './ledger.ts';
import { parseContent, readRows } from './row-reader.ts';
import { LOOKUPS } from './tables.ts';

/** Digests of a run stand under a key of their own, which lies beside each and goes when a row is purged. */
export function newSeenKey(): string {
  return randomBytes(KEY_BYTES).toString('hex');
}

export function digestSeen(key: string, content: string): string {
  return createHmac('sha256', key).update(content).digest('hex');
}

/** What a run saw of the people under screening, and the rows that it refused. */
export function readSeen(database: Connection, runNumber: number): SeenByRun {
  let key = newSeenKey();
  const decisions = readRows(database, LOOKUPS.seenDecisions, [[runNumber]]).map((row) => {
    const seen = parseContent<Keyed & Pick<SeenDecision, 'rows'>>(database.file, row);
    key = seen.key;
    const [source, decisionId] = row.columns;
    const named = { source: source as SeenDecision['source'], decisionId: String(decisionId) };
    return { ...named, rows: seen.rows };
  });
  const rejects = readRows(database, LOOKUPS.seenRejects, [[runNumber]]).map((row) => {
    const { key: own, ...seen } = parseContent<Keyed & RejectContent>(database.file, row);
    key = own;
    const [input, file, line] = row.columns;
    return { ...seen, input: input as InputKind, file: String(file), line: Number(line) };
  });
  return { decisions, rejects, digestOf: (content) => digestSeen(key, content) };
}

const KEY_BYTES = 16;

interface Keyed {
  readonly key: string;
}

type RejectContent = Pick<Rejection, 'errors' | 'touchesSubscription' | 'raw'>;
