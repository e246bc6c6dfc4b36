import { CatchUpError } from '../errors.ts';
import { utcText } from '../register/local-time.ts';
import type { Connection } from './database.ts';
import { lastPurgeDigest, readPurgeEntries } from './purge-entries.ts';
import { needPurgeKey, readPurgeKey } from './purge-key.ts';
import { countNotices, purgeRows } from './purge-rows.ts';
import { sealLeft } from './purge-seal.ts';
import type {
  PurgedFolder,
  PurgedFromLedger,
  PurgedRows,
  PurgeEntry,
  PurgeOrder,
  Purging,
} from './purging.ts';
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

  async purge(order: PurgeOrder): Promise<PurgedFromLedger> {
    const due = this.due(order);
    const known = this.#runs.filter(({ run }) => run.purged !== undefined);
    if (due.length + known.length === 0) return { rows: 0, noticesKept: 0 };
    const isAll = ({ run }: StoredRun) =>
      run.purged === 'ALL' || (order.scope === 'ALL' && due.includes(run.number));
    const runs = this.#runs.filter(isAll).map(({ run }) => run.number);
    const rejectsOf = [...new Set([...due, ...known.map(({ run }) => run.number)])];
    this.#database.exec(LEAVE_NOTHING);
    const rows = this.#database.transaction(() => {
      const key = needPurgeKey(this.#database);
      const purgedOn = now(order.by).at.slice(0, 10);
      const gone = purgeRows(this.#database, { ...order, runs, rejectsOf, key, purgedOn });
      if (due.length + countRows(gone) > 0) this.#enterRuns(order, due, gone);
      return countRows(gone);
    });
    this.#compact();
    this.#runs.splice(0, this.#runs.length, ...readRuns(this.#database));
    return { rows, noticesKept: countNotices(this.#database, runs) };
  }

  async noteFolders(by: string, folders: readonly PurgedFolder[]): Promise<void> {
    if (folders.length === 0) return;
    this.#database.transaction(() => this.#enter({ kind: 'FOLDERS', ...now(by), folders }));
  }

  key(): Buffer | null {
    return readPurgeKey(this.#database);
  }

  async destroyKey(by: string): Promise<void> {
    this.#database.exec(LEAVE_NOTHING);
    this.#database.transaction(() => {
      this.#database.change('delete from purge_key', []);
      this.#enter({ kind: 'KEY_DESTROYED', ...now(by) });
    });
    this.#compact();
  }

  #enterRuns({ by, scope, beforeMs }: PurgeOrder, runs: readonly number[], rows: PurgedRows): void {
    const left = sealLeft(this.#database);
    this.#enter({ kind: 'RUNS', ...now(by), scope, before: utcText(beforeMs), runs, rows, left });
  }

  /** Writes the file anew, without the space in which something was. */
  #compact(): void {
    this.#database.exec('vacuum');
    const [row] = this.#database.all('pragma wal_checkpoint(truncate)');
    if (row?.[0] === 0) return;
    const message = `The ledger ${this.#database.file} is being read: what was purged is still in its file. Give the same command again.`;
    throw new CatchUpError('LEDGER_HELD', message);
  }

  #enter(entry: PurgeEntry): void {
    const columns = [entry.kind, lastPurgeDigest(this.#database)];
    const row = { table: 'purge_entry', run: this.#runs.length, columns } as const;
    insertRow(this.#database, { ...row, content: canonicalJson(entry) }, makeSaltSource()());
  }
}

/** What is freed is overwritten, and what is only looked at is never written elsewhere. */
const LEAVE_NOTHING = 'pragma secure_delete = on; pragma temp_store = memory';

function countRows(rows: PurgedRows): number {
  return Object.values(rows)
    .flatMap((byRun) => Object.values(byRun))
    .reduce((sum, count) => sum + count, 0);
}

function now(by: string): { readonly at: string; readonly by: string } {
  return { at: new Date().toISOString(), by };
}
