import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enterIntoRecord, recordFileOf } from '../../src/audit/audit-record.ts';
import { describeFault } from '../../src/audit/fault.ts';
import { checkRecord } from '../../src/audit/record-check.ts';
import type { RecordedRun } from '../../src/ledger/ledger.ts';

const RUN_ID = 'catchup-20250814-20250815-0123456789ab';
const RUN: RecordedRun = {
  ...{ runId: RUN_ID, number: 1, isPublished: true, manifestSha256: 'a'.repeat(64) },
  ...{ from: '2025-08-13T22:00:00Z', until: '2025-08-14T22:00:00Z', asOf: '2025-08-15' },
  ...{ programVersion: '0.1.0', inputs: [] },
};

describe('audit record', () => {
  let folder = '';
  let ledger = '';
  let file = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'audit-record-'));
    ledger = join(folder, 'ledger.db');
    file = recordFileOf(ledger);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function enterCommand(call: string, runs: readonly RecordedRun[] = []): void {
    enterIntoRecord(file, { what: 'BEGIN', call });
    const results = runs.map(({ runId, manifestSha256 }) => ({ runId, manifestSha256 }));
    enterIntoRecord(file, { what: 'END', call, exitCode: 0, results });
  }
  async function faults(
    runs: readonly RecordedRun[] = [RUN],
    expected: string | null = null,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const fault of checkRecord(ledger, runs, expected)) found.push(describeFault(fault));
    return found;
  }
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');

  it('is a private file of lines that name the line before them, whatever the umask', async () => {
    const umask = process.umask(0);
    try {
      enterCommand('one', [RUN]);
      enterCommand('two');
    } finally {
      process.umask(umask);
    }

    const entries = lines().map((line) => JSON.parse(line));
    expect(entries.map(({ what, call }) => `${what} ${call}`)).toEqual([
      'BEGIN one',
      'END one',
      'BEGIN two',
      'END two',
    ]);
    expect(entries.slice(1).map(({ previous }) => previous)).toEqual(
      entries.slice(0, -1).map(({ sha256 }) => sha256),
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${file}.lock`).mode & 0o777).toBe(0o600);
    expect(await faults()).toEqual([]);
  });

  it('takes lines of any length', async () => {
    for (const length of [10, 20_000, 300_000, 10])
      enterIntoRecord(file, { what: 'BEGIN', call: `${length}`, arguments: ['x'.repeat(length)] });

    expect(lines()).toHaveLength(4);
    expect(await faults()).toEqual([]);
  });

  it('shows every single changed byte', async () => {
    enterCommand('one', [RUN]);
    const whole = readFileSync(file);

    for (const [place, byte] of whole.entries()) {
      const flipped = Buffer.from(whole);
      flipped[place] = byte ^ (1 << (place % 8));
      writeFileSync(file, flipped);
      expect(await faults(), `byte ${place}`).not.toEqual([]);
    }
  });

  it('shows a changed byte also when another line was entered since', async () => {
    enterCommand('one', [RUN]);
    const whole = readFileSync(file);

    for (let place = 0; place < whole.length; place += 7) {
      const flipped = Buffer.from(whole);
      flipped[place] = (whole[place] ?? 0) ^ 1;
      writeFileSync(file, flipped);
      enterIntoRecord(file, { what: 'BEGIN', call: 'two' });
      expect(await faults(), `byte ${place}`).not.toEqual([]);
    }
    writeFileSync(file, whole.subarray(0, -1));
    enterIntoRecord(file, { what: 'BEGIN', call: 'two' });
    expect(await faults()).not.toEqual([]);
  });

  it.each([
    ['a line that is gone', (all: string[]) => all.toSpliced(1, 1)],
    ['the first line gone', (all: string[]) => all.slice(1)],
    [
      'lines in another order',
      (all: string[]) => all.toSpliced(1, 2, String(all[2]), String(all[1])),
    ],
    ['a line given twice', (all: string[]) => all.toSpliced(1, 0, String(all[1]))],
    ['a line of another hand', (all: string[]) => all.toSpliced(2, 0, '{"what":"BEGIN"}')],
  ])('shows %s', async (_, change) => {
    enterCommand('one');
    enterCommand('two');
    writeFileSync(file, `${change(lines()).join('\n')}\n`);

    expect(await faults()).not.toEqual([]);
  });

  it('goes on behind half a line, which stays and is said to be one', async () => {
    enterCommand('one');
    const whole = lines();
    const half = String(whole.at(-1)).slice(0, 60);
    writeFileSync(file, `${whole.join('\n')}\n${half}`);
    enterCommand('two');

    expect(lines()[2]).toBe(half);
    expect(JSON.parse(String(lines()[3]))).toMatchObject({ call: 'two', torn: { bytes: 60 } });
    expect(await faults()).toEqual([]);
  });

  it('names a run that it cites and the ledger does not hold', async () => {
    const cut = { ...RUN, runId: RUN_ID.replace('0123', '4567'), manifestSha256: 'b'.repeat(64) };
    enterCommand('one', [RUN]);
    enterCommand('two', [cut]);

    expect(await faults([RUN, cut])).toEqual([]);
    expect(await faults([RUN])).toEqual([
      `ledger.db.audit.ndjson line 4: cites run ${cut.runId} with a manifest that the ledger does not hold`,
    ]);
  });

  it('names an end without a beginning, and takes a beginning without an end for a killed command', async () => {
    enterIntoRecord(file, { what: 'BEGIN', call: 'killed' });
    expect(await faults()).toEqual([]);
    enterIntoRecord(file, { what: 'END', call: 'unknown', exitCode: 0 });

    expect(await faults()).toEqual([
      'ledger.db.audit.ndjson line 2: is of a command that did not begin',
    ]);
  });

  it('names the entries that a ledger names and that were cut off', async () => {
    enterCommand('one');
    const entered = ['two', 'three'].map((call) => {
      enterIntoRecord(file, { what: 'BEGIN', call });
      const recordSeal = enterIntoRecord(file, { what: 'READ', call });
      return { ...RUN, runId: RUN_ID.replace('0123', call.slice(0, 4)), recordSeal };
    });
    const older = { ...RUN, recordSeal: 'c'.repeat(64) };

    expect(await faults([older, ...entered])).toEqual([]);
    writeFileSync(file, `${lines().slice(0, -1).join('\n')}\n`);
    expect(await faults([older, ...entered])).toEqual([
      `ledger.db.audit.ndjson: lacks the entry that the ledger names for run ${entered[1]?.runId}: its end was cut, or made anew`,
    ]);
  });

  it('names the entry that was kept elsewhere and that it no longer holds', async () => {
    const seal = enterIntoRecord(file, { what: 'BEGIN', call: 'one' });
    enterCommand('two');

    expect(await faults([RUN], seal)).toEqual([]);
    expect(await faults([RUN], 'd'.repeat(64))).toEqual([
      'ledger.db.audit.ndjson: lacks the entry with the expected seal: its end was cut, or made anew',
    ]);
    rmSync(file);
    expect(await faults([RUN], seal)).toEqual(['ledger.db.audit.ndjson: is not there']);
  });

  it.each([
    ['a folder', () => mkdirSync(file)],
    ['a link', () => symlinkSync(join(folder, 'elsewhere'), file)],
  ])('is refused where %s lies under its name', (_, plant) => {
    plant();

    expect(() => enterCommand('one')).toThrow(/Cannot write to .*audit\.ndjson/);
  });
});
