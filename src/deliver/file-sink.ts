import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { makeFolders } from '../folders.ts';
import type { Answer, OutgoingEvent, Sink } from './sink.ts';

/**
 * NDJSON, one CloudEvent a line, appended: a line stands there whole or not at all, and is on the
 * disk before it counts as delivered. A failed write ends the sink. Throws `NOT_WRITABLE`.
 */
export class FileSink implements Sink {
  readonly #path: string;
  #file: OpenFile | null = null;
  #failure: CatchUpError | null = null;
  #waiting: { event: OutgoingEvent; resolve: () => void; reject: (error: unknown) => void }[] = [];
  #writing: Promise<void> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async send(event: OutgoingEvent): Promise<Answer> {
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
    return {
      kind: 'ANSWERED',
      status: 200,
      retryAfterMs: null,
      excerpt: '',
      namesEvent: false,
    };
  }

  /** What is being written is soon on the disk. */
  stop(): void {}

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.handle.close();
  }

  /** Everything that waits goes out in one write and one sync. */
  async #writeAll(): Promise<void> {
    await null;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        // After a failed sync nobody knows what the disk holds: only a new call reads it afresh.
        if (this.#failure !== null) throw this.#failure;
        this.#file ??= await openForAppending(this.#path);
        const events = group.map(({ event }) => event);
        await append(this.#file, events);
        for (const { resolve } of group) resolve();
      } catch (cause: unknown) {
        this.#failure ??= notWritable(this.#path, cause);
        for (const { reject } of group) reject(this.#failure);
      }
    }
    this.#writing = null;
  }
}

interface OpenFile {
  readonly handle: FileHandle;
  /** Where the last whole line ends. */
  size: number;
  /** Events at the end of the file: a call that was cut off may have written them already. */
  readonly recent: Set<string>;
}

const TAIL_BYTES = 8 * 1024 * 1024;

async function openForAppending(path: string): Promise<OpenFile> {
  makeFolders(dirname(path));
  // A link that was planted there would lead personal data elsewhere.
  if (!(await lstat(dirname(path))).isDirectory()) throw new Error('its folder is a link');
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
  const handle = await open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error('it is not a regular file');
    await handle.chmod(0o600);
    if (found.size === 0) await syncFolder(dirname(path));
    const start = Math.max(0, found.size - TAIL_BYTES);
    const tail = await readFrom(handle, start, found.size - start);
    const end = tail.lastIndexOf('\n') + 1;
    if (!canBeCut(tail, start, end)) throw new Error('it does not end in a line of this program');
    // A line that a crash cut off was never counted as delivered: it comes again.
    await handle.truncate(start + end);
    return { handle, size: start + end, recent: idsOf(tail.toString('utf8', 0, end)) };
  } catch (error: unknown) {
    await handle.close();
    throw error;
  }
}

const LINE_START = Buffer.from('{"specversion":"1.0","id":"');

/** Whether what follows the last whole line is the start of an event: no other file loses its end. */
function canBeCut(tail: Buffer, start: number, end: number): boolean {
  if (end === 0 && start > 0) return false;
  // A power cut may leave zeros where bytes were promised.
  const torn = tail.subarray(end, end + LINE_START.length);
  const zeros = torn.indexOf(0);
  const written = zeros === -1 ? torn : torn.subarray(0, zeros);
  return written.equals(LINE_START.subarray(0, written.length));
}

/** A new file is only there for good once its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readFrom(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new Error('it changed while it was read');
    done += bytesRead;
  }
  return bytes;
}

function idsOf(lines: string): Set<string> {
  const ids = new Set<string>();
  for (const [, id] of lines.matchAll(/^\{"specversion":"1\.0","id":"([^"]+)"/gm)) {
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

async function append(file: OpenFile, events: readonly OutgoingEvent[]): Promise<void> {
  const fresh = events.filter(({ eventId }) => !file.recent.has(eventId));
  const bytes = Buffer.from(fresh.map(({ body }) => `${body}\n`).join(''));
  const { size } = await file.handle.stat();
  if (size !== file.size) throw new Error('something else writes to it');
  try {
    await writeWhole(file.handle, bytes);
    await file.handle.datasync();
  } catch (error: unknown) {
    // Where this fails too, the next call takes the torn line away.
    await Promise.allSettled([file.handle.truncate(file.size)]);
    throw error;
  }
  file.size += bytes.length;
}

/** One write may take a part alone, above all where the disk is nearly full. */
async function writeWhole(handle: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done);
    done += bytesWritten;
  }
}

function notWritable(path: string, cause: unknown): CatchUpError {
  return new CatchUpError(
    'NOT_WRITABLE',
    `cannot write the sink ${path}: ${reasonOf(cause)}. Make room or give access there, then deliver again`,
    { cause },
  );
}

/** The code of a fault of the system, the words of one found here. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause ? String(cause.code) : cause.message;
}
