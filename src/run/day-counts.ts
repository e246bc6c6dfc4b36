import type { DayCount } from '../ledger/ledger.ts';
import { SECOND_PRIME } from '../person/key-hash.ts';
import type { Source } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import { addLocalDays, localDate, shiftDate, startOfLocalDay } from '../register/local-time.ts';
import type { Question } from './question.ts';

const SOURCES: readonly Source[] = ['OM', 'RECHTSPRAAK'];
const MS_PER_DAY = 86_400_000;

/**
 * Counts the valid rows of a window per source and local day, with a fingerprint of each day: two keyed
 * sums over the bytes of its rows, the same in whatever order they come. It shows that something
 * changed; what is the same byte for byte the SHA-256 of a file proves.
 */
export class DayCounts {
  private readonly key: readonly [number, number];
  /** Local midnights, the first at or before the start of the window. */
  private readonly midnights: number[] = [];
  private readonly firstDate: LocalDate;
  private readonly rows: Float64Array;
  private readonly sums: Uint32Array;
  private block: Buffer | null = null;
  private view: DataView = new DataView(new ArrayBuffer(0));

  constructor({ fromMs, untilMs }: Pick<Question, 'fromMs' | 'untilMs'>, key: Buffer) {
    this.key = [key.readInt32LE(0), key.readInt32LE(4)];
    for (let at = startOfLocalDay(fromMs); at < untilMs; at = addLocalDays(at, 1))
      this.midnights.push(at);
    this.firstDate = localDate(fromMs);
    this.rows = new Float64Array(this.midnights.length * SOURCES.length);
    this.sums = new Uint32Array(this.rows.length * 2);
  }

  /** A row of the window, without its line end. */
  add(row: { readonly isOm: boolean; readonly instant: number }, bytes: Buffer, ends: Ends): void {
    const place = this.dayOf(row.instant) * SOURCES.length + (row.isOm ? 0 : 1);
    const [first, second] = this.key;
    const hash = hashRow(this.viewOf(bytes), ends, first);
    this.rows[place] = (this.rows[place] ?? 0) + 1;
    this.sums[place * 2] = (this.sums[place * 2] ?? 0) + hash;
    this.sums[place * 2 + 1] = (this.sums[place * 2 + 1] ?? 0) + mix(hash ^ second);
  }

  /** Days that have rows. */
  list(): readonly DayCount[] {
    return SOURCES.flatMap((source, number) =>
      this.midnights.flatMap((_, day) => {
        const place = day * SOURCES.length + number;
        const rows = this.rows[place] ?? 0;
        if (rows === 0) return [];
        const [first = 0, second = 0] = this.sums.subarray(place * 2);
        const fingerprint = hex(first) + hex(second);
        return [{ source, day: shiftDate(this.firstDate, day), rows, fingerprint }];
      }),
    );
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
    const { midnights } = this;
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

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
