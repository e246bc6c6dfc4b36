import { hashDecisionId } from '../person/key-hash.ts';
import { keysOf, type RememberedPerson } from '../person/subscriber-index.ts';
import type { Subscription } from '../register/subscription.ts';
import type { Connection } from './database.ts';
import { pageDecisionKeys, pageIds } from './key-pages.ts';
import { digestContent, readDecisionPages, readPersonPages } from './known-pages.ts';
import { parseContent, readRows } from './row-reader.ts';
import type { StoredRun } from './run-row.ts';
import { LOOKUPS } from './tables.ts';

/**
 * Of every decision that the runs before one run brought, as `hashDecisionId`; by their pages, or row by
 * row where a run is older than those.
 */
export function* everyDecisionHash(
  database: Connection,
  runs: readonly StoredRun[],
  before: number,
): Generator<Float64Array> {
  for (const run of earlier(runs, before)) {
    const pages = readDecisionPages(database, run);
    if (pages !== null) {
      yield* pages;
      continue;
    }
    for (const keys of pageDecisionKeys(database, before, runs))
      yield Float64Array.from(keys, (key) => hashDecisionId(key.source, key.decisionId));
    return;
  }
}

/** Of every subscription row that the runs before one run brought, likewise. */
export function* everyPerson(
  database: Connection,
  runs: readonly StoredRun[],
  before: number,
): Generator<readonly RememberedPerson[]> {
  for (const run of earlier(runs, before)) {
    const pages = readPersonPages(database, run);
    if (pages !== null) {
      yield* pages;
      continue;
    }
    for (const ids of pageIds(database, 'subscription', runs))
      yield readPersons(database, ids, before);
    return;
  }
}

function earlier(runs: readonly StoredRun[], before: number): readonly StoredRun[] {
  return runs.filter(({ run }) => run.number < before);
}

function readPersons(
  database: Connection,
  ids: readonly string[],
  before: number,
): readonly RememberedPerson[] {
  const keys = ids.map((id) => [id]);
  return readRows(database, LOOKUPS.subscription, keys)
    .filter(({ run }) => run < before)
    .map((row) => {
      const subscription = parseContent<Subscription>(database.file, row);
      const { subscriptionId, skn } = subscription;
      const content = digestContent(subscription);
      return { subscriptionId, keys: keysOf(subscription), skn, content };
    });
}
