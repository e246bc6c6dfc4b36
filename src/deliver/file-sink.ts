import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CatchUpError } from '../errors.ts';
import type { Answer, OutgoingEvent, Sink } from './sink.ts';

/**
 * NDJSON, one CloudEvent a line, appended: a line stands there whole or not at all, and is on the
 * disk before it counts as delivered. Throws `NOT_WRITABLE`.
 */
export class FileSink implements Sink {
  readonly #path: string;
  #state: Promise<OpenFile> | null = null;
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

  async close(): Promise<void> {
    await this.#writing;
    await (await this.#state)?.handle.close();
  }

  /** Everything that waits goes out in one write and one sync. */
  async #writeAll(): Promise<void> {
    await null;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        this.#state ??= openForAppending(this.#path);
        await append(
          await this.#state,
          group.map(({ event }) => event),
        );
        for (const { resolve } of group) resolve();
      } catch (cause: unknown) {
        for (const { reject } of group) reject(notWritable(this.#path, cause));
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
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  const handle = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error('it is not a regular file');
    await handle.chmod(0o600);
    const start = Math.max(0, found.size - TAIL_BYTES);
    const tail = Buffer.alloc(found.size - start);
    await handle.read(tail, 0, tail.length, start);
    const end = tail.lastIndexOf('\n') + 1;
    // A line that a crash cut off was never counted as delivered: it comes again.
    await handle.truncate(start + end);
    return { handle, size: start + end, recent: idsOf(tail.toString('utf8', 0, end)) };
  } catch (error: unknown) {
    await handle.close();
    throw error;
  }
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
  const text = Buffer.from(fresh.map(({ body }) => `${body}\n`).join(''));
  try {
    await file.handle.write(text, 0, text.length, file.size);
    await file.handle.datasync();
  } catch (error: unknown) {
    await file.handle.truncate(file.size);
    throw error;
  }
  file.size += text.length;
}

function notWritable(path: string, cause: unknown): CatchUpError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a file';
  return new CatchUpError(
    'NOT_WRITABLE',
    `cannot write the sink ${path}: ${reason}. Make room or give access there, then deliver again`,
    { cause },
  );
}
