import { accessSync, constants } from 'node:fs';
import { platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { CatchUpError, InternalError } from '../errors.ts';

export type SqlValue = string | number | Buffer | null;

/** One open SQLite connection; every error that leaves it is a `CatchUpError` or an `InternalError`. */
export interface Connection {
  /** The file as people know it; for messages. */
  readonly file: string;
  /** Runs statements that give no rows back. Leaves no statement behind that would keep the file open. */
  exec(sql: string): void;
  /** Rows as arrays. Parameters are numbered by position. */
  all(sql: string, parameters?: readonly SqlValue[]): unknown[][];
  /** Runs one writing statement; gives how many rows it entered or changed. */
  change(sql: string, parameters: readonly SqlValue[]): number;
  /** All of it or nothing: commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface ConnectionOptions {
  readonly mode: 'write' | 'read' | 'immutable' | 'memory';
  readonly timeoutMs: number;
  /** Called after every read; throws where what was read cannot be relied on. */
  readonly afterRead?: () => void;
}

/** Opens a file that is there already (the package would silently make a missing or empty one). */
export function connect(file: string, options: ConnectionOptions): Connection {
  const database = attempt(file, 'read', () => {
    return new Database(location(file, options.mode), { timeout: options.timeoutMs });
  });
  const statements = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = statements.get(sql) ?? database.prepare(sql).raw();
    statements.set(sql, known);
    return known;
  };
  return {
    file,
    exec: (sql) => attempt(file, 'write', () => void database.exec(sql)),
    all: (sql, parameters = []) => {
      const rows = attempt(file, 'read', () => statement(sql).all(parameters) as unknown[][]);
      options.afterRead?.();
      return rows;
    },
    change: (sql, parameters) =>
      attempt(file, 'write', () => {
        const known = statements.get(sql) ?? database.prepare(sql);
        statements.set(sql, known);
        return known.run(parameters).changes;
      }),
    transaction: (work) => runTransaction(file, database, work),
    close: () => {
      statements.clear();
      if (database.inTransaction) attempt(file, 'write', () => database.exec('rollback'));
      attempt(file, 'write', () => database.close());
    },
  };
}

/**
 * The package opens files through a layer for encryption, which this program does not use and which
 * takes a failed read for a success (libsql 0.5.29): the system's own layer is asked for by name.
 */
const PLAIN_FILES = platform === 'win32' ? 'vfs=win32' : 'vfs=unix';
const URI_PARAMETERS = { write: 'mode=rw', read: 'mode=ro', immutable: 'mode=ro&immutable=1' };

function location(file: string, mode: ConnectionOptions['mode']): string {
  if (mode === 'memory') return ':memory:';
  return `${pathToFileURL(file).href}?${URI_PARAMETERS[mode]}&${PLAIN_FILES}`;
}

function runTransaction<T>(file: string, database: Database.Database, work: () => T): T {
  attempt(file, 'write', () => database.exec('begin immediate'));
  try {
    const result = work();
    attempt(file, 'write', () => database.exec('commit'));
    return result;
  } catch (error: unknown) {
    // A full disk ends the transaction by itself; a second rollback would hide the first error.
    if (database.inTransaction) attempt(file, 'write', () => database.exec('rollback'));
    throw error;
  }
}

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CONSTRAINT = 19;
/** READONLY, IOERR, FULL, CANTOPEN. */
const SQLITE_UNWRITABLE = new Set([8, 10, 13, 14]);
/** IOERR_SHMOPEN, _SHMSIZE, _SHMMAP: the first read makes the index of the side file. */
const SQLITE_NO_ROOM_TO_READ = new Set([4618, 4874, 5386]);

function attempt<T>(file: string, doing: 'read' | 'write', work: () => T): T {
  try {
    return work();
  } catch (cause: unknown) {
    if (cause instanceof CatchUpError || cause instanceof InternalError) throw cause;
    throw ledgerError(file, doing, cause);
  }
}

function ledgerError(file: string, doing: 'read' | 'write', cause: unknown): Error {
  const code = primaryCode(cause);
  if (code === SQLITE_BUSY) {
    const message = `The ledger ${file} is locked by another process. Try again when that has ended.`;
    return new CatchUpError('LEDGER_HELD', message, { cause });
  }
  if (doing === 'write' && code === SQLITE_CONSTRAINT) {
    return new InternalError(`the ledger ${file} refused a row`, { cause });
  }
  if (rawCode(cause) === SQLITE_READONLY && isWritable(file)) {
    return damaged(file, 'its header says that it cannot be written', cause);
  }
  const isUnwritable = doing === 'write' && SQLITE_UNWRITABLE.has(code ?? 0);
  if (isUnwritable || SQLITE_NO_ROOM_TO_READ.has(rawCode(cause) ?? 0))
    return unwritable(file, cause);
  const reason = cause instanceof Error ? cause.message : 'unknown error';
  return damaged(file, `SQLite says: ${reason}`, cause);
}

function primaryCode(error: unknown): number | null {
  const code = rawCode(error);
  return code === null ? null : code % 256;
}

function rawCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('rawCode' in error)) return null;
  return typeof error.rawCode === 'number' ? error.rawCode : null;
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function damaged(file: string, what: string, cause?: unknown): CatchUpError {
  const message =
    `The ledger ${file} is damaged or is not a ledger: ${what}. Nothing was entered. ` +
    'Put a sound copy of it back, then run again.';
  return new CatchUpError('LEDGER_DAMAGED', message, { cause });
}

export function unwritable(file: string, cause: unknown): CatchUpError {
  const reason = cause instanceof Error ? cause.message : 'unknown error';
  const message =
    `Cannot write to ${file}: ${reason}. Make room on the disk or give write permission, ` +
    'then run again.';
  return new CatchUpError('NOT_WRITABLE', message, { cause });
}
