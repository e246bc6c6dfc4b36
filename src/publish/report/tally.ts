import type { ConsideredFact, Notice, ReviewItem } from '../../notice/notice.ts';
import type { Rejection } from '../../register/rejection.ts';
import { compareCodePoints } from '../../register/text-order.ts';

/** How many touching rows the page names; `rejects.csv` holds all. */
const NAMED_ROWS = 20;

/** Counts what a run says, without anything of a person; the order of the rows does not show. */
export class ReportTally {
  /** Sector, priority, category, action. */
  readonly notices = new Counts();
  /** Sector, action. */
  readonly actions = new Counts();
  /** Sector. */
  readonly reviews = new Counts();
  /** Reason, sector; an item counts under each of its reasons. */
  readonly reasons = new Counts();
  /** Sector, outcome. */
  readonly considered = new Counts();
  /** Touches a subscription, input, error codes. */
  readonly rejects = new Counts();
  /** The first rows that touch a subscription, in the order of `rejects.csv`. */
  readonly touching: Pick<Rejection, 'input' | 'file' | 'line' | 'errors'>[] = [];

  seeNotice(notice: Pick<Notice, 'sector' | 'priority' | 'category' | 'action'>): void {
    const { sector, priority, category, action } = notice;
    this.notices.add([sector, String(priority), category, action]);
    this.actions.add([sector, action]);
  }

  seeReview({ sector, reasons }: Pick<ReviewItem, 'sector' | 'reasons'>): void {
    this.reviews.add([sector]);
    for (const reason of reasons) this.reasons.add([reason, sector]);
  }

  seeConsidered({ sector, outcome }: Pick<ConsideredFact, 'sector' | 'outcome'>): void {
    this.considered.add([sector, outcome]);
  }

  /** Rows come in the order of `rejects.csv`. */
  seeReject(row: Omit<Rejection, 'raw'>): void {
    const { input, file, line, errors, touchesSubscription } = row;
    this.rejects.add([touchesSubscription ? 'YES' : 'NO', input, errors.join(' ')]);
    if (touchesSubscription && this.touching.length < NAMED_ROWS)
      this.touching.push({ input, file, line, errors });
  }
}

/** How often each key was seen. */
export class Counts {
  readonly #counts = new Map<string, { readonly key: readonly string[]; count: number }>();

  add(key: readonly string[]): void {
    const id = JSON.stringify(key);
    const known = this.#counts.get(id);
    if (known === undefined) this.#counts.set(id, { key, count: 1 });
    else known.count += 1;
  }

  /** Sorted by key. */
  entries(): { readonly key: readonly string[]; readonly count: number }[] {
    return [...this.#counts.values()].sort((a, b) => compareKeys(a.key, b.key));
  }

  /** Of all keys that have these values at these places. */
  sum(wanted: Readonly<Record<number, string>> = {}): number {
    let sum = 0;
    for (const { key, count } of this.#counts.values())
      if (Object.entries(wanted).every(([at, value]) => key[Number(at)] === value)) sum += count;
    return sum;
  }

  /** The different values at a place, sorted. */
  values(at: number): string[] {
    const values = new Set([...this.#counts.values()].map(({ key }) => key[at] ?? ''));
    return [...values].sort(compareCodePoints);
  }
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [at, part] of a.entries()) {
    const by = compareCodePoints(part, b[at] ?? '');
    if (by !== 0) return by;
  }
  return 0;
}
