/** Why a run cannot go on; the code decides the exit code (contract 7). */
export type CatchUpErrorCode = keyof typeof EXIT_CODES;

const EXIT_CODES = {
  USAGE: 2,
  CONFIGURATION: 2,
  RULE_FILE: 2,
  RUN_PURGED: 2,
  LEDGER_HELD: 5,
  INPUT_UNREADABLE: 6,
  INPUT_DAMAGED: 6,
  INPUT_COLUMN_MISSING: 6,
  INPUT_COLUMN_DUPLICATE: 6,
  INPUT_HEADER: 6,
  INPUT_CHANGED: 6,
  INPUT_CHECKSUM: 6,
  LEDGER_DAMAGED: 6,
  LEDGER_MISSING: 6,
  LEDGER_SCHEMA: 6,
  NOT_WRITABLE: 1,
} as const;

/** The run cannot go on: what was wrong, what was expected, where, and what to do. No personal data. */
export class CatchUpError extends Error {
  readonly code: CatchUpErrorCode;

  constructor(code: CatchUpErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CatchUpError';
    this.code = code;
  }

  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}

/** Cannot happen: exit 1, nothing is published. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** A signal asked the program to end. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly exitCode: number;

  constructor(signal: string, exitCode: number) {
    super(signal);
    this.exitCode = exitCode;
  }
}
