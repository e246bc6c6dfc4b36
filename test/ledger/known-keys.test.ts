import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../src/ledger/database.ts';
import { everyDecisionHash, everyPerson } from '../../src/ledger/known-keys.ts';
import { readRuns, type StoredRun } from '../../src/ledger/run-row.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import type { RememberedPerson } from '../../src/person/subscriber-index.ts';
import { aDecision, aRun, aSubscription, changesOf, manyChanges } from './ledger-rows.ts';

describe('everyDecisionHash and everyPerson', () => {
  let folder: string;
  let database: Connection;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'known-keys-'));
    const file = join(folder, 'catchup.db');
    const ledger = await openLedger({ file, access: 'write', create: true });
    await ledger.record(aRun(1), [manyChanges(5000)]);
    const late = { decisions: [aDecision({ decisionId: 'LATE' })] };
    const noBsn = aSubscription({ subscriptionId: 'NO-BSN', bsn: null, skn: 'A1' });
    await ledger.record(aRun(2), [changesOf({ ...late, subscriptions: [noBsn] })]);
    await ledger.close();
    database = connect(file, { mode: 'write', timeoutMs: 0 });
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  function collect(runs: readonly StoredRun[], before: number) {
    const hashes = [...everyDecisionHash(database, runs, before)].flatMap((page) => [...page]);
    const persons = [...everyPerson(database, runs, before)].flat();
    const byId = (a: { subscriptionId: string }, b: { subscriptionId: string }) =>
      a.subscriptionId < b.subscriptionId ? -1 : 1;
    return { hashes: hashes.sort((a, b) => a - b), persons: persons.sort(byId) };
  }

  /** As a ledger is that was begun before there were pages. */
  function withoutPages(runs: readonly StoredRun[]): StoredRun[] {
    database.exec('drop trigger known_page_never_deleted; delete from known_page');
    return runs.map((stored) => {
      const { brought } = stored.content;
      const known_page = { rows: 0, sha256: '' };
      return { ...stored, content: { ...stored.content, brought: { ...brought, known_page } } };
    });
  }

  it.each([2, 3])(
    'give what the rows of the runs before run %d hold, with or without pages',
    (before) => {
      const runs = readRuns(database);

      const byPages = collect(runs, before);

      expect(byPages.hashes).toHaveLength(before === 2 ? 5000 : 5001);
      expect(byPages.persons.map(({ skn }) => skn).filter((skn) => skn !== null)).toEqual(
        before === 2 ? [] : ['A1'],
      );
      const byRows = collect(withoutPages(runs), before);
      expect(byRows.hashes).toEqual(byPages.hashes);
      const withoutSkn = ({ subscriptionId, keys, content }: RememberedPerson) => [
        subscriptionId,
        keys,
        content,
      ];
      expect(byRows.persons.map(withoutSkn)).toEqual(byPages.persons.map(withoutSkn));
      expect(new Set(byRows.persons.map(({ content }) => content)).size).toBe(
        byRows.persons.length,
      );
    },
  );

  it('refuse a ledger in which a page is gone', () => {
    const runs = readRuns(database);
    database.exec('drop trigger known_page_never_deleted; delete from known_page where page = 1');

    expect(() => collect(runs, 3)).toThrow('pages of run 1 are missing');
  });
});
