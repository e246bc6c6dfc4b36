import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const RECEIVER = join(import.meta.dirname, '../../scripts/receiver.mjs');

describe('the receiver for trying out', () => {
  let folder = '';
  let record = '';
  let receiver: ChildProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'receiver-'));
    record = join(folder, 'received.ndjson');
  });
  afterEach(async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(...args: string[]): Promise<string> {
    const child = spawn(
      process.execPath,
      [RECEIVER, '--port', '0', '--record', record, '--quiet', ...args],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    receiver = child;
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return String(line).replace('listening on ', '');
  }

  async function end(): Promise<void> {
    if (receiver === null || receiver.exitCode !== null) return;
    const ended = once(receiver, 'exit');
    receiver.kill();
    await ended;
  }

  function event(id: string, time = '2025-09-26T01:00:00.000Z'): string {
    const data = { sector: 'TAXI', subscription_id: 's1', bsn: '999990342' };
    return JSON.stringify({ specversion: '1.0', id, time, data });
  }

  /** The status, or `null` where the answer was lost. */
  async function post(to: string, id: string, body = event(id)): Promise<number | null> {
    const headers = { 'idempotency-key': id };
    try {
      return (await fetch(to, { method: 'POST', body, headers, redirect: 'manual' })).status;
    } catch {
      return null;
    }
  }

  async function state(of: string): Promise<Record<string, number>> {
    const answer = await fetch(`${of}/state`);
    return (await answer.json()) as Record<string, number>;
  }

  it('takes each event in once and tells which it has', async () => {
    const to = await start();

    expect([await post(to, 'a.1'), await post(to, 'b.1'), await post(to, 'a.1')]).toEqual([
      202, 202, 202,
    ]);
    expect(readFileSync(record, 'utf8')).toBe(`${event('a.1')}\n${event('b.1')}\n`);
    expect(await (await fetch(`${to}/ids`)).text()).toBe('a.1\nb.1\n');
    expect(await state(to)).toMatchObject({ taken: 2, requests: 3, again: 1, otherBody: 0 });
  });

  it('remembers over a restart what it took in', async () => {
    await post(await start(), 'a.1');
    await end();
    const to = await start();
    await post(to, 'a.1');

    expect(await state(to)).toMatchObject({ taken: 1, again: 1 });
  });

  it('counts other bytes under a known key, and what comes out of order for a person', async () => {
    const to = await start();
    await post(to, 'a.2');
    await post(to, 'a.2', event('a.2', '2025-09-26T02:00:00.000Z'));
    await post(to, 'a.1');
    await post(to, 'b.1', event('b.1', '2025-09-25T01:00:00.000Z'));

    expect(await state(to)).toMatchObject({ otherBody: 1, disorder: 2 });
  });

  it.each([
    ['no JSON', 'no json'],
    ['another key than its id', event('b.1')],
    ['no event', 'null'],
  ])('refuses a body with %s and goes on', async (_, body) => {
    const to = await start();

    expect(await post(to, 'a.1', body)).toBe(400);
    expect(await post(to, 'a.1')).toBe(202);
  });

  it.each<[string, number | null, number]>([
    ['503', 503, 0],
    ['302', 302, 0],
    ['422', 422, 0],
    ['reset', null, 0],
    ['lose', null, 1],
    ['conflict', 409, 1],
  ])('misbehaves by %s as it is told', async (mode, status, taken) => {
    const to = await start('--misbehave', mode, '--share', '1');

    expect(await post(to, 'a.1')).toBe(status);
    expect(await state(to)).toMatchObject({ taken, misbehaved: 1 });
  });

  it('asks for the wait that it was given', async () => {
    const to = await start('--misbehave', '429', '--share', '1', '--retry-after', '7');
    const headers = { 'idempotency-key': 'a.1' };
    const answer = await fetch(to, { method: 'POST', body: event('a.1'), headers });

    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('misbehaves on the same requests with the same seed', async () => {
    const rows: (number | null)[][] = [];
    for (const seed of ['1', '1', '2']) {
      const to = await start('--misbehave', '500', '--share', '0.5', '--seed', seed);
      const row: (number | null)[] = [];
      for (let n = 0; n < 20; n += 1) row.push(await post(to, `n${n}.1`));
      rows.push(row);
      await end();
      rmSync(record);
    }

    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).not.toEqual(rows[0]);
  });

  it.each([
    [['--misbehave', 'politely'], 2, 'no misbehaviour is called politely'],
    [['--unknown'], 2, '--unknown'],
    [['--help'], 0, '--misbehave'],
  ])('answers %j with exit code %i and its help, and touches no file', (args, code, words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [RECEIVER, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });

    expect(status).toBe(code);
    expect(stdout + stderr).toContain(words);
    expect(stdout + stderr).toContain('Usage: node scripts/receiver.mjs');
    expect(readdirSync(folder)).toEqual([]);
  });
});
