/** `REJECTS`: rejected rows alone; `ALL`: whatever is personal. */
export type PurgeScope = 'REJECTS' | 'ALL';

/** What is asked to be purged, by whom. */
export interface PurgeOrder {
  readonly by: string;
  readonly scope: PurgeScope;
  /** Runs that were completed before, in milliseconds since 1970 UTC. */
  readonly beforeMs: number;
  /** Date at which a subscription is open or has ended. */
  readonly today: string;
  /** Notices that were never delivered, and reviews that were never answered, go as well. */
  readonly isWaitingGone: boolean;
}

/** What a purge did; each entry stands in the ledger for good. */
export type PurgeEntry = Signed &
  (
    | {
        readonly kind: 'RUNS';
        readonly scope: PurgeScope;
        /** ISO 8601, UTC. */
        readonly before: string;
        /** Numbers of the runs that were not purged in this scope yet. */
        readonly runs: readonly number[];
        /** What went of these and of runs that were purged before. */
        readonly rows: PurgedRows;
        /** Seal over all that this purge and those before it left; absent in older ledgers. */
        readonly left?: string;
      }
    | { readonly kind: 'FOLDERS'; readonly folders: readonly PurgedFolder[] }
    | { readonly kind: 'KEY_DESTROYED' }
  );

/** Rows that were taken out, by table and number of the run. */
export type PurgedRows = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Signed {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: string;
}

/** A run folder of which files were removed. */
export interface PurgedFolder {
  readonly run: number;
  readonly scope: PurgeScope;
  /** Of the `purged.json` that lies there now. */
  readonly sha256: string;
}

export interface PurgedFromLedger {
  readonly rows: number;
  /** Notices of purged runs that stay: they stand, or were not delivered. */
  readonly noticesKept: number;
}

/** What the ledger does for a purge. Every step can be taken again. */
export interface Purging {
  /** What is wrong with the ledger: what is purged cannot be looked into any more. */
  faults(): readonly string[];
  /** Oldest first. */
  entries(): readonly PurgeEntry[];
  /** Numbers of the completed runs that an order would purge and none did so far. */
  due(order: PurgeOrder): readonly number[];
  /**
   * Enters the order and takes out what nobody needs any more: of its runs and of those purged
   * before. The file then holds no byte of it. Throws `LEDGER_HELD` while somebody reads the file.
   */
  purge(order: PurgeOrder): Promise<PurgedFromLedger>;
  /** Enters what was removed from run folders. */
  noteFolders(by: string, folders: readonly PurgedFolder[]): Promise<void>;
  /** The secret of the digests by which purged decisions are found again; null where there is none. */
  key(): Buffer | null;
  /** From then on nobody can tell which digest is whose. Throws `LEDGER_HELD` as `purge` does. */
  destroyKey(by: string): Promise<void>;
}
