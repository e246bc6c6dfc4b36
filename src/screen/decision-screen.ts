import { isUtf8 } from 'node:buffer';
import { type Settle, withoutLineEnd } from '../intake/csv-rows.ts';
import type { BsnRoutes } from '../person/bsn-routes.ts';
import { birthSeed, HASH_PRIME, HASH_SEED } from '../person/key-hash.ts';
import { DECISION_FORMS, PlainDecision } from './plain-decision.ts';
import * as plain from './plain-field.ts';
import { hashBytes, hashName } from './plain-hash.ts';
import { plainShape, walkPlainRow } from './walk.ts';

/** What the screen needs to know of a file and a run. */
export interface DecisionScreenFacts {
  readonly delimiter: number;
  /** Contract column of each column of the file; '' for an unknown one. */
  readonly columns: readonly string[];
  /** The window, milliseconds since 1970 UTC. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly routes: BsnRoutes;
  /** Told of every row inside the window that is settled; `end` is that of its text. */
  readonly count?: (
    row: PlainDecision,
    bytes: Buffer,
    ends: { start: number; end: number },
  ) => void;
}

/** What the screen settled in one block: rows outside the window, and id hashes of those of nobody. */
export interface SettledDecisions {
  readonly outsideWindow: number;
  readonly idHashes: readonly number[];
}

/**
 * The plain-row screen for decisions (contract 2.1, 3.1, 3.2): settles a row that is of plain form,
 * wholly valid, in version 1 and not withdrawn, and of a person whom no subscription can match. Every
 * other row it leaves to the full path, so its answer is always what the full path would have said.
 */
export function screenDecisions(facts: DecisionScreenFacts): {
  readonly settle: Settle;
  readonly take: () => SettledDecisions;
} {
  const { delimiter, columns, routes, fromMs, untilMs, count } = facts;
  const kindOf = columns.map((column) => DECISION_FORMS[column] ?? 0);
  const row = new PlainDecision(kindOf);
  const shape = plainShape(
    delimiter,
    columns.map((column) => plain.WIDTHS[column] ?? 0),
  );
  let block: Buffer | null = null;
  let outsideWindow = 0;
  let idHashes: number[] = [];

  function settle(bytes: Buffer, start: number): number {
    row.clear();
    if (bytes !== block) {
      block = bytes;
      shape.isUtf8 = isUtf8(bytes);
    }
    const end = walkPlainRow(bytes, start, shape, row);
    if (end < 0 || !row.isCoherent()) return -1;
    if (row.instant >= fromMs && row.instant < untilMs) {
      if (mayMatch(bytes, row, routes)) return -1;
      idHashes.push(row.idHash(bytes));
      count?.(row, bytes, { start, end: withoutLineEnd(bytes, start, end) });
    } else outsideWindow += 1;
    return end;
  }

  function take(): SettledDecisions {
    const taken = { outsideWindow, idHashes };
    outsideWindow = 0;
    idHashes = [];
    return taken;
  }

  return { settle, take };
}

/** As `BsnRoutes.mayConcern`, whomever. */
function mayMatch(bytes: Buffer, row: PlainDecision, index: BsnRoutes): boolean {
  if (index.bsns.has(row.bsn) || index.watchedByBsn.has(row.bsn)) return true;
  if (index.bySknWithoutBsn.size > 0 && row.sknEnd > row.sknStart) {
    const skn = hashBytes(bytes, row.sknStart, row.sknEnd, HASH_SEED, HASH_PRIME) || 1;
    if (index.bySknWithoutBsn.has(skn)) return true;
  }
  if (index.byNameWithoutBsn.size === 0 || row.birth % 100 === 0) return false;
  return index.byNameWithoutBsn.has(
    hashName(bytes, row.nameStart, row.nameEnd, birthSeed(row.birth)),
  );
}
