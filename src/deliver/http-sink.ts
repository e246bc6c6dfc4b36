import { type Dispatcher, Pool } from 'undici';
import { HttpExchange } from './http-exchange.ts';
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
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: string[];
  readonly #deadlineMs: number;
  readonly #underWay = new Set<HttpExchange>();

  constructor({ url, concurrency, deadlineMs, bearerToken, ca, client }: HttpSinkOptions) {
    this.#path = `${url.pathname}${url.search}`;
    this.#deadlineMs = deadlineMs;
    this.#headers = [
      // Receivers compare it letter by letter, the CloudEvents project's own package among them.
      ...['content-type', 'application/cloudevents+json; charset=utf-8'],
      ...(bearerToken === null ? [] : ['authorization', `Bearer ${bearerToken}`]),
    ];
    this.#pool = new Pool(url.origin, {
      connections: concurrency,
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The deadline of the whole request stands for both: these do not fire on a dripping answer.
      ...{ headersTimeout: 0, bodyTimeout: 0 },
      connect: {
        rejectUnauthorized: true,
        timeout: deadlineMs,
        ...(ca === null ? {} : { ca }),
        ...(client === null ? {} : { cert: client.certificate, key: client.key }),
      },
    });
  }

  send(event: OutgoingEvent): Promise<Answer> {
    return new Promise((resolve) => {
      const exchange = new HttpExchange(event.eventId, (answer) => {
        clearTimeout(timer);
        this.#underWay.delete(exchange);
        resolve(answer);
      });
      const late = `no answer within ${this.#deadlineMs} ms`;
      const timer = setTimeout(
        () => exchange.end({ kind: 'TIMED_OUT', reason: late }),
        this.#deadlineMs,
      );
      this.#underWay.add(exchange);
      this.#pool.dispatch(this.#requestOf(event), exchange);
    });
  }

  stop(): void {
    for (const exchange of this.#underWay)
      exchange.end({ kind: 'STOPPED', reason: 'stopped before the answer came' });
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #requestOf({ eventId, traceparent, body }: OutgoingEvent): Dispatcher.DispatchOptions {
    const own = ['idempotency-key', eventId, 'traceparent', traceparent];
    return { path: this.#path, method: 'POST', headers: [...this.#headers, ...own], body };
  }
}

const MAX_HEADER_BYTES = 16 * 1024;
