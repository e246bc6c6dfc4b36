import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CatchUpOptions, catchUp } from '../src/library.ts';

const STORY = join(import.meta.dirname, '../fixtures/missed-night/in');

describe('catchUp', () => {
  let folder = '';
  let options: CatchUpOptions;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'library-'));
    cpSync(STORY, folder, { recursive: true });
    options = {
      ...{ from: '2025-08-13', until: '2025-08-14' },
      decisions: [join(folder, 'nights-11-13.csv')],
      subscriptions: [join(folder, 'subscriptions.csv')],
      ...{ out: join(folder, 'out'), ledger: join(folder, 'ledger.db') },
    };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives what came of a run, and tells the lines of the log', async () => {
    const lines: string[] = [];

    const outcome = await catchUp({ ...options, onLog: (line) => lines.push(line) });

    expect(outcome).toMatchObject({ outcome: 'published', summary: { notices: 1, reviews: 0 } });
    expect(lines.map((line) => JSON.parse(line).stage)).toEqual(
      expect.arrayContaining(['open', 'decisions', 'judge', 'publish']),
    );
  });

  it('gives null where the window is covered already', async () => {
    await catchUp(options);
    const { from: _, ...rest } = options;

    expect(await catchUp(rest)).toBeNull();
  });

  it('writes nothing in a dry run', async () => {
    const outcome = await catchUp({ ...options, dryRun: true });

    expect(outcome?.outcome).toBe('dry-run');
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });

  it('enters what it did in the audit record, also where it fails', async () => {
    await catchUp(options);
    writeFileSync(`${options.subscriptions[0]}.sha256`, `${'0'.repeat(64)}  subscriptions.csv\n`);
    await expect(catchUp(options)).rejects.toMatchObject({ exitCode: 6 });

    const lines = readFileSync(`${options.ledger}.audit.ndjson`, 'utf8').trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { what: 'BEGIN', command: 'catchUp', who: { uid: process.getuid?.() } },
      { what: 'READ', inputs: [{ input: 'decisions' }, { input: 'subscriptions' }] },
      { what: 'END', exitCode: 0, results: [{ outcome: 'published', notices: 1 }] },
      { what: 'BEGIN', arguments: [expect.stringContaining('nights-11-13.csv')] },
      { what: 'END', exitCode: 6, failure: 'INPUT_CHECKSUM', results: [{ inputs: [{}, {}] }] },
    ]);
  });

  it('rejects with what the command line would say and end with', async () => {
    await expect(catchUp({ ...options, decisions: ['missing.csv'] })).rejects.toMatchObject({
      ...{ name: 'CatchUpError', code: 'INPUT_UNREADABLE', exitCode: 6 },
    });
    await expect(catchUp({ ...options, lastDays: 2 })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('stops at a signal with its reason, and the same call again finishes the work', async () => {
    const controller = new AbortController();
    const onLog = (line: string) => {
      if (JSON.parse(line).stage === 'judge') controller.abort(new Error('enough'));
    };

    await expect(catchUp({ ...options, onLog, signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect(await catchUp(options)).toMatchObject({ outcome: 'published' });
  });
});
