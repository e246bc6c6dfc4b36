import type { SettledAttempt } from '../notice/outbox.ts';
import type { Connection } from './database.ts';
import { canonicalJson, FIRST_CHAIN, makeSaltSource } from './row-digest.ts';
import { checkRow, rowColumns } from './row-reader.ts';
import { insertRow } from './run-recorder.ts';

/** What happened to events, in groups: their intents, their outcomes, and what was put back on purpose. */
export type DeliveryEntry =
  | { readonly kind: 'INTENT'; readonly events: readonly (readonly [number, number])[] }
  | { readonly kind: 'OUTCOME'; readonly outcomes: readonly Omit<SettledAttempt, 'dueMs'>[] }
  | { readonly kind: 'RETURNED'; readonly reason: string; readonly events: readonly number[] };

/**
 * The append-only record of delivery (contract 6). Each entry names the digest of the one before it,
 * so that none can be taken out, changed or put elsewhere unseen.
 */
export class DeliveryEntries {
  readonly #database: Connection;
  readonly #nextSalt = makeSaltSource();
  #previous: string | null = null;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Enters one group inside a transaction; `at` is in milliseconds since 1970, UTC. */
  add({ kind, ...said }: DeliveryEntry, at: number): void {
    const previous = this.#previous ?? lastDigest(this.#database);
    const content = canonicalJson({ ...said, at });
    const row = {
      table: 'delivery_entry',
      run: NO_RUN,
      columns: [kind, previous],
      content,
    } as const;
    const digest = insertRow(this.#database, row, this.#nextSalt());
    this.#previous = digest?.toString('hex') ?? null;
  }

  /** The intents of the last entries, oldest first: enough for all that one call can have in the air. */
  lastIntents(): readonly { readonly at: number; readonly events: unknown }[] {
    const rows = this.#database.all(
      `select ${rowColumns('delivery_entry')} from delivery_entry as t
       where kind = 'INTENT' order by id desc limit ${LAST_INTENTS}`,
    );
    return rows.reverse().map((raw) => {
      const { content } = checkRow(this.#database.file, 'delivery_entry', raw);
      return JSON.parse(content) as { at: number; events: unknown };
    });
  }

  /** After a transaction that was rolled back the last entry is asked for anew. */
  forget(): void {
    this.#previous = null;
  }
}

/** Entries of delivery belong to no run. */
const NO_RUN = 0;
const LAST_INTENTS = 512;

function lastDigest(database: Connection): string {
  const [last] = database.all(
    `select ${rowColumns('delivery_entry')} from delivery_entry as t order by id desc limit 1`,
  );
  if (last === undefined) return FIRST_CHAIN;
  return checkRow(database.file, 'delivery_entry', last).digest.toString('hex');
}
