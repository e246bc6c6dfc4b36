import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpSink, type HttpSinkOptions } from '../../src/deliver/http-sink.ts';

const ID = '8137d6cc-71ec-5903-9996-d186397d8d89.1';
const EVENT = { eventId: ID, body: '{"id":"é"}', traceparent: '00-aa-bb-01' };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function pem(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');
}

describe('HttpSink (contract 6)', () => {
  let server: Server | null = null;
  let sink: HttpSink | null = null;

  afterEach(async () => {
    vi.unstubAllEnvs();
    await sink?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function listen(made: Server, more: Partial<HttpSinkOptions> = {}): Promise<HttpSink> {
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const scheme = 'setSecureContext' in made ? 'https://localhost' : 'http://127.0.0.1';
    sink = new HttpSink({
      url: new URL(`${scheme}:${(made.address() as AddressInfo).port}/in?a=1`),
      concurrency: 4,
      deadlineMs: 300,
      bearerToken: null,
      ca: null,
      client: null,
      ...more,
    });
    return sink;
  }

  function plain(handler: Handler, more?: Partial<HttpSinkOptions>): Promise<HttpSink> {
    return listen(createServer(handler), more);
  }

  it('posts the body as it stands, with its id as the idempotency key', async () => {
    let seen: Record<string, unknown> = {};
    const to = await plain(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        seen = { body, method: request.method, url: request.url, ...request.headers };
        response.writeHead(202).end();
      },
      { bearerToken: 'geheim' },
    );

    expect(await to.send(EVENT)).toMatchObject({ kind: 'ANSWERED', status: 202 });
    expect(seen).toMatchObject({
      body: EVENT.body,
      method: 'POST',
      url: '/in?a=1',
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'idempotency-key': ID,
      traceparent: '00-aa-bb-01',
      authorization: 'Bearer geheim',
    });
  });

  it('gives status, Retry-After and the first 1 KiB of any other answer', async () => {
    const to = await plain((_, response) => {
      response.writeHead(503, { 'retry-after': '7' }).end('é'.repeat(2000));
    });

    expect(await to.send(EVENT)).toEqual({
      kind: 'ANSWERED',
      status: 503,
      retryAfterMs: 7000,
      excerpt: 'é'.repeat(512),
      namesEvent: false,
    });
  });

  it.each([
    ['body', (response: ServerResponse) => response.writeHead(409).end(`have ${ID} already`)],
    ['header', (response: ServerResponse) => response.writeHead(409, { 'x-event': ID }).end()],
    [
      'other case of letters',
      (response: ServerResponse) => response.writeHead(409).end(`{"id":"${ID.toUpperCase()}"}`),
    ],
    [
      'midst of other versions',
      (response: ServerResponse) => response.writeHead(409).end(`${ID}2, ${ID}, ${ID}3`),
    ],
  ])('sees the event id in the %s of a 409', async (_, answer) => {
    const to = await plain((_request, response) => void answer(response));

    expect(await to.send(EVENT)).toMatchObject({ status: 409, namesEvent: true });
  });

  it.each([
    ['body', (response: ServerResponse) => response.writeHead(409).end(`${ID}2 came before`)],
    [
      'header',
      (response: ServerResponse) => response.writeHead(409, { 'x-event': `${ID}0` }).end(),
    ],
  ])('does not take a later version in the %s of a 409 for its own', async (_, answer) => {
    const to = await plain((_request, response) => void answer(response));

    expect(await to.send(EVENT)).toMatchObject({ status: 409, namesEvent: false });
  });

  it.each([
    ['speaks no HTTP', 'hello there\r\n\r\n'],
    ['names no status that exists', 'HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n'],
    ['changes the protocol', 'HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['sends headers without end', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(70_000)}\r\n\r\n`],
    ['cuts its refusal off', 'HTTP/1.1 400 Bad\r\ncontent-length: 100\r\n\r\nhalf'],
  ])('takes it for a failed connection where the receiver %s', async (_, said) => {
    const to = await plain(({ socket }) => void socket.end(said), { deadlineMs: 5000 });

    expect(await to.send(EVENT)).toMatchObject({ kind: 'CONNECTION_FAILED' });
  });

  it('waits for the answer behind an early hint', async () => {
    const to = await plain((_, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(204).end();
    });

    expect(await to.send(EVENT)).toMatchObject({ kind: 'ANSWERED', status: 204 });
  });

  it('opens no more connections than it may, and keeps them for what comes next', async () => {
    const sockets = new Set<unknown>();
    const to = await plain((request, response) => {
      sockets.add(request.socket);
      setImmediate(() => response.writeHead(202).end());
    });

    for (let round = 0; round < 5; round += 1)
      await Promise.all(Array.from({ length: 8 }, () => to.send(EVENT)));

    expect(sockets.size).toBeLessThanOrEqual(4);
  });

  it('follows no redirect', async () => {
    let requests = 0;
    const to = await plain((request, response) => {
      requests += 1;
      response.writeHead(307, { location: `http://${request.headers.host}/other` }).end();
    });

    expect(await to.send(EVENT)).toMatchObject({ status: 307 });
    expect(requests).toBe(1);
  });

  it.each<[string, Handler]>([
    ['never answers', () => {}],
    [
      'drips its headers',
      (_, response) => {
        const timer = setInterval(() => response.socket?.write('x-a: b\r\n'), 20);
        response.socket?.write('HTTP/1.1 200 OK\r\n');
        response.socket?.on('close', () => clearInterval(timer));
      },
    ],
    [
      'drips its body',
      (_, response) => {
        response.writeHead(503, { 'content-length': '100000' });
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('gives up at its deadline on a receiver that %s', async (_, handler) => {
    const to = await plain(handler);

    expect(await to.send(EVENT)).toMatchObject({ kind: 'TIMED_OUT' });
  });

  it('reads a huge answer only to its cap', async () => {
    let written = 0;
    const to = await plain(
      (_, response) => {
        response.writeHead(500);
        const chunk = Buffer.alloc(64 * 1024, 'x');
        const more = () => {
          while (written < 512 && response.write(chunk)) written += 1;
          written += 1;
        };
        response.on('drain', more);
        more();
      },
      { deadlineMs: 5000 },
    );

    expect(await to.send(EVENT)).toMatchObject({ status: 500 });
    expect(written).toBeLessThan(512);
  });

  it('says that the connection failed where it is cut or nobody listens', async () => {
    const to = await plain((request) => void request.socket.destroy());

    expect(await to.send(EVENT)).toMatchObject({ kind: 'CONNECTION_FAILED' });
    server?.close();
    server?.closeAllConnections();
    expect(await to.send(EVENT)).toEqual({
      kind: 'CONNECTION_FAILED',
      reason: expect.stringMatching(/ECONN(REFUSED|RESET)|UND_ERR/),
    });
  });

  it('ends a request at once when it is told to stop', async () => {
    const to = await plain(() => {}, { deadlineMs: 60_000 });
    const answer = to.send(EVENT);
    to.stop();

    expect(await answer).toMatchObject({ kind: 'STOPPED' });
  });

  it('trusts the given authority and shows its own certificate', async () => {
    let sender = '';
    const tls = createTlsServer(
      { key: pem('server.key'), cert: pem('server.pem'), ca: pem('ca.pem'), requestCert: true },
      (request, response) => {
        sender = String((request.socket as TLSSocket).getPeerCertificate().subject.CN);
        response.writeHead(202).end();
      },
    );
    const client = { certificate: pem('client.pem'), key: pem('client.key') };
    const to = await listen(tls, { ca: pem('ca.pem'), client });

    expect(await to.send(EVENT)).toMatchObject({ status: 202 });
    expect(sender).toBe('synthetic sender');
  });

  it.each([
    ['signed by nobody it trusts', 'unsigned', pem('ca.pem')],
    ['of another name', 'stranger', pem('ca.pem')],
    ['of an authority that the system does not know', 'server', null],
  ])('sends nothing to a receiver with a certificate %s', async (_, name, ca) => {
    let requests = 0;
    const tls = createTlsServer({ key: pem(`${name}.key`), cert: pem(`${name}.pem`) }, () => {
      requests += 1;
    });
    const to = await listen(tls, { ca });

    expect(await to.send(EVENT)).toMatchObject({ kind: 'CONNECTION_FAILED' });
    expect(requests).toBe(0);
  });

  it('verifies the receiver even where the environment turns that off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const tls = createTlsServer({ key: pem('unsigned.key'), cert: pem('unsigned.pem') });
    const to = await listen(tls, { ca: pem('ca.pem') });

    expect(await to.send(EVENT)).toMatchObject({ kind: 'CONNECTION_FAILED' });
  });

  it('fails where the receiver asks for a certificate and there is none to show', async () => {
    let requests = 0;
    const tls = createTlsServer(
      {
        key: pem('server.key'),
        cert: pem('server.pem'),
        ca: pem('ca.pem'),
        requestCert: true,
        rejectUnauthorized: true,
      },
      () => {
        requests += 1;
      },
    );
    const to = await listen(tls, { ca: pem('ca.pem') });

    expect(await to.send(EVENT)).toMatchObject({ kind: 'CONNECTION_FAILED' });
    expect(requests).toBe(0);
  });

  it('names no secret and nothing of the message in what it says of a failure', async () => {
    const to = await plain(({ socket }) => void socket.destroy(), { bearerToken: 'geheim' });

    const said = JSON.stringify(await to.send(EVENT));
    for (const hidden of ['geheim', ID, EVENT.body]) expect(said).not.toContain(hidden);
  });
});
