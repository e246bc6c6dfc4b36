import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { CatchUpError } from '../errors.ts';
import { type Connection, connect, unwritable } from './database.ts';

export interface LedgerLock {
  release(): void;
}

/**
 * Makes this process the only writer of a ledger. The kernel frees the lock when the process ends,
 * however it ends. Throws `LEDGER_HELD`, naming the holder, at once (contract 7).
 */
export function takeLock(ledgerFile: string): LedgerLock {
  const holderFile = `${ledgerFile}.holder`;
  const lock = lockExclusively(ledgerFile, holderFile);
  try {
    writeHolder(holderFile);
  } catch (error: unknown) {
    lock.close();
    throw error;
  }
  return {
    release: () => {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

/**
 * Locks a small file, which it makes where it is missing, until `close`; the kernel does that for a
 * process that ended. Waits for others no longer than said, then throws `LEDGER_HELD`.
 */
export function lockFile(file: string, waitMs: number): Connection {
  makePrivateFile(file);
  const lock = connect(file, { mode: 'write', timeoutMs: waitMs });
  try {
    lock.exec('pragma journal_mode = off; begin exclusive');
    return lock;
  } catch (error: unknown) {
    lock.close();
    throw error;
  }
}

/** Makes an empty file that only its owner can read, whatever the umask; leaves one that is there. */
export function makePrivateFile(file: string): void {
  try {
    const descriptor = openSync(file, CREATE_ONLY, 0o600);
    fchmodSync(descriptor, 0o600);
    closeSync(descriptor);
  } catch (error: unknown) {
    if (!isErrno(error, 'EEXIST')) throw unwritable(file, error);
    tightenMode(file);
  }
}

/** Takes group and others their rights. Never opens the file: closing it would drop SQLite's locks on it. */
export function tightenMode(file: string): void {
  try {
    const found = lstatSync(file);
    if (!found.isFile()) throw new Error('it is not a regular file');
    if ((found.mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (error: unknown) {
    throw unwritable(file, error);
  }
}

const CREATE_ONLY =
  constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW | constants.O_WRONLY;

function lockExclusively(ledgerFile: string, holderFile: string): Connection {
  try {
    return lockFile(`${ledgerFile}.lock`, 0);
  } catch (error: unknown) {
    if (!(error instanceof CatchUpError) || error.code !== 'LEDGER_HELD') throw error;
    const message =
      `The ledger ${ledgerFile} is held by ${readHolder(holderFile)}. ` +
      'Wait until that run has ended, then run again.';
    throw new CatchUpError('LEDGER_HELD', message, { cause: error });
  }
}

function writeHolder(holderFile: string): void {
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    rmSync(holderFile, { force: true });
    makePrivateFile(holderFile);
    const descriptor = openSync(holderFile, constants.O_WRONLY | constants.O_NOFOLLOW);
    writeSync(descriptor, `${JSON.stringify(holder)}\n`);
    closeSync(descriptor);
  } catch (error: unknown) {
    throw error instanceof CatchUpError ? error : unwritable(holderFile, error);
  }
}

function readHolder(holderFile: string): string {
  try {
    const holder: unknown = JSON.parse(readFileSync(holderFile, 'utf8'));
    if (typeof holder !== 'object' || holder === null) return 'another process';
    const told = new Map<string, unknown>(Object.entries(holder));
    return `process ${told.get('pid')} on ${told.get('host')} since ${told.get('since')}`;
  } catch {
    return 'another process';
  }
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
