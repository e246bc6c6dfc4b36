import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { unwritable } from '../ledger/database.ts';
import { lockFile, makePrivateFile } from '../ledger/ledger-lock.ts';
import { isSystemError } from '../publish/safe-file.ts';
import { linkOf, sealLine } from './sealed-line.ts';

/** The audit record of a ledger: a file of its own beside it, one sealed line an entry. */
export function recordFileOf(ledgerFile: string): string {
  return `${resolve(ledgerFile)}.audit.ndjson`;
}

/**
 * Enters one line behind all others and syncs it, and gives its seal; under a lock of its own that is held no longer than
 * that. Throws `NOT_WRITABLE`, and `LEDGER_HELD` where another process keeps the lock.
 */
export function enterIntoRecord(file: string, said: Readonly<Record<string, unknown>>): string {
  const lock = lockFile(`${file}.lock`, LOCK_WAIT_MS);
  try {
    makePrivateFile(file);
    return append(file, said);
  } catch (error: unknown) {
    throw isSystemError(error) ? unwritable(file, error) : error;
  } finally {
    lock.close();
  }
}

const LOCK_WAIT_MS = 10_000;
const WINDOW_BYTES = 16 * 1024;
const LINE_END = 0x0a;

function append(file: string, said: Readonly<Record<string, unknown>>): string {
  const { O_RDWR, O_APPEND, O_NOFOLLOW } = constants;
  const descriptor = openSync(file, O_RDWR | O_APPEND | O_NOFOLLOW);
  try {
    const { size } = fstatSync(descriptor);
    const { last, torn } = readEnd(descriptor, size);
    // A power cut may leave half a line: it stays, ended, and the line after it says so.
    const isTorn = torn.length > 0;
    const about = isTorn && { torn: { bytes: torn.length, sha256: hash('sha256', torn) } };
    const line = sealLine({ ...said, ...about }, last);
    write(descriptor, Buffer.from(`${isTorn ? '\n' : ''}${line}\n`), size);
    if (size === 0) syncFolderOf(file);
    return linkOf(line);
  } finally {
    closeSync(descriptor);
  }
}

/** The last line that has an end, and what stands behind it. */
function readEnd(descriptor: number, size: number): { last: string | null; torn: Buffer } {
  for (let length = WINDOW_BYTES; ; length *= 2) {
    const from = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - from);
    readSync(descriptor, bytes, 0, bytes.length, from);
    const end = bytes.lastIndexOf(LINE_END);
    const start = end < 1 ? -1 : bytes.lastIndexOf(LINE_END, end - 1);
    if (start === -1 && from > 0) continue;
    const last = end === -1 ? null : bytes.toString('utf8', start + 1, end);
    return { last, torn: bytes.subarray(end + 1) };
  }
}

/** All of it or nothing: what a full disk took of it is taken back. */
function write(descriptor: number, bytes: Buffer, size: number): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } catch (error: unknown) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}

function syncFolderOf(file: string): void {
  const folder = openSync(dirname(file), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
