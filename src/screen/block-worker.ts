import { parentPort } from 'node:worker_threads';
import { InternalError } from '../errors.ts';
import type { Block } from '../intake/blocks.ts';
import { type BlockJob, readerFor } from './block-job.ts';
import type { BlockAnswer, BlockRequest } from './reading-threads.ts';

/** A thread that reads blocks: told the file first, then one block after another. */
let read: ((block: Block) => object) | null = null;

parentPort?.on('message', (request: BlockRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: BlockRequest): BlockAnswer {
  try {
    if ('job' in request) read = readerFor<BlockJob>(request.job);
    if (read === null) throw new InternalError('a block of an unknown file');
    const { bytes } = request.block;
    return { findings: read({ ...request.block, bytes: Buffer.from(bytes.buffer) }) };
  } catch (error: unknown) {
    // The text of any other error may hold what a row says.
    const reason = error instanceof InternalError ? error.message : 'an unexpected error';
    return { reason };
  }
}
