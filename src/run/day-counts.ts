import type { DayCount } from '../ledger/ledger.ts';
import type { Source } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import { addLocalDays, localDate, shiftDate, startOfLocalDay } from '../register/local-time.ts';
import type { DaySetting, DaySumsTaken } from '../screen/day-sums.ts';
import type { Question } from './question.ts';

const SOURCES: readonly Source[] = ['OM', 'RECHTSPRAAK'];

/** The rows of a window per source and local day, added up over all blocks. */
export class DayCounts {
  readonly setting: DaySetting;
  private readonly firstDate: LocalDate;
  private readonly rows: Float64Array;
  private readonly sums: Uint32Array;

  constructor({ fromMs, untilMs }: Pick<Question, 'fromMs' | 'untilMs'>, key: Buffer) {
    const midnights: number[] = [];
    for (let at = startOfLocalDay(fromMs); at < untilMs; at = addLocalDays(at, 1))
      midnights.push(at);
    this.setting = { midnights, key: [key.readInt32LE(0), key.readInt32LE(4)] };
    this.firstDate = localDate(fromMs);
    this.rows = new Float64Array(midnights.length * SOURCES.length);
    this.sums = new Uint32Array(this.rows.length * 2);
  }

  add({ rows, sums }: DaySumsTaken): void {
    for (const [place, count] of rows.entries()) {
      if (count === 0) continue;
      this.rows[place] = (this.rows[place] ?? 0) + count;
      for (const at of [place * 2, place * 2 + 1])
        this.sums[at] = (this.sums[at] ?? 0) + (sums[at] ?? 0);
    }
  }

  /** Days that have rows. */
  list(): readonly DayCount[] {
    return SOURCES.flatMap((source, number) =>
      this.setting.midnights.flatMap((_, day) => {
        const place = day * SOURCES.length + number;
        const rows = this.rows[place] ?? 0;
        if (rows === 0) return [];
        const [first = 0, second = 0] = this.sums.subarray(place * 2);
        const fingerprint = hex(first) + hex(second);
        return [{ source, day: shiftDate(this.firstDate, day), rows, fingerprint }];
      }),
    );
  }
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
