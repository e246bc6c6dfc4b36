import { pipeline, Readable, Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { CatchUpError } from '../errors.ts';

export type Packing = 'gzip' | 'zstd';

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const BLOCK_BYTES = 256 * 1024;

/** How the content is packed, by the file's name or its first bytes; null where it is not. */
export function packingOf(path: string, head: Buffer): Packing | null {
  const name = path.toLowerCase();
  if (name.endsWith('.gz') || head.subarray(0, 2).equals(GZIP_MAGIC)) return 'gzip';
  if (name.endsWith('.zst') || head.equals(ZSTD_MAGIC)) return 'zstd';
  return null;
}

/**
 * The unpacked content, in fresh blocks, as the packed blocks stream in. Throws `INPUT_DAMAGED` where
 * the packed content ends early, fails its checksum, or is followed by anything else.
 */
export async function* unpackBlocks(
  blocks: AsyncIterable<Buffer>,
  packing: Packing,
  label: string,
): AsyncGenerator<Buffer> {
  const engine = packing === 'gzip' ? gunzip() : unzstd(label);
  let bytesGiven = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const block of blocks) {
      bytesGiven += block.length;
      // The engine keeps some waiting, and the block's memory is used again.
      yield Buffer.from(block);
    }
  }
  // Errors arrive through the loop below.
  pipeline(Readable.from(counted(), { highWaterMark: 1 }), engine.stream, () => undefined);
  try {
    for await (const block of engine.stream) if (Buffer.isBuffer(block)) yield block;
  } catch (cause: unknown) {
    if (cause instanceof CatchUpError) throw cause;
    throw damaged(label, 'it ends early or fails its checksum', cause);
  }
  // The engine stops in silence at bytes that begin no further member.
  if (engine.bytesTaken() !== bytesGiven || bytesGiven === 0) {
    throw damaged(label, 'something other than packed content follows, or there is none');
  }
}

interface Engine {
  readonly stream: Transform;
  bytesTaken(): number;
}

function gunzip(): Engine {
  const stream = zlib.createGunzip({ chunkSize: BLOCK_BYTES });
  return { stream, bytesTaken: () => stream.bytesWritten };
}

function unzstd(label: string): Engine {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  const stream: unknown = typeof create === 'function' ? create() : null;
  if (stream instanceof Transform) {
    return { stream, bytesTaken: () => Number(Reflect.get(stream, 'bytesWritten')) };
  }
  throw new CatchUpError(
    'INPUT_UNREADABLE',
    `${label} is packed with zstd, which this version of Node cannot read: unpack it first, or pack it with gzip.`,
  );
}

function damaged(label: string, reason: string, cause?: unknown): CatchUpError {
  return new CatchUpError(
    'INPUT_DAMAGED',
    `${label} is damaged (${reason}): have the file sent again.`,
    { cause },
  );
}
