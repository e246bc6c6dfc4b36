import { Agent, type Dispatcher } from 'undici';
import { parseRetryAfter } from './retry.ts';
import type { Answer, OutgoingEvent, Sink } from './sink.ts';

/** Where and how to POST; secrets are read by the caller. */
export interface HttpSinkOptions {
  readonly url: URL;
  readonly concurrency: number;
  /** For the whole request, from connecting to the last byte of the answer, in milliseconds. */
  readonly deadlineMs: number;
  readonly bearerToken: string | null;
  /** PEM; null where the system's own authorities are trusted. */
  readonly ca: string | null;
  /** PEM of the client certificate and its key. */
  readonly client: { readonly certificate: string; readonly key: string } | null;
}

/** The receiving intake behind HTTP: one POST a notice, no redirect followed, TLS always verified. */
export class HttpSink implements Sink {
  readonly #agent: Agent;
  readonly #options: HttpSinkOptions;

  constructor(options: HttpSinkOptions) {
    this.#options = options;
    this.#agent = new Agent({
      connections: options.concurrency,
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      connect: {
        rejectUnauthorized: true,
        timeout: options.deadlineMs,
        ...(options.ca === null ? {} : { ca: options.ca }),
        ...(options.client === null
          ? {}
          : { cert: options.client.certificate, key: options.client.key }),
      },
    });
  }

  async send(event: OutgoingEvent, signal: AbortSignal): Promise<Answer> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = setTimeout(stop, this.#options.deadlineMs);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#post(event, controller.signal);
    } catch (error: unknown) {
      if (signal.aborted) return { kind: 'STOPPED', reason: 'stopped before the answer came' };
      if (controller.signal.aborted)
        return { kind: 'TIMED_OUT', reason: `no answer within ${this.#options.deadlineMs} ms` };
      return { kind: 'CONNECTION_FAILED', reason: describeFailure(error) };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #post(event: OutgoingEvent, signal: AbortSignal): Promise<Answer> {
    const { url, bearerToken } = this.#options;
    const { statusCode, headers, body } = await this.#agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents+json; charset=UTF-8',
        'idempotency-key': event.eventId,
        traceparent: event.traceparent,
        ...(bearerToken === null ? {} : { authorization: `Bearer ${bearerToken}` }),
      },
      body: event.body,
      signal,
    });
    if (statusCode >= 200 && statusCode < 300) {
      await body.dump({ limit: MAX_ANSWER_BYTES, signal });
      return { ...NOTHING_SAID, status: statusCode };
    }
    const text = await readStart(body);
    return {
      kind: 'ANSWERED',
      status: statusCode,
      retryAfterMs: parseRetryAfter([headers['retry-after']].flat()[0], Date.now()),
      excerpt: excerptOf(text),
      namesEvent: [text.toString(), ...Object.values(headers).flat()].some((said) =>
        names(said ?? '', event.eventId),
      ),
    };
  }
}

const NOTHING_SAID = {
  kind: 'ANSWERED',
  retryAfterMs: null,
  excerpt: '',
  namesEvent: false,
} as const;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ANSWER_BYTES = 64 * 1024;
const EXCERPT_BYTES = 1024;

/** The first bytes of an answer; what comes after them is not waited for. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - size));
    size += chunk.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** As text, without a character cut in half at its end. */
function excerptOf(answer: Buffer): string {
  return new TextDecoder().decode(answer.subarray(0, EXCERPT_BYTES), { stream: true });
}

/** In either case of its letters; version 12 of a notice does not name version 1. */
function names(text: string, eventId: string): boolean {
  const afterEach = text.toLowerCase().split(eventId.toLowerCase()).slice(1);
  return afterEach.some((rest) => !/^\d/.test(rest));
}

/** What failed, by its code: messages of others may hold anything. */
function describeFailure(error: unknown): string {
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined);
  return `the connection failed (${code ?? (error instanceof Error ? error.name : 'unknown')})`;
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
