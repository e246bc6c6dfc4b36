import type { Answer } from './sink.ts';

/** What an answer means for the notice (contract 6). */
export type Verdict =
  | { readonly kind: 'DELIVERED'; readonly status: number; readonly reason: string }
  | {
      readonly kind: 'RETRY';
      readonly status: number | null;
      readonly reason: string;
      /** What the receiver asked for, in milliseconds. */
      readonly afterMs: number | null;
    }
  | { readonly kind: 'DEAD'; readonly status: number; readonly reason: string };

/** Delivered, to be tried again, or never to be taken. */
export function judgeAnswer(answer: Answer): Verdict {
  if (answer.kind !== 'ANSWERED')
    return { kind: 'RETRY', status: null, reason: answer.reason, afterMs: null };
  const { status, excerpt, namesEvent, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { kind: 'DELIVERED', status, reason: '' };
  if (status === 409 && namesEvent)
    return { kind: 'DELIVERED', status, reason: 'the receiver had it already' };
  // What is above 599 no standard knows: RFC 9110, 15 has it read as a 5xx.
  if (RETRIED.has(status) || status >= 500)
    return { kind: 'RETRY', status, reason: excerpt, afterMs: retryAfterMs };
  return { kind: 'DEAD', status, reason: excerpt };
}

const RETRIED = new Set([408, 425, 429]);

/** How long to wait before the next try, in milliseconds: exponential with full jitter, or as asked, up to a cap. */
export function waitBeforeRetry(
  verdict: { readonly afterMs: number | null },
  tries: number,
  { baseMs, capMs, retryAfterCapMs }: BackOff,
  random: () => number,
): number {
  if (verdict.afterMs !== null) return Math.min(verdict.afterMs, retryAfterCapMs);
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 30));
}

export interface BackOff {
  readonly baseMs: number;
  readonly capMs: number;
  /** The longest `Retry-After` that is honoured. */
  readonly retryAfterCapMs: number;
}

/**
 * `Retry-After` in milliseconds from `nowMs`: seconds or an HTTP date (RFC 9110, 10.2.3). Null where
 * it is missing or says nothing.
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
