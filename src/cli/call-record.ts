import { randomUUID } from 'node:crypto';
import { enterIntoRecord } from '../audit/audit-record.ts';

/** The entries of one call in the audit record: that it began, what it read, and how it ended. */
export class CallRecord {
  readonly #file: string;
  readonly #now: () => number;
  readonly #call = randomUUID();

  /** Enters that the call began; one that cannot be entered does not begin: `NOT_WRITABLE`, `LEDGER_HELD`. */
  constructor(file: string, now: () => number, said: Readonly<Record<string, unknown>>) {
    this.#file = file;
    this.#now = now;
    this.enter('BEGIN', said);
  }

  /** Gives the seal of the entry. */
  enter(what: 'BEGIN' | 'READ' | 'END', said: Readonly<Record<string, unknown>>): string {
    const at = new Date(this.#now()).toISOString();
    return enterIntoRecord(this.#file, { what, call: this.#call, at, ...said });
  }
}
