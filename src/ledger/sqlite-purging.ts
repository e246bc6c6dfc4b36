import { utcText } from '../register/local-time.ts';
import type { Connection } from './database.ts';
import { lastPurgeDigest, readPurgeEntries } from './purge-entries.ts';
import { needPurgeKey, readPurgeKey } from './purge-key.ts';
import type { PurgedFolder, PurgeEntry, PurgeOrder, Purging } from './purging.ts';
import { canonicalJson, makeSaltSource } from './row-digest.ts';
import { insertRow } from './run-recorder.ts';
import { readRuns, type StoredRun } from './run-row.ts';
import { findFaults } from './verify-ledger.ts';

/** Purges in the ledger's own file. */
export class SqlitePurging implements Purging {
  readonly #database: Connection;
  readonly #runs: StoredRun[];

  /** `runs` is brought up to date with every order. */
  constructor(database: Connection, runs: StoredRun[]) {
    this.#database = database;
    this.#runs = runs;
  }

  faults(): readonly string[] {
    return findFaults(this.#database);
  }

  entries(): readonly PurgeEntry[] {
    return readPurgeEntries(this.#database);
  }

  due({ scope, beforeMs }: PurgeOrder): readonly number[] {
    return this.#runs
      .filter(({ run, publishedAt }) => {
        const isBefore = publishedAt !== null && Date.parse(publishedAt) < beforeMs;
        return isBefore && run.purged !== 'ALL' && run.purged !== scope;
      })
      .map(({ run }) => run.number);
  }

  async purge(order: PurgeOrder): Promise<void> {
    const { by, scope, beforeMs } = order;
    const runs = this.due(order);
    if (runs.length === 0) return;
    this.#database.transaction(() => {
      needPurgeKey(this.#database);
      this.#enter({ kind: 'RUNS', ...now(by), scope, before: utcText(beforeMs), runs });
    });
    this.#runs.splice(0, this.#runs.length, ...readRuns(this.#database));
  }

  async noteFolders(by: string, folders: readonly PurgedFolder[]): Promise<void> {
    if (folders.length === 0) return;
    this.#database.transaction(() => this.#enter({ kind: 'FOLDERS', ...now(by), folders }));
  }

  key(): Buffer | null {
    return readPurgeKey(this.#database);
  }

  #enter(entry: PurgeEntry): void {
    const columns = [entry.kind, lastPurgeDigest(this.#database)];
    const row = { table: 'purge_entry', run: this.#runs.length, columns } as const;
    insertRow(this.#database, { ...row, content: canonicalJson(entry) }, makeSaltSource()());
  }
}

function now(by: string): { readonly at: string; readonly by: string } {
  return { at: new Date().toISOString(), by };
}
