import { createHmac, hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { syncFolder, writeAll, writing } from '../publish/safe-file.ts';

/** The processing log of a ledger: a file of its own beside it, one JSON object a line. */
export function processingLogOf(ledgerFile: string): string {
  return `${resolve(ledgerFile)}.processing.ndjson`;
}

/** One person's data in one action (Logboek Dataverwerkingen). */
export interface Processing {
  /** As `personOf` gives it; only a keyed digest is written. */
  readonly person: string;
  readonly traceId: string;
  /** Null where the action has no span of its own: it is made of trace and person. */
  readonly spanId: string | null;
  /** Faults of data and of others are `Unset`. */
  readonly status: 'Ok' | 'Unset';
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly startMs: number;
  readonly endMs: number;
  /** URI of the activity in the register of processing activities. */
  readonly activity: string;
  /** What else is said of it; no personal data. */
  readonly more: Readonly<Record<string, string>>;
}

/**
 * Opens the log for entries. What happened twice for the program (a run that was killed and given again)
 * has the same trace and span both times. The caller holds the ledger's lock. Throws `NOT_WRITABLE`.
 */
export async function openProcessingLog(ledgerFile: string, key: Buffer): Promise<ProcessingLog> {
  const file = processingLogOf(ledgerFile);
  return new ProcessingLog(file, await openFile(file), key);
}

export class ProcessingLog {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #key: Buffer;

  constructor(file: string, handle: FileHandle, key: Buffer) {
    this.#file = file;
    this.#handle = handle;
    this.#key = key;
  }

  /** All of these lines are on the disk when this has ended well. */
  async enter(lines: Iterable<Processing>): Promise<void> {
    let text = '';
    for (const line of lines) {
      text += `${JSON.stringify(describe(line, this.#key))}\n`;
      if (text.length >= PIECE_CHARACTERS) text = await this.#write(text);
    }
    await this.#write(text);
    await writing(this.#file, () => this.#handle.datasync());
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #write(text: string): Promise<''> {
    await writeAll(this.#handle, Buffer.from(text), this.#file);
    return '';
  }
}

/** The trace of all that one run does. */
export function traceOfRun(runId: string): string {
  return hash('sha256', `trace ${runId}`).slice(0, TRACE_DIGITS);
}

const PIECE_CHARACTERS = 256 * 1024;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
/** More than any line has. */
const END_BYTES = 64 * 1024;

function describe(line: Processing, key: Buffer) {
  const { person, traceId, spanId, status, name, startMs, endMs, activity, more } = line;
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    trace_id: traceId,
    span_id: spanId ?? digest(`span ${traceId} ${person}`).slice(0, SPAN_DIGITS),
    status,
    name,
    start_time: startMs,
    end_time: endMs,
    attributes: {
      'dpl.core.processing_activity_id': activity,
      'dpl.core.data_subject_id': digest(person),
      'dpl.core.data_subject_id_type': `${person.split(' ', 1)[0]} (HMAC-SHA256)`,
      ...more,
    },
  };
}

async function openFile(file: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
  return writing(file, async () => {
    const handle = await open(file, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
    try {
      await handle.chmod(0o600);
      const { size } = await handle.stat();
      if (size === 0) await syncFolder(dirname(file));
      else await dropHalfLine(handle, size);
      return handle;
    } catch (error: unknown) {
      await handle.close();
      throw error;
    }
  });
}

/** Half a line was never relied on: what it was for did not go on, and is entered again. */
async function dropHalfLine(handle: FileHandle, size: number): Promise<void> {
  const from = Math.max(0, size - END_BYTES);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(END_BYTES), 0, END_BYTES, from);
  const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a);
  if (end !== bytesRead - 1) await handle.truncate(from + end + 1);
}
