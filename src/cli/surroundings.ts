import type { WhatWasRead } from '../run/reading-record.ts';

/** What the world outside gives a command. */
export interface Surroundings {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The wall clock: the cron form and the audit record ask it. */
  readonly now: () => number;
  /** Takes what the audit record is to say of the command's end. No personal data. */
  readonly note?: (result: CommandResult) => void;
  /** Enters into the audit record what was read, and gives the seal of the entry. No personal data. */
  readonly enterReading?: (read: WhatWasRead) => string;
}

/** What came of a command: of each run its id and the SHA-256 of its manifest, else counts. */
export interface CommandResult {
  readonly runId?: string;
  /** Null where no manifest was written. */
  readonly manifestSha256?: string | null;
  readonly [name: string]: unknown;
}
