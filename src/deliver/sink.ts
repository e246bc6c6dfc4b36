/** One message as it goes out. */
export interface OutgoingEvent {
  /** `<notice_id>.<version>`; also the idempotency key. */
  readonly eventId: string;
  /** The CloudEvent as JSON; the same bytes at every try. */
  readonly body: string;
  /** W3C trace context. */
  readonly traceparent: string;
}

/** What came of one request. */
export type Answer =
  | {
      readonly kind: 'ANSWERED';
      /** HTTP status. */
      readonly status: number;
      /** What `Retry-After` asked for, in milliseconds; null where it did not ask. */
      readonly retryAfterMs: number | null;
      /** The first 1 KiB of the body. */
      readonly excerpt: string;
      /** Whether body or headers name the event id. */
      readonly namesEvent: boolean;
    }
  | {
      readonly kind: 'TIMED_OUT' | 'CONNECTION_FAILED' | 'STOPPED';
      readonly reason: string;
    };

/** Where the notices of one sector go (contract 6). */
export interface Sink {
  /** Never rejects for what the receiver does. */
  send(event: OutgoingEvent): Promise<Answer>;
  /** Ends at once what is under way and can be ended. */
  stop(): void;
  close(): Promise<void>;
}
