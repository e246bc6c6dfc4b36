import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';
import type { Spoken } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const MORNING = '2025-08-16T05:15:00Z';
const D1: NightRow = { id: 'D1', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true };
const OPEN: RequestListener = (_, response) => response.end('OK');

describe('--ping-url', () => {
  let folder = '';
  let server: Server | null = null;
  let heard: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ping-'));
    heard = [];
    writeDecisions(folder, 'om.csv', [D1]);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Gives the address of a switch with a token in it. */
  async function listen(made: Server, path = '/geheim'): Promise<string> {
    server = made;
    made.on('request', ({ method, url, headers }) => {
      heard.push(`${method} ${url}${headers['content-length'] ?? ''}`);
    });
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const scheme = 'setSecureContext' in made ? 'https' : 'http';
    return `${scheme}://localhost:${(made.address() as AddressInfo).port}${path}`;
  }
  const argumentsOf = (url: string, ...more: string[]) => [
    ...['run', '--from', '2025-08-15', '--until', '2025-08-16', '--ping-url', url],
    ...['--decisions', join(folder, 'om.csv')],
    ...['--subscriptions', join(folder, 'subscriptions.csv')],
    ...['--out', join(folder, 'out'), '--ledger', join(folder, 'ledger.db'), ...more],
  ];
  const call = (url: string, ...more: string[]) => callProgram(argumentsOf(url, ...more), MORNING);
  /** As a process of its own; the server answers from this one. */
  function start(url: string, env: Readonly<Record<string, string>>, ...more: string[]) {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'dist/main.js'), ...argumentsOf(url, ...more)],
      {
        env: { PATH: process.env.PATH ?? '', ...env },
      },
    );
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].on('data', (chunk) => {
        said[stream] += chunk;
      });
    const ended = new Promise<Spoken>((resolve) =>
      child.once('close', (code) => resolve({ code, ...said })),
    );
    return { child, ended };
  }

  it('says that a run begins and that it did its work, by nothing but the address', async () => {
    const url = await listen(createServer(OPEN), '/geheim/?team=1');

    expect((await call(url)).code).toBe(0);

    expect(heard).toEqual(['GET /geheim/start?team=1', 'GET /geheim/?team=1']);
  });

  it('takes work that waits for a person for a success', async () => {
    const url = await listen(createServer(OPEN));
    writeDecisions(folder, 'om.csv', [{ ...D1, article: '1 Onbekend' }]);

    expect((await call(url)).code).toBe(3);

    expect(heard).toEqual(['GET /geheim/start', 'GET /geheim']);
  });

  it.each<[string, string[], number]>([
    ['an input that is not there', ['--decisions', 'missing.csv'], 6],
    ['wrong use', ['--as-of', 'today'], 2],
  ])('says the exit code of a failure: %s', async (_, more, code) => {
    const url = await listen(createServer(OPEN));

    expect((await call(url, ...more)).code).toBe(code);

    expect(heard).toEqual(['GET /geheim/start', `GET /geheim/${code}`]);
  });

  it('says that a run was stopped, in its metrics too', async () => {
    const url = await listen(createServer(OPEN));
    const metrics = join(folder, 'catchup.prom');
    const { child, ended } = start(url, {}, '--decisions', '-', '--metrics', metrics);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGTERM');
    child.stdin.end(readFileSync(join(folder, 'om.csv')));

    expect((await ended).code).toBe(143);
    expect(heard).toEqual(['GET /geheim/start', 'GET /geheim/143']);
    expect(readFileSync(metrics, 'utf8')).toContain('last_exit_code{command="run"} 143\n');
  });

  it.each<[string, RequestListener, RegExp]>([
    ['refuses', (_, response) => response.writeHead(503).end(), /it answered 503/],
    [
      'sends elsewhere',
      (_, response) => response.writeHead(302, { location: '/other' }).end(),
      /it answered 302/,
    ],
    ['hangs up', ({ socket }) => socket.destroy(), /ECONNRESET/],
    ['never answers', () => {}, /no answer within 3000 ms/],
  ])('changes nothing about a run where the switch %s', async (_, answer, reason) => {
    const url = await listen(createServer(answer));

    const { code, stderr } = await start(url, {}).ended;

    expect(code).toBe(0);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toContain('geheim');
    expect(heard).toEqual(['GET /geheim/start', 'GET /geheim']);
  });

  it('is not held up by a system that never finds the name', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // As a resolver that hangs: a thread of the process is in a call that does not come back.
    const hang = `import dns from 'node:dns'; import { open } from 'node:fs';
      dns.lookup = (...given) => open('${pipe}', 'r', given.at(-1));`;
    const ask = `import('${join(ROOT, 'dist/watch/ping.js')}').then(({ ping }) =>
      ping(new URL('https://switch.example.org/geheim'), 'start', 500)).then(console.log)`;
    const preload = `data:text/javascript,${encodeURIComponent(hang)}`;
    const env = { ...process.env, NODE_OPTIONS: `--import=${preload}` };

    const said = execFileSync(process.execPath, ['-e', ask], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });

    expect(said).toBe('no answer within 500 ms\n');
  });

  it('does not wait for what the switch goes on to say', async () => {
    const url = await listen(createServer((_, response) => response.write('and then')));

    const { code, stderr } = await start(url, {}).ended;

    expect(code).toBe(0);
    expect(stderr).not.toContain('not reached');
  });

  it('tells nobody whose certificate does not hold, whatever the environment says', async () => {
    const tls = (name: string) => readFileSync(join(ROOT, 'fixtures/tls', name));
    const keys = { key: tls('server.key'), cert: tls('server.pem') };
    const url = await listen(createTlsServer(keys, OPEN));

    const refused = await start(url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }).ended;
    const before = [...heard];
    const ca = { NODE_EXTRA_CA_CERTS: join(ROOT, 'fixtures/tls/ca.pem') };
    const trusted = await start(url, ca).ended;

    expect(refused.code).toBe(0);
    expect(refused.stderr).toMatch(/"reason":"[A-Z_]*(CERT|ISSUER|VERIFY)[A-Z_]*"/);
    expect(before).toEqual([]);
    expect(trusted.code).toBe(0);
    expect(heard).toEqual(['GET /geheim/start', 'GET /geheim']);
  });

  it.each([
    ['no address', 'geheim'],
    ['an address without TLS', 'http://hc.example.org/geheim'],
    ['a password', 'https://me:geheim@hc.example.org/'],
  ])('refuses %s before work begins, and does not show it', async (_, url) => {
    const { code, stderr } = await call(url);

    expect(code).toBe(2);
    expect(stderr).toContain('--ping-url');
    expect(stderr).not.toContain('geheim');
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });

  it('keeps the address out of the audit record, however it is given', async () => {
    const url = await listen(createServer(OPEN));
    await call(url);
    await call(url, `--ping-url=${url}`);
    await start(url, { CATCHUP_PING_URL: url }).ended;

    const record = readFileSync(join(folder, 'ledger.db.audit.ndjson'), 'utf8');

    expect(record).not.toContain('geheim');
    expect(record.match(/\[secret\]/g)).toHaveLength(4);
    expect(record).toContain('"--ping-url=[secret]"');
  });

  it('tells of a delivery, and nothing of a dry run', async () => {
    const url = await listen(createServer(OPEN));
    await call(url, '--dry-run');
    const dry = [...heard];
    await call(url);
    heard = [];

    const args = ['deliver', '--ledger', join(folder, 'ledger.db'), '--ping-url', url];
    expect((await callProgram(args, MORNING)).code).toBe(0);

    expect(dry).toEqual([]);
    expect(heard).toEqual(['GET /geheim/start', 'GET /geheim']);
  });
});
