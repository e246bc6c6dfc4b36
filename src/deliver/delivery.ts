import pLimit, { type LimitFunction } from 'p-limit';
import type { QueuedEvent, SettledAttempt, Undelivered } from '../notice/outbox.ts';
import { attempt, type DeliverySettings, type DeliverySurroundings } from './attempt.ts';
import { SectorLane } from './sector-lane.ts';

export interface DeliverySummary {
  readonly delivered: number;
  readonly undelivered: readonly Undelivered[];
}

/**
 * Sends what waits in the outbox (contract 6): per person one after another, across persons in
 * parallel and by priority, until all is settled, a sink is given up, or the call is to stop.
 */
export async function deliver(
  settings: DeliverySettings,
  surroundings: DeliverySurroundings,
): Promise<DeliverySummary> {
  const { outbox } = surroundings;
  await outbox.begin();
  const sectors = (await outbox.undelivered())
    .filter(({ waiting, failed }) => waiting + failed > 0)
    .map(({ sector }) => sector);
  const delivery = new Delivery(settings, surroundings, sectors);
  await delivery.run();
  return { delivered: delivery.delivered, undelivered: await outbox.undelivered() };
}

/** Outcomes may wait this long for others to be entered with them. */
const GATHER_MS = 20;
/** Of what may be in flight: a group worth entering. The rest keeps the receiver busy meanwhile. */
const GROUP_SHARE = 0.75;

class Delivery {
  delivered = 0;
  readonly #settings: DeliverySettings;
  readonly #around: DeliverySurroundings;
  readonly #limit: LimitFunction;
  readonly #lanes: readonly SectorLane[];
  readonly #settled: SettledAttempt[] = [];
  #gatherUntilMs = 0;
  #failure: unknown = null;
  #wake: () => void = () => {};

  constructor(settings: DeliverySettings, around: DeliverySurroundings, sectors: string[]) {
    this.#settings = settings;
    this.#around = around;
    this.#limit = pLimit(settings.concurrency);
    this.#lanes = sectors.map((sector) => {
      const rate = around.ratePerSecond(sector);
      return new SectorLane(sector, settings.circuit, rate, around.monotonicMs);
    });
  }

  async run(): Promise<void> {
    const { signal, monotonicMs } = this.#around;
    const stop = () => this.#wake();
    signal.addEventListener('abort', stop);
    try {
      while (!this.#isStopped && !this.#isDone) {
        this.#launch();
        const waitMs = this.#nextTurnMs - monotonicMs();
        if (waitMs > 0) await this.#sleep(waitMs);
        else await this.#turn();
      }
    } finally {
      signal.removeEventListener('abort', stop);
      await this.#windDown();
    }
    if (this.#failure !== null) throw this.#failure;
  }

  get #isStopped(): boolean {
    return this.#around.signal.aborted || this.#failure !== null;
  }

  get #isDone(): boolean {
    return this.#settled.length === 0 && this.#lanes.every((lane) => lane.isOver);
  }

  /** When the ledger is to be asked again, so that outcomes and intents go into it in groups. */
  get #nextTurnMs(): number {
    const now = this.#around.monotonicMs();
    const share = this.#share;
    const most = Math.max(...this.#lanes.map((lane) => lane.want(share, now)));
    if (this.#settled.length > 0) {
      const isNothingReady = this.#lanes.every((lane) => lane.ready.length === 0);
      const isEnough = this.#settled.length >= this.#settings.concurrency * GROUP_SHARE;
      return isNothingReady || isEnough || most >= share * GROUP_SHARE ? 0 : this.#gatherUntilMs;
    }
    if (most > 0) return 0;
    const nextMs = Math.min(...this.#lanes.map((lane) => lane.nextMoveMs));
    // What could move by now and did not waits for a place: an answer makes one.
    const isFull = nextMs <= now && this.#lanes.some((lane) => lane.inFlight > 0);
    return isFull ? Number.POSITIVE_INFINITY : nextMs;
  }

  /** Enters what came back and takes up what is next. */
  async #turn(): Promise<void> {
    const { outbox, monotonicMs } = this.#around;
    const now = monotonicMs();
    const share = this.#share;
    const group = this.#settled.splice(0, this.#settings.concurrency);
    // What is entered may free the next of a person; what only landed does not yet.
    if (group.length > 0) for (const lane of this.#lanes) lane.isDry = false;
    const wanted = this.#lanes
      .filter((lane) => lane.want(share, now) > 0)
      .map((lane) => lane.ask(lane.want(share, now)));
    const taken = await outbox.exchange(group, wanted, now);
    for (const lane of this.#lanes) {
      const asked = wanted.find(({ sector }) => sector === lane.sector);
      if (asked === undefined) continue;
      const events = taken.filter(({ sector }) => sector === lane.sector);
      lane.ready.push(...events);
      lane.isDry = events.length < asked.count;
      lane.dueMs = lane.isDry ? await outbox.nextDueMs(lane.sector) : null;
    }
  }

  /** What each sector may have in the air, so that one that hangs leaves the others their part. */
  get #share(): number {
    const busy = this.#lanes.filter((lane) => !lane.isOver && !lane.isPaused).length;
    return Math.max(1, Math.floor(this.#settings.concurrency / Math.max(1, busy)));
  }

  #launch(): void {
    if (this.#isStopped) return;
    const share = this.#share;
    for (const lane of this.#lanes) {
      while (lane.ready.length > 0 && lane.mayLaunch(share, this.#around.monotonicMs())) {
        if (this.#limit.activeCount + this.#limit.pendingCount >= this.#settings.concurrency)
          return;
        const event = lane.ready.shift();
        if (event !== undefined) this.#start(lane, event);
      }
    }
  }

  #start(lane: SectorLane, event: QueuedEvent): void {
    lane.launched(this.#around.monotonicMs());
    void this.#limit(() => this.#send(lane, event)).then(() => {
      // What is ready takes the place at once, even while the ledger is being written.
      this.#launch();
      this.#wake();
    });
  }

  async #send(lane: SectorLane, event: QueuedEvent): Promise<void> {
    try {
      this.#settle(await attempt(event, lane, this.#settings, this.#around));
    } catch (error: unknown) {
      this.#failure ??= error;
    }
    lane.landed();
    if (!lane.circuit.isGivenUp) return;
    this.#recall(lane);
    this.#around.notify('the sink fails on and on: given up until the next call', lane.sector);
  }

  #settle(outcome: SettledAttempt): void {
    if (outcome.result === 'DELIVERED') this.delivered += 1;
    if (this.#settled.length === 0) this.#gatherUntilMs = this.#around.monotonicMs() + GATHER_MS;
    this.#settled.push(outcome);
  }

  /** What was taken up and never sent goes back. */
  #recall(lane: SectorLane): void {
    for (const { sequence, attempt } of lane.ready.splice(0))
      this.#settle({ sequence, attempt, result: 'UNSENT', status: null, reason: '', dueMs: 0 });
  }

  /** Until something came back, the time is over, or the call is to stop. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(resolve, Math.min(ms, 60_000)) : undefined;
      this.#wake = () => {
        this.#wake = () => {};
        clearTimeout(timer);
        // Others that come back in the same moment are entered together.
        setImmediate(resolve);
      };
    });
  }

  /** Nothing new is sent; what is in flight is waited for, then cut off, and its outcome entered. */
  async #windDown(): Promise<void> {
    for (const lane of this.#lanes) this.#recall(lane);
    const timer = setTimeout(() => {
      for (const { sector } of this.#lanes) this.#around.sinkOf(sector).stop();
    }, this.#settings.graceMs);
    while (this.#lanes.some((lane) => lane.inFlight > 0))
      await this.#sleep(Number.POSITIVE_INFINITY);
    clearTimeout(timer);
    const { outbox } = this.#around;
    while (this.#settled.length > 0)
      await outbox.exchange(this.#settled.splice(0, this.#settings.concurrency), [], 0);
  }
}
