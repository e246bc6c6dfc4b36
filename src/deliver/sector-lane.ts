import type { QueuedEvent, Wanted } from '../notice/outbox.ts';
import { Circuit, type CircuitSettings } from './circuit.ts';

/** Every eighth slot goes to the oldest, so that a low priority never waits for ever (contract 6). */
const SLOTS_PER_OLDEST = 8;

/** What one sector has in the air and in memory, and when it may go on. Times are of the call's own clock. */
export class SectorLane {
  readonly sector: string;
  readonly circuit: Circuit;
  /** Taken up, intent entered, not yet sent. */
  readonly ready: QueuedEvent[] = [];
  inFlight = 0;
  /** The ledger has nothing more for this sector before `dueMs`, or before an outcome is entered. */
  isDry = false;
  dueMs: number | null = null;
  readonly #intervalMs: number;
  #nextSlotMs = 0;
  #slots = 0;

  constructor(
    sector: string,
    circuit: CircuitSettings,
    ratePerSecond: number | null,
    now: () => number,
  ) {
    this.sector = sector;
    this.circuit = new Circuit(circuit, now);
    this.#intervalMs = ratePerSecond === null ? 0 : 1000 / ratePerSecond;
  }

  get isOver(): boolean {
    if (this.inFlight > 0 || this.ready.length > 0) return false;
    return this.circuit.isGivenUp || (this.isDry && this.dueMs === null);
  }

  get isPaused(): boolean {
    return this.circuit.pausedUntilMs !== null;
  }

  /** How many more it can take up: as many as are in the air may wait in memory. */
  want(share: number, nowMs: number): number {
    if (this.isDry && (this.dueMs === null || this.dueMs > nowMs)) return 0;
    const room = 2 * share - this.inFlight - this.ready.length;
    return Math.max(0, Math.min(room, this.circuit.allowance - this.ready.length));
  }

  /** Asks for that many, every eighth of all so far being the oldest. */
  ask(count: number): Wanted {
    const before = Math.floor(this.#slots / SLOTS_PER_OLDEST);
    this.#slots += count;
    const oldest = Math.floor(this.#slots / SLOTS_PER_OLDEST) - before;
    return { sector: this.sector, count, oldest };
  }

  mayLaunch(share: number, nowMs: number): boolean {
    return this.inFlight < share && this.circuit.allowance > 0 && nowMs >= this.#nextSlotMs;
  }

  launched(nowMs: number): void {
    this.inFlight += 1;
    this.circuit.sent();
    this.#nextSlotMs = Math.max(nowMs, this.#nextSlotMs) + this.#intervalMs;
  }

  landed(): void {
    this.inFlight -= 1;
  }

  /** When it can go on by itself; `Infinity` where it waits for an answer. */
  get nextMoveMs(): number {
    if (this.circuit.allowance === 0) return this.circuit.pausedUntilMs ?? Number.POSITIVE_INFINITY;
    if (this.ready.length > 0) return this.#nextSlotMs;
    return (this.isDry ? this.dueMs : null) ?? Number.POSITIVE_INFINITY;
  }
}
