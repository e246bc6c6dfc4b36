import { LF, lineEnd, newRecordScan, RECORD_LIMIT_BYTES, scanRecord } from './record.ts';

/** Some whole records of an input: begins where a record begins, ends where one ends. */
export interface Block {
  /**
   * The records, and after `end` what must be seen to judge a broken record among them. They stay as
   * they are until the next block is asked for: its bytes come to lie in the same memory.
   */
  readonly bytes: Buffer;
  /** Records begin before this place; the next block begins here. */
  readonly end: number;
  /** Offset in the decoded content. */
  readonly offset: number;
  /** A physical line beyond what a record may hold, cut off: all of the block is that one broken line. */
  readonly isOverlong: boolean;
}

const QUOTE = 0x22;

/**
 * Cuts decoded content into record-aligned blocks. `start` is what was read past the header already
 * and its offset. Holds one chunk and at most one record (1 MiB) more.
 */
export async function* cutBlocks(
  start: { readonly bytes: Buffer; readonly offset: number },
  chunks: AsyncIterator<Buffer>,
  shape: { readonly delimiter: number; readonly fields: number },
): AsyncGenerator<Block> {
  const memory = new BlockMemory();
  let { bytes, offset } = start;
  for (;;) {
    const next = await chunks.next();
    const isLast = next.done === true;
    if (!isLast) bytes = memory.join(bytes, next.value);
    const { end, reach } = lastRecordEnd(bytes, shape, isLast);
    if (end > 0) {
      yield { bytes: bytes.subarray(0, reach), end, offset, isOverlong: false };
      offset += end;
      bytes = bytes.subarray(end);
    }
    if (isLast) return;
    if (bytes.length > RECORD_LIMIT_BYTES + 2 && bytes.indexOf(LF) < 0) {
      const cut = bytes.subarray(0, RECORD_LIMIT_BYTES + 1);
      yield { bytes: cut, end: cut.length, offset, isOverlong: true };
      const rest = await skipLine(chunks, bytes.length);
      offset += rest.skipped;
      bytes = rest.bytes;
    }
  }
}

/** One stretch of memory for one block after another: fresh memory costs more than the copying. */
class BlockMemory {
  private memory = Buffer.alloc(0);

  /** What is left of the last block, and the bytes that follow it. */
  join(left: Buffer, next: Buffer): Buffer {
    const length = left.length + next.length;
    if (length > this.memory.length) this.memory = Buffer.allocUnsafeSlow(length + (length >> 1));
    left.copy(this.memory);
    next.copy(this.memory, left.length);
    return this.memory.subarray(0, length);
  }
}

/** Where the last record that surely ends here ends (0: none does), and how far one must look for that. */
function lastRecordEnd(
  bytes: Buffer,
  shape: { readonly delimiter: number; readonly fields: number },
  isLast: boolean,
): { readonly end: number; readonly reach: number } {
  const scan = newRecordScan();
  let at = 0;
  let reach = 0;
  const upTo = (end: number) => ({ end, reach: Math.min(bytes.length, Math.max(end, reach)) });
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0) return upTo(isLast ? bytes.length : Math.max(at, bytes.lastIndexOf(LF) + 1));
    const start = Math.max(at, bytes.lastIndexOf(LF, quote) + 1);
    scanRecord(bytes, start, shape.delimiter, isLast, scan);
    if (scan.status === 'NEEDS_MORE') return upTo(start);
    const isWhole = scan.status === 'WHOLE' && (scan.lines === 1 || scan.fields === shape.fields);
    const end = isWhole ? scan.end : lineEnd(bytes, start, isLast);
    if (end < 0) return upTo(start);
    reach = Math.max(reach, scan.end);
    at = end;
  }
}

/** Drops what is left of an overlong line; gives what follows it. */
async function skipLine(
  chunks: AsyncIterator<Buffer>,
  dropped: number,
): Promise<{ bytes: Buffer; skipped: number }> {
  let skipped = dropped;
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) return { bytes: Buffer.alloc(0), skipped };
    const end = next.value.indexOf(LF);
    if (end >= 0) return { bytes: next.value.subarray(end + 1), skipped: skipped + end + 1 };
    skipped += next.value.length;
  }
}
