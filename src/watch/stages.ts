/** What a call spends its time on, in this order; a stage may come again, slice by slice. */
export const STAGES = [
  'open',
  'subscriptions',
  'decisions',
  'judge',
  'write',
  'record',
  'publish',
  'deliver',
] as const;

export type Stage = (typeof STAGES)[number];

/** How long each stage of a call took. */
export class Stages {
  readonly #monotonicMs: () => number;
  readonly #spentMs = new Map<Stage, number>();
  readonly #rows = new Map<Stage, number>();
  #since: number;

  constructor(monotonicMs = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
    this.#since = monotonicMs();
  }

  /** All time since the end of the last one goes to this stage, and its rows; gives what the log says of it. */
  end(stage: Stage, rows = 0): { readonly stage: Stage; readonly ms: number } {
    const now = this.#monotonicMs();
    const ms = now - this.#since;
    this.#since = now;
    this.#spentMs.set(stage, (this.#spentMs.get(stage) ?? 0) + ms);
    this.#rows.set(stage, (this.#rows.get(stage) ?? 0) + rows);
    return { stage, ms: Math.round(ms) };
  }

  /** Milliseconds of every stage that ended. */
  get spentMs(): ReadonlyMap<Stage, number> {
    return this.#spentMs;
  }

  /** Rows that went through a stage; 0 where it has none to do with. */
  rowsOf(stage: Stage): number {
    return this.#rows.get(stage) ?? 0;
  }
}
