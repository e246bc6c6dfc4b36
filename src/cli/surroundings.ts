/** What the world outside gives a command. */
export interface Surroundings {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The wall clock: only the cron form asks it. */
  readonly now: () => number;
}
