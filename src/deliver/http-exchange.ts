import { parseRetryAfter } from './retry.ts';
import type { Answer } from './sink.ts';

/**
 * One request under way. It comes to one answer: what the receiver said, how the connection failed, or
 * what `end` was told, whichever is first; what comes after that is dropped.
 */
export class HttpExchange {
  readonly #eventId: string;
  readonly #settle: (answer: Answer) => void;
  #controller: Connection | null = null;
  #isSettled = false;
  #status = 0;
  #headers: Headers = {};
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(eventId: string, settle: (answer: Answer) => void) {
    this.#eventId = eventId;
    this.#settle = settle;
  }

  /** Ends it with that answer, and its connection with it. */
  end(answer: Answer): void {
    if (this.#isSettled) return;
    this.#come(answer);
    this.#controller?.abort(new Error('ended'));
  }

  onRequestStart(controller: Connection): void {
    this.#controller = controller;
    // It waited for a connection until it was ended: nothing goes out.
    if (this.#isSettled) controller.abort(new Error('ended'));
  }

  onResponseStart(_: Connection, status: number, headers: Headers): void {
    // An early hint stands before the answer.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Connection, chunk: Buffer): void {
    if (this.#isSettled) return;
    this.#chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - this.#size));
    this.#size += chunk.length;
    // What comes after the cap is not waited for.
    if (this.#size >= MAX_ANSWER_BYTES) this.end(this.#read());
  }

  onResponseEnd(): void {
    if (!this.#isSettled) this.#come(this.#read());
  }

  onResponseError(_: unknown, error: Error): void {
    if (!this.#isSettled) this.#come({ kind: 'CONNECTION_FAILED', reason: describeFailure(error) });
  }

  #come(answer: Answer): void {
    this.#isSettled = true;
    this.#settle(answer);
  }

  #read(): Answer {
    const status = this.#status;
    if (status >= 200 && status < 300) return { ...NOTHING_SAID, status };
    const text = Buffer.concat(this.#chunks);
    const said = [text.toString(), ...Object.values(this.#headers).flat()];
    return {
      kind: 'ANSWERED',
      status,
      retryAfterMs: parseRetryAfter([this.#headers['retry-after']].flat()[0], Date.now()),
      excerpt: excerptOf(text),
      namesEvent: said.some((part) => names(part ?? '', this.#eventId)),
    };
  }
}

/** What carries it, as the HTTP client hands it over. */
interface Connection {
  abort(reason: Error): void;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const NOTHING_SAID = {
  kind: 'ANSWERED',
  retryAfterMs: null,
  excerpt: '',
  namesEvent: false,
} as const;
const MAX_ANSWER_BYTES = 64 * 1024;
const EXCERPT_BYTES = 1024;

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
