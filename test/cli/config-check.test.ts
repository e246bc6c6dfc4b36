import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { runCommand } from '../support/program.ts';

const NOW = '2025-08-16T05:15:00Z';
const TLS = join(import.meta.dirname, '../../fixtures/tls');
const pair = (clientCertificate: string, file: string) => ({
  clientCertificate,
  clientKey: { file },
});
const NOBODY_LISTENS = 'https://127.0.0.1:1/';

describe('config check and deliver (contract 6)', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-check-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  function configure(sinks: object): void {
    const source = 'urn:nld:oin:00000000000000000001:systeem:test';
    writeFileSync('catchup.json', JSON.stringify({ delivery: { source, sinks } }));
  }
  async function issue(): Promise<void> {
    const decided = { id: 'D1', at: '2025-08-15T10:00:00+02:00', isOfSubscriber: true };
    writeDecisions(folder, 'om.csv', [decided]);
    writeSubscriptions(folder);
    const inputs = ['--decisions', 'om.csv', '--subscriptions', 'subscriptions.csv'];
    await callProgram(['run', '--from', '2025-08-15', '--until', '2025-08-16', ...inputs], NOW);
  }
  const check = (...more: string[]) =>
    callProgram(['config', 'check', '--config', 'catchup.json', ...more], NOW);

  it('name a sector for which there are no rules, as a slip of the pen would be', async () => {
    configure({ KINDEROPVAGN: { kind: 'file' } });

    const { code, stdout } = await check();

    expect(code).toBe(3);
    expect(stdout).toContain('KINDEROPVAGN: no rule file is for a sector of this name\n');
    expect((await check('--lang', 'nl')).stdout).toContain('geen regelbestand');
  });

  it('say that notices went to a file where the configuration names other sectors alone', async () => {
    await issue();
    configure({ TAXI: { kind: 'file' } });

    const { code, stderr } = await callProgram(['deliver', '--config', 'catchup.json'], NOW);

    expect(code).toBe(0);
    expect(JSON.parse(stderr.split('\n').find((line) => line.includes('no sink')) ?? '')).toEqual(
      expect.objectContaining({
        ...{ level: 40, sector: 'KINDEROPVANG' },
        file: join('ledger', 'outbox', 'KINDEROPVANG.ndjson'),
      }),
    );
    expect(readFileSync('ledger/outbox/KINDEROPVANG.ndjson', 'utf8').split('\n')).toHaveLength(2);
    configure({ KINDEROPVANG: { kind: 'file' } });
    const again = await callProgram(['deliver', '--config', 'catchup.json'], NOW);
    expect(again.stderr).not.toContain('no sink');
  });

  it('say that nothing was put back for a notice that nobody knows', async () => {
    await issue();

    const { code, stdout } = await callProgram(
      ['deliver', '--retry', 'dead', '--notice', 'x'],
      NOW,
    );

    expect(code).toBe(0);
    expect(stdout).toBe('queued      1\nput back    0\ndelivered   1\n');
  });

  it.each([
    ['empty', '\n', /bearerToken: \S+token is empty/],
    ['of two words', 'geheim woord', /bearerToken must be one word of ASCII/],
    ['that no header can hold', 'geheïm', /bearerToken must be one word of ASCII/],
  ])('refuse a token %s before anything is sent, and do not show it', async (_, token, fault) => {
    writeFileSync('token', token, { mode: 0o600 });
    const bearerToken = { file: 'token' };
    configure({ KINDEROPVANG: { kind: 'http', url: NOBODY_LISTENS, bearerToken } });

    const { code, stderr } = await check();

    expect(code).toBe(2);
    expect(stderr).toMatch(fault);
    expect(stderr).not.toContain('gehe');
  });

  it.each([
    ['an authority', { ca: 'client.key' }, /\.ca holds no certificate in PEM/],
    ['a certificate', pair('client.key', 'client.key'), /\.clientCertificate holds no certificate/],
    ['a key', pair('client.pem', 'server.key'), /\.clientKey is not the key of that certificate/],
    ['a key in PEM', pair('client.pem', 'ca.pem'), /\.clientKey is not the key of that/],
  ])('refuse what is not %s before anything is sent', async (_, tls, fault) => {
    for (const name of ['client.key', 'client.pem', 'server.key', 'ca.pem'])
      writeFileSync(name, readFileSync(join(TLS, name)), { mode: 0o600 });
    configure({ KINDEROPVANG: { kind: 'http', url: NOBODY_LISTENS, ...tls } });

    const { code, stderr } = await check();

    expect(code).toBe(2);
    expect(stderr).toMatch(fault);
    expect((await callProgram(['deliver', '--config', 'catchup.json'], NOW)).code).toBe(2);
  });

  it('take a certificate with its own key', async () => {
    for (const name of ['client.key', 'client.pem', 'ca.pem'])
      writeFileSync(name, readFileSync(join(TLS, name)), { mode: 0o600 });
    const tls = { ca: 'ca.pem', ...pair('client.pem', 'client.key') };
    configure({ KINDEROPVANG: { kind: 'http', url: NOBODY_LISTENS, ...tls } });

    expect(await check()).toMatchObject({ code: 3, stderr: '' });
  });

  it('say what a secret is to look like that stands there itself', async () => {
    configure({ KINDEROPVANG: { kind: 'http', url: NOBODY_LISTENS, bearerToken: 'geheim' } });

    const { stderr } = await check();

    expect(stderr).toContain('{ "env": "NAME" }');
    expect(stderr).not.toContain('geheim');
  });

  it('reach an address that is a number without a warning of the platform', () => {
    configure({ KINDEROPVANG: { kind: 'http', url: NOBODY_LISTENS } });

    const said = runCommand(['config', 'check', '--config', 'catchup.json'], { cwd: folder });

    expect(said).toMatchObject({ code: 3, stderr: '' });
    expect(said.stdout).toContain('KINDEROPVANG: ECONNREFUSED');
  });
});
