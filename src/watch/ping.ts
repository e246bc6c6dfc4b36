import { type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';

/** How a call goes: it began, it did its work, or the exit code with which it failed. */
export type CallState = 'start' | 'success' | number;

/**
 * Tells a dead man's switch how a call goes, by a GET without body: `<url>/start`, `<url>` or
 * `<url>/<exit code>`. TLS is always verified, no redirect followed. Never throws; gives what was wrong,
 * without the address, which is a secret; null where nothing was.
 */
export function ping(base: URL, state: CallState, deadlineMs: number): Promise<string | null> {
  const url = addressOf(base, state);
  return new Promise((resolve) => {
    const request = open(url);
    const end = (fault: string | null) => {
      clearTimeout(timer);
      resolve(fault);
      // What the switch goes on to say is not waited for.
      request.destroy();
    };
    const timer = setTimeout(() => end(`no answer within ${deadlineMs} ms`), deadlineMs);
    request.on('response', ({ statusCode = 0 }) =>
      end(statusCode >= 200 && statusCode < 300 ? null : `it answered ${statusCode}`),
    );
    request.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
    request.end();
  });
}

function addressOf(base: URL, state: CallState): URL {
  const url = new URL(base);
  if (state !== 'success') url.pathname = `${url.pathname.replace(/\/$/, '')}/${state}`;
  return url;
}

function open(url: URL) {
  // A connection of its own, so that nothing stays open behind the answer.
  const options: RequestOptions = { method: 'GET', agent: false };
  if (url.protocol === 'http:') return requestPlain(url, options);
  // Said here, so that no environment variable takes it away.
  return requestTls(url, { ...options, rejectUnauthorized: true });
}
