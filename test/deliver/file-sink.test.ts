import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
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

  it('takes away the zeros that a power cut left behind', async () => {
    await send('a.1');
    appendFileSync(path, Buffer.alloc(5000));
    await send('b.1');

    expect(readFileSync(path, 'utf8')).toBe(`${event('a.1').body}\n${event('b.1').body}\n`);
  });

  it.each([
    ['the last row', 'decision_id;bsn\nA1;'],
    ['a part of the first row', '{"id":1}'],
    ['a last line without end', `${'x'.repeat(8 * 1024 * 1024)}{"specversion`],
  ])('leaves %s of a file that is not its own', async (_, content) => {
    mkdirSync(join(folder, 'outbox'));
    writeFileSync(path, content);

    await expect(send('a.1')).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('overwrites nothing where a second sink writes to the same file, and says so', async () => {
    const [one, other] = [new FileSink(path), new FileSink(path)];
    await one.send(event('a.1'));
    await other.send(event('b.1'));

    await expect(one.send(event('c.1'))).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining('something else writes to it'),
    });
    await one.close();
    await other.close();
    expect(readFileSync(path, 'utf8')).toBe(`${event('a.1').body}\n${event('b.1').body}\n`);
  });

  it('closes without a word after it could not be opened', async () => {
    mkdirSync(path, { recursive: true });
    const sink = new FileSink(path);
    await expect(sink.send(event('a.1'))).rejects.toMatchObject({ code: 'NOT_WRITABLE' });

    await expect(sink.close()).resolves.toBeUndefined();
  });

  it('follows no link and says which file cannot be written', async () => {
    mkdirSync(join(folder, 'outbox'));
    symlinkSync(join(folder, 'elsewhere'), path);

    await expect(send('a.1')).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining('TAXI.ndjson'),
    });
  });

  it('follows no link to a folder of somebody else', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'outbox'));

    await expect(send('a.1')).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });
});
