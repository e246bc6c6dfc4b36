import { execFile } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';

/** How a call goes: it began, it did its work, or the exit code with which it failed. */
export type CallState = 'start' | 'success' | number;

/**
 * Tells a dead man's switch how a call goes, by a GET without body: `<url>/start`, `<url>` or
 * `<url>/<exit code>`. TLS is always verified, no redirect followed. Never throws; gives what was wrong,
 * without the address, which is a secret; null where nothing was.
 */
export async function ping(
  base: URL,
  state: CallState,
  deadlineMs: number,
): Promise<string | null> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const url = addressOf(base, state);
    return await send(url, await lookUp(url.hostname, deadline), deadline);
  } catch (error: unknown) {
    if (deadline.aborted) return `no answer within ${deadlineMs} ms`;
    return error instanceof Error && 'code' in error ? String(error.code) : 'no address';
  }
}

/** Gives null for an answer that is one, else what was wrong. */
function send(url: URL, lookup: LookupFunction | null, signal: AbortSignal) {
  return new Promise<string | null>((resolve, reject) => {
    const request = open(url, { signal, ...(lookup && { lookup }) });
    request.on('response', ({ statusCode = 0 }) => {
      resolve(statusCode >= 200 && statusCode < 300 ? null : `it answered ${statusCode}`);
      // What the switch goes on to say is not waited for.
      request.destroy();
    });
    request.on('error', reject);
    request.end();
  });
}

const LOOK_UP = `require('node:dns').lookup(process.env.NAME, { all: true }, (error, found) => {
  process.stdout.write(JSON.stringify(error ? [] : found));
})`;

/**
 * Finds the addresses of a name, in a process of its own: a system that looks one up cannot be told to
 * stop, and keeps the process that asked from its end. Null where there is nothing to ask.
 */
async function lookUp(name: string, signal: AbortSignal): Promise<LookupFunction | null> {
  if (name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return null;
  const env = { ...process.env, NAME: name };
  const options = { env, signal, killSignal: 'SIGKILL' } as const;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', LOOK_UP], options);
  const found = JSON.parse(stdout) as LookupAddress[];
  const [first] = found;
  if (first === undefined) throw new Error('no address');
  return (_, { all }, callback) =>
    all === true ? callback(null, found) : callback(null, first.address, first.family);
}

function addressOf(base: URL, state: CallState): URL {
  const url = new URL(base);
  if (state !== 'success') url.pathname = `${url.pathname.replace(/\/$/, '')}/${state}`;
  return url;
}

function open(url: URL, given: RequestOptions) {
  // A connection of its own, so that nothing stays open behind the answer.
  const options: RequestOptions = { ...given, method: 'GET', agent: false };
  if (url.protocol === 'http:') return requestPlain(url, options);
  // Said here, so that no environment variable takes it away.
  return requestTls(url, { ...options, rejectUnauthorized: true });
}
