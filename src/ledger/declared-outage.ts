import type { Source } from '../register/decision.ts';

/** A stretch of time of which a source's rows are known to be late or missing. */
export interface Outage {
  readonly source: Source;
  /** ISO 8601, UTC. */
  readonly from: string;
  /** ISO 8601, UTC; exclusive. */
  readonly until: string;
  readonly note: string;
  readonly declaredBy: string;
}

export interface DeclaredOutage extends Outage {
  /** ISO 8601, UTC. */
  readonly declaredAt: string;
}
