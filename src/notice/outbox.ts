import type { Notice } from './notice.ts';

/** `WAITING`: never sent, or to be sent again; `FAILED`: a call used up its tries, the next one goes on. */
export type DeliveryState = 'WAITING' | 'FAILED' | 'DELIVERED' | 'DEAD';

/** A notice version on its way to its sector's sink (contract 6). */
export interface QueuedEvent {
  /** Its place in the order of issue. */
  readonly sequence: number;
  /** `<notice_id>.<version>` */
  readonly eventId: string;
  readonly sector: string;
  /** Whose lane it goes in, as `personOf` gives it. */
  readonly person: string;
  /** The message, as it was composed once and for all. */
  readonly body: string;
  /** Counted from 1 over all calls. */
  readonly attempt: number;
  /** Tries that this call has behind it. */
  readonly tries: number;
}

/** An attempt of which nothing is known but that it was begun. */
export interface CutOffAttempt {
  readonly event: QueuedEvent;
  /** Milliseconds since 1970 UTC. */
  readonly startMs: number;
}

/** What became of one attempt; `UNSENT` was taken up but never sent. */
export interface SettledAttempt {
  readonly sequence: number;
  readonly attempt: number;
  readonly result: 'DELIVERED' | 'RETRY' | 'FAILED' | 'DEAD' | 'UNSENT';
  /** Of the answer; null where there was none. */
  readonly status: number | null;
  readonly reason: string;
  /** For `RETRY`: the moment, in milliseconds of the call's own clock, before which it is not sent again. */
  readonly dueMs: number;
}

/** How many more events one sector can take up, and how many of them go to the oldest. */
export interface Wanted {
  readonly sector: string;
  readonly count: number;
  readonly oldest: number;
}

/** One line of the list of deliveries. */
export interface DeliveryRecord {
  readonly eventId: string;
  readonly noticeId: string;
  readonly noticeVersion: number;
  readonly sector: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** ISO 8601, UTC; empty where it was never sent. */
  readonly firstSentAt: string;
  readonly lastAt: string;
  readonly status: number | null;
  readonly reason: string;
}

/** Events of one sector that are not delivered. */
export interface Undelivered {
  readonly sector: string;
  readonly waiting: number;
  readonly failed: number;
  readonly dead: number;
}

/** What delivery asks of the ledger: every list in batches, intent before a request, outcome after it. */
export interface Outbox {
  /**
   * Queues every notice version of published runs that is not queued yet, or as many as there are until
   * `signal` says stop; gives how many came in.
   */
  enqueue(
    compose: (notice: Notice, recordedAt: string) => string,
    signal?: AbortSignal,
  ): Promise<number>;
  /** Attempts of an earlier call whose outcome nobody entered: it was cut off. To be asked before `begin`. */
  cutOff(): Promise<readonly CutOffAttempt[]>;
  /** A call begins: what an earlier one left in the air may be sent again. */
  begin(): Promise<void>;
  /**
   * Enters outcomes, then takes up the heads of free lanes and enters the intent to send them, all
   * in one transaction.
   */
  exchange(
    settled: readonly SettledAttempt[],
    wanted: readonly Wanted[],
    nowMs: number,
  ): Promise<readonly QueuedEvent[]>;
  /** When the next retry of a sector is due, by the call's own clock; null where none waits. */
  nextDueMs(sector: string): Promise<number | null>;
  /** Notice versions of published runs that are not even queued yet. */
  unqueued(): Promise<number>;
  /** Every sector that has events that are not delivered. */
  undelivered(): Promise<readonly Undelivered[]>;
  /** When the oldest notice version of published runs that is not delivered entered the ledger; ISO 8601, UTC. */
  oldestUndelivered(): Promise<string | null>;
  /** Puts events back that are dead or failed, all or those of one notice; gives how many. */
  retry(state: 'DEAD' | 'FAILED', noticeId: string | null): Promise<number>;
  /** Puts delivered events back under their old ids; gives how many there were. */
  resend(eventIds: readonly string[]): Promise<number>;
  /** All events in the order of issue, in batches. */
  records(): AsyncIterable<readonly DeliveryRecord[]>;
}
