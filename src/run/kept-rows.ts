import { InternalError } from '../errors.ts';

/** Where a row lies. */
export interface KeptRow {
  /** Number of the file, in the order of the command line. */
  readonly table: number;
  /** In the decoded content. */
  readonly offset: number;
  /** Physical line, the header being 1. */
  readonly line: number;
  /** It concerns nobody and was counted as such; only its id matters to the judgement. */
  readonly isOfNobody: boolean;
}

const START = 1024;
/** A place is exact below 2^53: a tebibyte in each of 8,192 files. */
const FILE_STEP = 2 ** 40;
const MOST_FILES = 2 ** 13;

/**
 * The rows of a window that may take part in its judgement: places and two hashes, 29 bytes each. The
 * rows themselves are read again when they are judged.
 */
export class KeptRows {
  private count = 0;
  private places = new Float64Array(START);
  private lines = new Uint32Array(START);
  private ids = new Float64Array(START);
  private cases = new Int32Array(START);
  private ofNobody = new Uint8Array(START);

  get length(): number {
    return this.count;
  }

  /** Hashes as `hashDecisionId` and `hashText` of the case number. */
  add(row: KeptRow & { readonly idHash: number; readonly caseHash: number }): void {
    if (row.table >= MOST_FILES || row.offset >= FILE_STEP)
      throw new InternalError('a row lies in more files, or further on, than can be told');
    if (this.count === this.places.length) this.grow();
    const index = this.count;
    this.count += 1;
    this.places[index] = row.table * FILE_STEP + row.offset;
    this.lines[index] = row.line;
    this.ids[index] = row.idHash;
    this.cases[index] = row.caseHash;
    this.ofNobody[index] = row.isOfNobody ? 1 : 0;
  }

  at(index: number): KeptRow {
    const place = this.places[index] ?? 0;
    const table = Math.floor(place / FILE_STEP);
    return {
      table,
      offset: place - table * FILE_STEP,
      line: this.lines[index] ?? 0,
      isOfNobody: this.ofNobody[index] === 1,
    };
  }

  /** Tells whether a place is one of those that were kept when this was asked for. */
  placeTest(): (row: Pick<KeptRow, 'table' | 'offset'>) => boolean {
    const sorted = this.places.slice(0, this.count).sort();
    return ({ table, offset }) => {
      const place = table * FILE_STEP + offset;
      let low = 0;
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? 0) < place) low = middle + 1;
        else high = middle;
      }
      return sorted[low] === place;
    };
  }

  /** As `hashDecisionId`. */
  idHash(index: number): number {
    return this.ids[index] ?? 0;
  }

  /** As `hashText` of the case number. */
  caseHash(index: number): number {
    return this.cases[index] ?? 0;
  }

  private grow(): void {
    const capacity = this.count * 2;
    this.places = widen(this.places, new Float64Array(capacity));
    this.lines = widen(this.lines, new Uint32Array(capacity));
    this.ids = widen(this.ids, new Float64Array(capacity));
    this.cases = widen(this.cases, new Int32Array(capacity));
    this.ofNobody = widen(this.ofNobody, new Uint8Array(capacity));
  }
}

function widen<A extends Float64Array | Uint32Array | Int32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
