import type { CatchUpErrorCode } from '../../../errors.ts';

/** Of every command: why it failed, and what others than the command line have to say. */
export const MESSAGES = {
  stopped: 'stopped; the same command again finishes the work',
  failed: (_code: CatchUpErrorCode, message: string) => message,
  internal: (name: string) => `internal error (${name}); what stands in the output folder is whole`,
  /** A sentence that the engine made: a fault, a line of the log. */
  said: (sentence: string) => sentence,
  unrecorded: (reason: string) => `not entered in an audit record: ${reason}`,
  noMetrics: (why: string) => `no metrics: ${why}`,
};
