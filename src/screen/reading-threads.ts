import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { InternalError } from '../errors.ts';
import type { Block } from '../intake/blocks.ts';
import { type BlockJob, type FindingsOf, readerFor } from './block-job.ts';

/** Blocks that are with the threads at most, so that memory stays what it is. */
const BLOCKS_IN_FLIGHT = 6;
/** A thread with so many has work until this one has read a block too. */
const BLOCKS_FOR_A_THREAD = 2;
/** Below this much input threads save no time that can be measured, and cost 30 MiB each. */
const WORTHWHILE_BYTES = 256 * 1024 * 1024;
const MOST_THREADS = 4;
const YOUNG_HEAP_MIB = 16;

export interface BlockRequest {
  readonly block: Omit<Block, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> };
  /** With the first block of a file. */
  readonly job?: BlockJob;
}

export type BlockAnswer = { readonly findings: object } | { readonly reason: string };

/** How many threads are worth it for so many bytes of input; none where it is little. */
export function threadsFor(bytes: number): number {
  if (bytes < WORTHWHILE_BYTES) return 0;
  return Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));
}

/**
 * Reads the blocks of files, in this thread and where there are any in others. What comes of them is
 * given in the order of the blocks, so that nothing depends on timing.
 */
export class ReadingThreads {
  private readonly threads: ReadingThread[];

  constructor(count: number) {
    this.threads = Array.from({ length: count }, () => new ReadingThread());
  }

  /** How many read beside the main thread. */
  get count(): number {
    return this.threads.length;
  }

  async *read<Job extends BlockJob>(
    blocks: AsyncIterable<Block>,
    job: Job,
  ): AsyncGenerator<{ readonly block: Block; readonly findings: FindingsOf<Job> }> {
    const readHere = readerFor(job);
    const waiting: Reading<Job>[] = [];
    for await (const block of blocks) {
      const thread = this.threads.find(({ inFlight }) => inFlight < BLOCKS_FOR_A_THREAD);
      const findings = thread === undefined ? readHere(block) : thread.read(block, job);
      waiting.push({ block, findings: findings as FindingsOf<Job> | Promise<FindingsOf<Job>> });
      if (waiting.length >= BLOCKS_IN_FLIGHT || this.threads.length === 0)
        yield* settle(waiting.splice(0, 1));
    }
    yield* settle(waiting);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

interface Reading<Job extends BlockJob> {
  readonly block: Block;
  readonly findings: FindingsOf<Job> | Promise<FindingsOf<Job>>;
}

async function* settle<Job extends BlockJob>(
  waiting: readonly Reading<Job>[],
): AsyncGenerator<{ readonly block: Block; readonly findings: FindingsOf<Job> }> {
  for (const { block, findings } of waiting) yield { block, findings: await findings };
}

/** One worker; it answers in the order in which it is asked. */
class ReadingThread {
  private readonly worker = new Worker(new URL('./block-worker.js', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_HEAP_MIB },
  });
  private readonly waiting: {
    readonly resolve: (findings: object) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  private job: BlockJob | null = null;

  constructor() {
    this.worker.on('message', (answer: BlockAnswer) => {
      const asked = this.waiting.shift();
      if ('findings' in answer) asked?.resolve(answer.findings);
      else asked?.reject(new InternalError(answer.reason));
    });
    this.worker.on('error', (cause: unknown) => {
      for (const { reject } of this.waiting.splice(0))
        reject(new InternalError('a thread that reads blocks has ended', { cause }));
    });
  }

  get inFlight(): number {
    return this.waiting.length;
  }

  read({ bytes, ...block }: Block, job: BlockJob): Promise<object> {
    const isNewFile = this.job !== job;
    this.job = job;
    // A copy of its own, which goes over without another: the block's memory is shared with its neighbours.
    const own = new Uint8Array(bytes);
    const request: BlockRequest = { block: { ...block, bytes: own }, ...(isNewFile && { job }) };
    const findings = new Promise<object>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(request, [own.buffer]);
    });
    // It is awaited in its turn; until then it must not count as unhandled.
    findings.catch(() => undefined);
    return findings;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
