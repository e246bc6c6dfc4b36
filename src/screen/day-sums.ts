import { SECOND_PRIME } from '../person/key-hash.ts';

const MS_PER_DAY = 86_400_000;
const SOURCES = 2;

/** The local days of a window, and the secret under which their rows are summed up. */
export interface DaySetting {
  /** Local midnights, milliseconds since 1970 UTC; the first at or before the start of the window. */
  readonly midnights: readonly number[];
  readonly key: readonly [number, number];
}

/** Per day and source (`OM` first): rows, and two sums each. */
export interface DaySumsTaken {
  readonly rows: Float64Array;
  readonly sums: Uint32Array;
}

/**
 * Counts valid rows of a window per source and local day, with a fingerprint of each day: two keyed
 * sums over the bytes of its rows, the same in whatever order they come. It shows that something
 * changed; what is the same byte for byte the SHA-256 of a file proves.
 */
export class DaySums {
  private readonly setting: DaySetting;
  private rows: Float64Array;
  private sums: Uint32Array;
  private block: Buffer | null = null;
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor(setting: DaySetting) {
    this.setting = setting;
    this.rows = new Float64Array(setting.midnights.length * SOURCES);
    this.sums = new Uint32Array(this.rows.length * 2);
  }

  /** A row of the window, without its line end. */
  add(row: { readonly isOm: boolean; readonly instant: number }, bytes: Buffer, ends: Ends): void {
    const place = this.dayOf(row.instant) * SOURCES + (row.isOm ? 0 : 1);
    const [first, second] = this.setting.key;
    const hash = hashRow(this.viewOf(bytes), ends, first);
    this.rows[place] = (this.rows[place] ?? 0) + 1;
    this.sums[place * 2] = (this.sums[place * 2] ?? 0) + hash;
    this.sums[place * 2 + 1] = (this.sums[place * 2 + 1] ?? 0) + mix(hash ^ second);
  }

  /** What was counted since the last time. */
  take(): DaySumsTaken {
    const taken = { rows: this.rows, sums: this.sums };
    this.rows = new Float64Array(taken.rows.length);
    this.sums = new Uint32Array(taken.sums.length);
    return taken;
  }

  /** One view serves all rows of a block. */
  private viewOf(bytes: Buffer): DataView {
    if (bytes !== this.block) {
      this.block = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.view;
  }

  private dayOf(instant: number): number {
    const { midnights } = this.setting;
    // A day has 23 to 25 hours: the guess is off by one at most.
    let day = Math.min(
      Math.floor((instant - (midnights[0] ?? 0)) / MS_PER_DAY),
      midnights.length - 1,
    );
    if (instant < (midnights[day] ?? 0)) day -= 1;
    else if (instant >= (midnights[day + 1] ?? Number.POSITIVE_INFINITY)) day += 1;
    return day;
  }
}

/** Where a row stands in its block. */
export interface Ends {
  readonly start: number;
  readonly end: number;
}

/** Four bytes a step: one at a time costs the hot path three times as much. */
function hashRow(view: DataView, { start, end }: Ends, key: number): number {
  let hash = key ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mix(hash ^ view.getInt32(at, true));
  for (; at < end; at += 1) hash = mix(hash ^ view.getUint8(at));
  return hash;
}

function mix(hash: number): number {
  const spread = Math.imul(hash, SECOND_PRIME);
  return spread ^ (spread >>> 15);
}
