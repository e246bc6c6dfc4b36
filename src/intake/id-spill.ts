import { SpoolFile } from './spool-file.ts';

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
 * Id hashes of the rows that match nobody, eight bytes each, so that memory does not grow with the
 * number of decisions.
 */
export class IdSpill {
  private readonly blocks: SpilledBlock[] = [];
  private readonly file = new SpoolFile();

  add(block: Omit<SpilledBlock, 'ids'>, idHashes: ArrayLike<number>): void {
    if (idHashes.length === 0) return;
    this.file.append(Buffer.from(Float64Array.from(idHashes).buffer));
    this.blocks.push({ ...block, ids: idHashes.length });
  }

  /** Blocks that hold an id of which the hash is wanted. */
  *blocksWith(isWanted: (idHash: number) => boolean): Generator<SpilledBlock> {
    let position = 0;
    for (const block of this.blocks) {
      const length = block.ids * BYTES_PER_ID;
      const bytes = this.file.read(position, length);
      position += length;
      const hashes = new Float64Array(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length),
      );
      if (hashes.some(isWanted)) yield block;
    }
  }

  close(): void {
    this.file.close();
  }
}
