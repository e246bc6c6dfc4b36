import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { CatchUpError } from '../errors.ts';
import { openTemporaryFile } from './temporary-file.ts';

/** The bytes of an input as they lie on disk. */
export interface SourceFile {
  readonly handle: FileHandle;
  /** The first four bytes, or as many as there are. */
  readonly head: Buffer;
  /** Throws `INPUT_CHANGED` where the file, or what its path names, is not what was opened. */
  checkUnchanged(): Promise<void>;
}

const BLOCK_BYTES = 256 * 1024;
const HEAD_BYTES = 4;

/**
 * Opens a file, or standard input (`-`). What cannot be read twice (standard input, a named pipe)
 * is first copied into a temporary file. Throws `INPUT_UNREADABLE`.
 */
export async function openSource(
  path: string,
  label: string,
  signal?: AbortSignal,
): Promise<SourceFile> {
  if (path === '-') return spoolStandardInput(label, signal);
  const handle = await open(path, 'r').catch((cause: unknown) => refuse(label, cause));
  try {
    const opened = await handle.stat({ bigint: true });
    if (opened.isFIFO()) return await spooled(handle.createReadStream(), label);
    if (!opened.isFile()) {
      throw new CatchUpError(
        'INPUT_UNREADABLE',
        `${label} is ${opened.isDirectory() ? 'a folder' : 'not a file'}: name the input file itself.`,
      );
    }
    const checkUnchanged = () => compareToDisk({ handle, path, label, opened });
    return { handle, head: await readHead(handle, label), checkUnchanged };
  } catch (error: unknown) {
    await handle.close();
    throw error;
  }
}

/**
 * All bytes in order, one block read ahead of the consumer. A block stays as it is until the next one is
 * asked for: two stretches of memory serve for all.
 */
export async function* readBlocks(handle: FileHandle, label: string): AsyncGenerator<Buffer> {
  let memory = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  let spare = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  let ahead = readBlock(handle, memory, 0);
  try {
    for (let position = 0; ; ) {
      const block = await ahead.catch((cause: unknown) => refuse(label, cause));
      if (block.length === 0) return;
      position += block.length;
      [memory, spare] = [spare, memory];
      ahead = readBlock(handle, memory, position);
      yield block;
    }
  } finally {
    await Promise.allSettled([ahead]);
  }
}

/** SHA-256 of all bytes, in lower case. */
export async function digestSource(source: SourceFile, label: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of readBlocks(source.handle, label)) hash.update(block);
  return hash.digest('hex');
}

async function readBlock(handle: FileHandle, memory: Buffer, position: number): Promise<Buffer> {
  const { bytesRead } = await handle.read(memory, 0, BLOCK_BYTES, position);
  return memory.subarray(0, bytesRead);
}

/** Whoever stops the program does not wait for whoever writes into it. */
async function spoolStandardInput(label: string, signal?: AbortSignal): Promise<SourceFile> {
  if (signal !== undefined) {
    // A stop may come before anybody reads; whoever reads then is told.
    process.stdin.once('error', () => undefined);
    addAbortSignal(signal, process.stdin);
  }
  try {
    return await spooled(process.stdin, label);
  } catch (error: unknown) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function spooled(stream: AsyncIterable<unknown>, label: string): Promise<SourceFile> {
  const spool = await openTemporaryFile();
  try {
    for await (const block of readable(stream, label)) await spool.append(block);
    const head = await readHead(spool.handle, label);
    return { handle: spool.handle, head, checkUnchanged: () => Promise.resolve() };
  } catch (error: unknown) {
    await spool.handle.close();
    throw error;
  }
}

async function* readable(stream: AsyncIterable<unknown>, label: string): AsyncGenerator<Buffer> {
  try {
    for await (const block of stream) if (Buffer.isBuffer(block)) yield block;
  } catch (cause: unknown) {
    refuse(label, cause);
  }
}

async function readHead(handle: FileHandle, label: string): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle
    .read(head, 0, HEAD_BYTES, 0)
    .catch((cause: unknown) => refuse(label, cause));
  return head.subarray(0, bytesRead);
}

async function compareToDisk(of: {
  readonly handle: FileHandle;
  readonly path: string;
  readonly label: string;
  readonly opened: BigIntStats;
}): Promise<void> {
  const held = await of.handle.stat({ bigint: true });
  const named = await stat(of.path, { bigint: true }).catch(() => null);
  if (isSame(held, of.opened) && named !== null && isSame(named, of.opened)) return;
  throw new CatchUpError(
    'INPUT_CHANGED',
    `${of.label} changed while it was read: wait until it is complete, then run again.`,
  );
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return (
    a.size === b.size &&
    a.mtimeNs === b.mtimeNs &&
    a.ctimeNs === b.ctimeNs &&
    a.ino === b.ino &&
    a.dev === b.dev
  );
}

function refuse(label: string, cause: unknown): never {
  const reason =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
      ? cause.code
      : 'unknown reason';
  throw new CatchUpError(
    'INPUT_UNREADABLE',
    `Cannot read ${label} (${reason}): check its path and the rights of the account that runs this.`,
    { cause },
  );
}
