import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SINK = join(import.meta.dirname, '../../dist/deliver/file-sink.js');

/** Sends 40 events of 700 bytes one after another, then says which were taken and what went wrong. */
const SENDER = `
  import { FileSink } from ${JSON.stringify(SINK)};
  const sink = new FileSink(process.argv[1]);
  const [taken, faults] = [[], []];
  for (let n = 0; n < 40; n += 1) {
    const eventId = 'n' + n + '.1';
    const body = JSON.stringify({ specversion: '1.0', id: eventId, data: 'x'.repeat(650) });
    await sink.send({ eventId, body, traceparent: '' }).then(
      () => taken.push(eventId),
      ({ code, message }) => faults.push({ code, message }),
    );
  }
  await sink.close();
  process.stdout.write(JSON.stringify({ taken, faults }));
`;

interface Told {
  readonly taken: readonly string[];
  readonly faults: readonly { readonly code: string; readonly message: string }[];
}

describe('FileSink on a disk without room', () => {
  let folder = '';
  let path = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'file-sink-fault-'));
    path = join(folder, 'TAXI.ndjson');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The limit on the size of files cuts a write short, as the last free block of a disk does. */
  function sendAll(limit: string): Told {
    const script = `ulimit -f ${limit}; exec "$0" --input-type=module -e "$1" "$2"`;
    const { stdout } = spawnSync('sh', ['-c', script, process.execPath, SENDER, path], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    return JSON.parse(stdout) as Told;
  }

  function idsInFile(): string[] {
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => String(JSON.parse(line).id));
  }

  it.each(['4', '5', '7', '16'])(
    'counts nothing as delivered that is not there whole, with room for %s blocks',
    (blocks) => {
      const { taken, faults } = sendAll(blocks);

      expect(taken.length).toBeGreaterThan(0);
      expect(taken.length + faults.length).toBe(40);
      expect(idsInFile()).toEqual(taken);
      for (const fault of faults) {
        expect(fault.code).toBe('NOT_WRITABLE');
        expect(fault.message).toContain('EFBIG');
      }
    },
  );

  it('goes on with the next call once there is room, and writes nothing twice', () => {
    sendAll('7');
    const { taken, faults } = sendAll('unlimited');

    expect(faults).toEqual([]);
    expect(idsInFile()).toEqual(taken);
    expect(new Set(taken).size).toBe(40);
  });
});
