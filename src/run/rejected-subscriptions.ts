import { isSamePerson } from '../person/readable-person.ts';
import type { SubscriberIndex } from '../person/subscriber-index.ts';
import type { Decision } from '../register/decision.ts';
import type { RefusedRow } from './reading.ts';

/** The persons of rejected subscription rows: is one of them that of a valid decision? (contract 2.5) */
export class RejectedSubscriptions {
  private readonly rows: readonly RefusedRow[];
  private readonly found = new Set<RefusedRow>();

  constructor(rows: readonly RefusedRow[], index: SubscriberIndex) {
    this.rows = rows;
    rows.forEach((row, number) => {
      for (const keys of row.person.keys) index.watch(-(number + 1), keys);
    });
  }

  /** The index says that a valid decision inside the window may be of that entry's person. */
  note(entry: number, decision: Decision): void {
    const row = this.rows[-entry - 1];
    if (row !== undefined && isSamePerson(row.person, decision)) this.found.add(row);
  }

  isTouched(row: RefusedRow): boolean {
    return this.found.has(row);
  }
}
