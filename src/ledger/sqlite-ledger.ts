import { resolve } from 'node:path';
import { InternalError } from '../errors.ts';
import type { Notice } from '../notice/notice.ts';
import type { Outbox } from '../notice/outbox.ts';
import type { Connection } from './database.ts';
import type { Outage } from './declared-outage.ts';
import type {
  Ledger,
  LedgerView,
  NewResolution,
  NewRun,
  RecordedRun,
  RunChanges,
  SeenByRun,
} from './ledger.ts';
import {
  createLedgerFile,
  leaveOneFile,
  ledgerExists,
  makeFolder,
  missingLedger,
  openForReading,
  openForWriting,
  openInMemory,
  settle,
} from './ledger-file.ts';
import { readKey } from './ledger-keys.ts';
import { type LedgerLock, takeLock } from './ledger-lock.ts';
import { enterOutage } from './outages.ts';
import type { Purging } from './purging.ts';
import { enterResolution, readResolutions } from './reviews.ts';
import { FIRST_CHAIN, makeSaltSource } from './row-digest.ts';
import { insertRow, recordRun } from './run-recorder.ts';
import { readRuns, type StoredRun } from './run-row.ts';
import { readSeen } from './seen-rows.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';
import { SqlitePurging } from './sqlite-purging.ts';
import { SqliteView } from './sqlite-view.ts';

export interface LedgerOptions {
  readonly file: string;
  /** `write` holds the ledger alone; `snapshot` reads one state of it and changes nothing. */
  readonly access: 'write' | 'snapshot';
  /**
   * Whether a missing ledger is a first use; a snapshot of it is empty and makes no file. `IF_TOLD`: it
   * would be, had the command been told so.
   */
  readonly create: boolean | 'IF_TOLD';
}

/**
 * Opens the ledger in a SQLite file (contract 3.9). Throws `LEDGER_HELD`, `LEDGER_MISSING`,
 * `LEDGER_DAMAGED`, `LEDGER_SCHEMA` or `NOT_WRITABLE`.
 */
export async function openLedger({ file, access, create }: LedgerOptions): Promise<Ledger> {
  const path = resolve(file);
  const exists = ledgerExists(path);
  if (!exists && create !== true) throw missingLedger(path, create === 'IF_TOLD');
  if (access === 'write') return openWriter(path);
  return openWith(exists ? openForReading(path) : openInMemory(path), null);
}

function openWriter(file: string): Ledger {
  makeFolder(file);
  const lock = takeLock(file);
  try {
    if (!ledgerExists(file)) createLedgerFile(file);
    return openWith(openForWriting(file), lock);
  } catch (error: unknown) {
    lock.release();
    throw error;
  }
}

function openWith(database: Connection, lock: LedgerLock | null): Ledger {
  try {
    return new SqliteLedger(database, readRuns(database), lock);
  } catch (error: unknown) {
    database.close();
    throw error;
  }
}

function closeBoth(database: Connection, lock: LedgerLock | null): void {
  try {
    database.close();
  } finally {
    lock?.release();
  }
}

class SqliteLedger implements Ledger {
  readonly #database: Connection;
  readonly #runs: StoredRun[];
  readonly #lock: LedgerLock | null;
  #isClosed = false;

  constructor(database: Connection, runs: StoredRun[], lock: LedgerLock | null) {
    this.#database = database;
    this.#runs = runs;
    this.#lock = lock;
  }

  async runs(): Promise<readonly RecordedRun[]> {
    return this.#runs.map((stored) => stored.run);
  }

  before(runNumber: number): LedgerView {
    return new SqliteView(this.#database, this.#runs, { runNumber });
  }

  after(runNumber: number): LedgerView {
    const later = readResolutions(this.#database, this.#runs).filter(
      ({ run }) => run === runNumber,
    );
    const hidden = new Set(later.map(({ notice }) => notice?.digest ?? ''));
    return new SqliteView(this.#database, this.#runs, { runNumber: runNumber + 1, hidden });
  }

  async record(run: NewRun, changes: Iterable<RunChanges>): Promise<number> {
    this.#requireLock();
    const known = this.#runs.find((stored) => stored.run.runId === run.runId);
    if (known) return known.run.number;
    const previous = { number: this.#runs.length, chain: this.#runs.at(-1)?.chain ?? FIRST_CHAIN };
    const stored = this.#database.transaction(() => {
      return recordRun(this.#database, previous, run, changes);
    });
    this.#runs.push(stored);
    settle(this.#database);
    return stored.run.number;
  }

  async markPublished(runNumber: number): Promise<void> {
    this.#requireLock();
    const position = runNumber - 1;
    const stored = this.#runs[position];
    if (stored === undefined) throw new InternalError(`run ${runNumber} was never recorded`);
    if (stored.run.isPublished) return;
    const publishedAt = new Date().toISOString();
    const content = JSON.stringify({ publishedAt });
    this.#database.transaction(() => {
      const row = { table: 'published', run: runNumber, columns: [], content } as const;
      insertRow(this.#database, row, makeSaltSource()());
    });
    this.#runs[position] = { ...stored, publishedAt, run: { ...stored.run, isPublished: true } };
  }

  async keyFor(use: 'COUNTING' | 'PROCESSING'): Promise<Buffer> {
    return readKey(this.#database, use === 'COUNTING' ? 'counting_key' : 'processing_key');
  }

  async seenBy(runNumber: number): Promise<SeenByRun> {
    return readSeen(this.#database, runNumber);
  }

  async declareOutage(outage: Outage): Promise<void> {
    this.#requireLock();
    const declared = { ...outage, declaredAt: new Date().toISOString() };
    this.#database.transaction(() => enterOutage(this.#database, this.#runs, declared));
    settle(this.#database);
  }

  async resolve(reviewId: string, resolution: NewResolution, notice: Notice | null) {
    this.#requireLock();
    const entered = { ...resolution, reviewId, notice, at: new Date().toISOString() };
    this.#database.transaction(() => enterResolution(this.#database, this.#runs, entered));
    settle(this.#database);
  }

  outbox(): Outbox {
    return new SqliteOutbox(this.#database);
  }

  purging(): Purging {
    return new SqlitePurging(this.#database, this.#runs);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (this.#lock !== null) leaveOneFile(this.#database);
    } finally {
      closeBoth(this.#database, this.#lock);
    }
  }

  #requireLock(): void {
    if (this.#lock === null) throw new InternalError('a snapshot of the ledger takes no entries');
    if (this.#isClosed) throw new InternalError('the ledger is closed');
  }
}
