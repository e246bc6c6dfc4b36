import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A block whose rows were let go, and what it takes to read it again. */
export interface SpilledBlock {
  readonly table: number;
  readonly offset: number;
  readonly bytes: number;
  readonly end: number;
  readonly line: number;
  readonly ids: number;
}

const BYTES_PER_ID = 8;

/**
 * Id hashes of the rows that match nobody, eight bytes each, in a temporary file that has no name and
 * ends with the process: so that memory does not grow with the number of decisions.
 */
export class IdSpill {
  private readonly blocks: SpilledBlock[] = [];
  private readonly fd: number;
  private isOpen = true;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'catchup-'));
    try {
      this.fd = openSync(join(folder, 'ids'), 'wx+', 0o600);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  add(block: Omit<SpilledBlock, 'ids'>, idHashes: readonly number[]): void {
    if (idHashes.length === 0) return;
    const bytes = Buffer.from(Float64Array.from(idHashes).buffer);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at);
    this.blocks.push({ ...block, ids: idHashes.length });
  }

  /** Blocks that hold an id of which the hash is wanted. */
  *blocksWith(isWanted: (idHash: number) => boolean): Generator<SpilledBlock> {
    let position = 0;
    for (const block of this.blocks) {
      const length = block.ids * BYTES_PER_ID;
      const hashes = this.read(position, length);
      position += length;
      if (hashes.some(isWanted)) yield block;
    }
  }

  close(): void {
    if (this.isOpen) closeSync(this.fd);
    this.isOpen = false;
  }

  private read(position: number, length: number): Float64Array {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      const got = readSync(this.fd, bytes, at, length - at, position + at);
      if (got === 0) throw new Error('the temporary file of ids is shorter than what was written');
      at += got;
    }
    return new Float64Array(bytes.buffer, bytes.byteOffset, length / BYTES_PER_ID);
  }
}
