export interface CircuitSettings {
  /** Failures in a row after which the sink is paused. */
  readonly failuresToPause: number;
  /** The first pause, in milliseconds; doubled each time the trial after it fails. */
  readonly pauseMs: number;
  readonly pauseCapMs: number;
  /** Trials that fail in a row after which the call gives the sink up. */
  readonly trialsToGiveUp: number;
}

/** The circuit breaker of one sink: after failures in a row it pauses, then lets one trial through. */
export class Circuit {
  readonly #settings: CircuitSettings;
  /** Milliseconds on a clock that never goes back. */
  readonly #now: () => number;
  #failures = 0;
  #failedTrials = 0;
  #pausedUntilMs: number | null = null;
  #isTrialOut = false;

  constructor(settings: CircuitSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  /** How many more may go out now: all (`Infinity`), one trial, or none. */
  get allowance(): number {
    if (this.isGivenUp) return 0;
    if (this.#pausedUntilMs === null) return Number.POSITIVE_INFINITY;
    return this.#isTrialOut || this.#now() < this.#pausedUntilMs ? 0 : 1;
  }

  /** When the next trial may go out; null where no pause is on. */
  get pausedUntilMs(): number | null {
    return this.isGivenUp || this.#isTrialOut ? null : this.#pausedUntilMs;
  }

  get isGivenUp(): boolean {
    return this.#failedTrials >= this.#settings.trialsToGiveUp;
  }

  sent(): void {
    if (this.#pausedUntilMs !== null) this.#isTrialOut = true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#failedTrials = 0;
    this.#pausedUntilMs = null;
    this.#isTrialOut = false;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#isTrialOut) {
      this.#isTrialOut = false;
      this.#failedTrials += 1;
      this.#pause();
    } else if (this.#pausedUntilMs === null && this.#failures >= this.#settings.failuresToPause) {
      this.#pause();
    }
  }

  #pause(): void {
    const { pauseMs, pauseCapMs } = this.#settings;
    const length = Math.min(pauseCapMs, pauseMs * 2 ** this.#failedTrials);
    this.#pausedUntilMs = this.#now() + length;
  }
}
