import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { createFile, isSystemError, syncFolder, writeAll, writing } from '../publish/safe-file.ts';
import {
  type CallFacts,
  describeMetrics,
  METRICS_BEGIN,
  parseLastSuccessMs,
} from '../watch/metrics.ts';

/** Exit codes of a call that did its work; 3 says that something waits for a person. */
const SUCCESS = new Set([0, 3]);

/** Another user's node exporter reads it. */
const READABLE_BY_ALL = 0o644;

/** Whether a call with this exit code did its work (contract 7). */
export function isSuccess(exitCode: number): boolean {
  return SUCCESS.has(exitCode);
}

/**
 * A file is replaced as a whole: a slip must not cost an input or the ledger. One named `*.prom` is
 * never that, whatever a power cut made of it. Throws `USAGE`.
 */
export async function refuseOtherFile(file: string): Promise<void> {
  if (file.endsWith('.prom') || METRICS_BEGIN.startsWith(await readBegin(file))) return;
  throw new CatchUpError(
    'USAGE',
    `--metrics would replace ${file}, which holds no metrics: name a file of its own`,
  );
}

/**
 * Replaces the metrics file in one step; the last success is carried over from it. Throws
 * `NOT_WRITABLE`, and `USAGE` where it has come to hold something else.
 */
export async function writeMetrics(
  file: string,
  ledgerFile: string,
  call: Omit<CallFacts, 'lastSuccessMs' | 'waiting'>,
): Promise<void> {
  await refuseOtherFile(file);
  const { command, exitCode, endedMs } = call;
  const before = await readText(file);
  const lastSuccessMs = isSuccess(exitCode) ? endedMs : parseLastSuccessMs(before, command);
  const text = describeMetrics({ ...call, lastSuccessMs, waiting: await readWaiting(ledgerFile) });
  await replaceFile(file, Buffer.from(text));
}

/** Nothing of it is needed to go on: what is not there, or is no file, says nothing. */
async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error: unknown) {
    if (isSystemError(error)) return '';
    throw error;
  }
}

/** As many bytes as tell metrics from anything else, or what there is. */
async function readBegin(file: string): Promise<string> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(METRICS_BEGIN.length), 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error: unknown) {
    if (isSystemError(error)) return '';
    throw error;
  }
}

/** Null where the ledger cannot be read: the call has said so, or another run holds it. */
async function readWaiting(file: string): Promise<CallFacts['waiting']> {
  try {
    const ledger = await openLedger({ file, access: 'snapshot', create: false });
    try {
      const outbox = ledger.outbox();
      const oldest = await outbox.oldestUndelivered();
      const queued = (await outbox.undelivered()).map(
        (each) => each.waiting + each.failed + each.dead,
      );
      return {
        undelivered: queued.reduce((sum, count) => sum + count, await outbox.unqueued()),
        oldestMs: oldest === null ? null : Date.parse(oldest),
      };
    } finally {
      await ledger.close();
    }
  } catch (error: unknown) {
    if (error instanceof CatchUpError) return null;
    throw error;
  }
}

/** A reader sees the old file or the new one. The name aside does not end as the collector looks for. */
async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  const aside = join(dirname(file), `.${basename(file)}.${process.pid}.new`);
  try {
    const handle = await createFile(aside);
    try {
      await writeAll(handle, bytes, aside);
      await writing(aside, async () => {
        await handle.chmod(READABLE_BY_ALL);
        await handle.sync();
      });
    } finally {
      await handle.close();
    }
    await writing(file, () => rename(aside, file));
  } catch (error: unknown) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}
