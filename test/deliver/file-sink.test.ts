import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileSink } from '../../src/deliver/file-sink.ts';

describe('FileSink', () => {
  let folder = '';
  let path = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'file-sink-'));
    path = join(folder, 'outbox', 'TAXI.ndjson');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function event(id: string) {
    const body = JSON.stringify({ specversion: '1.0', id, data: { text: 'a\nb “c”' } });
    return { eventId: id, body, traceparent: '00-0-0-01' };
  }

  async function send(...ids: string[]): Promise<void> {
    const sink = new FileSink(path);
    await Promise.all(ids.map((id) => sink.send(event(id))));
    await sink.close();
  }

  it('appends one line an event, in the order in which they were sent', async () => {
    await send('a.1', 'b.1');
    await send('a.2');

    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines).toEqual([...['a.1', 'b.1', 'a.2'].map((id) => event(id).body), '']);
  });

  it('makes its file and folder for the owner alone', async () => {
    await send('a.1');

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'outbox')).mode & 0o777).toBe(0o700);
  });

  it('takes away a line that a crash cut off', async () => {
    await send('a.1');
    appendFileSync(path, event('b.1').body.slice(0, 30));
    await send('b.1');

    expect(readFileSync(path, 'utf8')).toBe(`${event('a.1').body}\n${event('b.1').body}\n`);
  });

  it('does not write an event again that a crashed call had written', async () => {
    await send('a.1', 'b.1');
    await send('b.1', 'c.1');

    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
  });

  it('follows no link and says which file cannot be written', async () => {
    mkdirSync(join(folder, 'outbox'));
    symlinkSync(join(folder, 'elsewhere'), path);

    await expect(send('a.1')).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining('TAXI.ndjson'),
    });
  });
});
