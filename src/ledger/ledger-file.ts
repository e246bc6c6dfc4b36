import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { makeFolders } from '../folders.ts';
import { type Connection, connect, damaged, unwritable } from './database.ts';
import { isErrno, makePrivateFile, tightenMode } from './ledger-lock.ts';
import { checkShape } from './ledger-shape.ts';
import { MIGRATIONS, migrate } from './migrations.ts';

/** What SQLite takes where nothing else is said. */
const PAGE_BYTES = 4096;
const BUSY_TIMEOUT_MS = 5000;
const CACHE_KIB = 32 * 1024;
const SIDE_FILES = ['-wal', '-shm', '-journal'];

/** Whether a ledger lies there. Throws `LEDGER_DAMAGED` where what lies there cannot be one. */
export function ledgerExists(file: string): boolean {
  const size = regularFileSize(file);
  if (size === 0) throw damaged(file, 'it is empty');
  const unsaved = regularFileSize(`${file}-wal`);
  regularFileSize(`${file}-shm`);
  regularFileSize(`${file}-journal`);
  if (size === null && unsaved !== null && unsaved > 0) {
    throw damaged(file, 'it is gone, but entries of it lie in its side file ending in -wal');
  }
  // With entries in the side file a page may be half written; SQLite then writes it again.
  if (size !== null && size % PAGE_BYTES !== 0 && !unsaved) {
    throw damaged(file, 'it is cut off inside a page');
  }
  return size !== null;
}

/** `mayBegin`: of a command that begins one where it is told to. */
export function missingLedger(file: string, mayBegin: boolean): CatchUpError {
  const message = mayBegin
    ? `There is no ledger at ${file}, though one is expected. Put it back, or name the right one with --ledger; --new-ledger begins one that knows no earlier run.`
    : `There is no ledger at ${file}, though one is expected. Put it back, or name the right one with --ledger.`;
  return new CatchUpError('LEDGER_MISSING', message);
}

export function makeFolder(file: string): void {
  try {
    makeFolders(dirname(file));
  } catch (error: unknown) {
    throw unwritable(dirname(file), error);
  }
}

/** Makes a ledger aside and gives it its name when it is whole. The caller holds the lock. */
export function createLedgerFile(file: string): void {
  const aside = `${file}.new`;
  try {
    for (const ending of ['', ...SIDE_FILES]) rmSync(`${aside}${ending}`, { force: true });
    for (const ending of SIDE_FILES) rmSync(`${file}${ending}`, { force: true });
    makePrivateFile(aside);
    const database = connect(aside, { mode: 'write', timeoutMs: BUSY_TIMEOUT_MS });
    try {
      // Nobody has it yet: it is synced once, when it is whole.
      database.exec('pragma journal_mode = memory; pragma synchronous = off');
      migrate(database, 0);
    } finally {
      database.close();
    }
    sync(aside);
    renameSync(aside, file);
    sync(dirname(file));
  } catch (error: unknown) {
    throw error instanceof CatchUpError ? error : unwritable(file, error);
  }
}

/** Opens a ledger that is there for writing: checks its shape, then brings it up to date. */
export function openForWriting(file: string): Connection {
  for (const ending of ['', ...SIDE_FILES]) {
    if (regularFileSize(`${file}${ending}`) !== null) tightenMode(`${file}${ending}`);
  }
  const database = connect(file, { mode: 'write', timeoutMs: BUSY_TIMEOUT_MS });
  try {
    database.exec('pragma trusted_schema = off; pragma cell_size_check = on');
    const version = checkShape(database);
    database.exec('pragma journal_mode = wal; pragma synchronous = full');
    // Keys come in no order: with SQLite's own 2 MiB every other row costs a read and a write.
    database.exec(`pragma cache_size = -${CACHE_KIB}`);
    if (database.all('pragma journal_mode')[0]?.[0] !== 'wal') {
      throw damaged(file, 'its journal mode cannot be set');
    }
    migrate(database, version);
    // Reading makes the side file. SQLite syncs its folder too, but does not say where that fails.
    database.all('pragma user_version');
    sync(dirname(file));
    return database;
  } catch (error: unknown) {
    database.close();
    throw error;
  }
}

/**
 * Opens a ledger that is there for reading one state of it, without leaving a trace. While nobody
 * has it open it is one file, read without any lock; where a writer changes that file meanwhile,
 * reading ends with `LEDGER_HELD`.
 */
export function openForReading(file: string): Connection {
  const isOpenElsewhere = SIDE_FILES.some((ending) => regularFileSize(`${file}${ending}`) !== null);
  const database = isOpenElsewhere
    ? connect(file, { mode: 'read', timeoutMs: BUSY_TIMEOUT_MS })
    : connect(file, { mode: 'immutable', timeoutMs: 0, afterRead: guardUnchanged(file) });
  try {
    database.exec('pragma trusted_schema = off; pragma cell_size_check = on; begin');
    const version = checkShape(database);
    if (version < MIGRATIONS.length) throw olderSchema(file, version);
    return database;
  } catch (error: unknown) {
    database.close();
    throw error;
  }
}

/** An empty ledger that lies nowhere. */
export function openInMemory(file: string): Connection {
  const database = connect(file, { mode: 'memory', timeoutMs: 0 });
  migrate(database, 0);
  return database;
}

/** Puts all entries into the ledger's own file, as far as readers elsewhere let it. */
export function settle(database: Connection): void {
  database.exec('pragma busy_timeout = 0');
  database.exec('pragma wal_checkpoint(truncate)');
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/**
 * Takes the side files away at the end, so that the ledger at rest is one file: a copy of it is
 * whole, and a reader makes none. The package leaves them: its statements outlive `close`.
 */
export function leaveOneFile(database: Connection): void {
  try {
    database.exec('pragma busy_timeout = 0; pragma journal_mode = delete');
    sync(dirname(database.file));
  } catch (error: unknown) {
    const isReadElsewhere = error instanceof CatchUpError && error.code === 'LEDGER_HELD';
    if (!isReadElsewhere) throw error;
  }
}

function guardUnchanged(file: string): () => void {
  const state = () => {
    const { mtimeNs, size, ino } = lstatSync(file, { bigint: true });
    return `${mtimeNs} ${size} ${ino}`;
  };
  const before = state();
  return () => {
    if (state() === before) return;
    const message = `The ledger ${file} was changed by another run while it was read. Run again.`;
    throw new CatchUpError('LEDGER_HELD', message);
  };
}

function olderSchema(file: string, version: number): CatchUpError {
  const message =
    `The ledger ${file} has schema ${version}; this program reads ${MIGRATIONS.length}. ` +
    'A run that is not a dry run brings it up to date.';
  return new CatchUpError('LEDGER_SCHEMA', message);
}

/** Null where nothing lies there. Never opens the file: closing it would drop SQLite's locks on it. */
function regularFileSize(file: string): number | null {
  try {
    const found = lstatSync(file);
    if (!found.isFile()) throw damaged(file, 'it is not a regular file');
    return found.size;
  } catch (error: unknown) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error instanceof CatchUpError ? error : damaged(file, 'it cannot be looked at', error);
  }
}

function sync(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error: unknown) {
    throw unwritable(path, error);
  }
}
