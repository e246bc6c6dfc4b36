import { type Decoder, decoderFor, detectEncoding, type Encoding } from './decoding.ts';

const MARK_LENGTH_LIMIT = 3;

/** Blocks of any encoding as UTF-8 without byte order mark; the mark decides where none is named. */
export async function* decodeBlocks(
  blocks: AsyncIterable<Buffer>,
  named: Encoding | null,
): AsyncGenerator<Buffer> {
  let decoder: Decoder | null = null;
  for await (const block of withLongHead(blocks)) {
    let content = block;
    if (decoder === null) {
      const found = detectEncoding(block, named);
      decoder = decoderFor(found.encoding);
      content = block.subarray(found.markBytes);
    }
    const decoded = decoder.decode(content);
    if (decoded.length > 0) yield decoded;
  }
  const rest = decoder?.finish();
  if (rest !== undefined && rest.length > 0) yield rest;
}

/** The same blocks, but the first long enough to show a byte order mark. */
async function* withLongHead(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const block of blocks) {
    if (head === null) yield block;
    else {
      const joined: Buffer = head.length === 0 ? block : Buffer.concat([head, block]);
      head = joined.length < MARK_LENGTH_LIMIT ? joined : null;
      if (head === null) yield joined;
    }
  }
  if (head !== null && head.length > 0) yield head;
}
