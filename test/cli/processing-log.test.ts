import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRows, readSoundManifest } from '../../src/audit/run-rows.ts';
import { TABLES } from '../../src/audit/table.ts';
import { traceparent } from '../../src/deliver/trace.ts';
import { DEFAULT_RULES_FOLDER } from '../../src/intake/rule-files.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { openLog } from '../../src/log.ts';
import { catchUp } from '../../src/run/catch-up.ts';
import { sampleRun } from '../audit/audited-run.ts';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const LOG = 'ledger/catchup.db.processing.ndjson';
const INPUTS = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
const RUN = [
  'run',
  '--from',
  '2025-08-14',
  '--until',
  '2025-08-15',
  '--log-level',
  'silent',
  ...INPUTS,
];

interface Line {
  readonly trace_id: string;
  readonly span_id: string;
  readonly status: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

describe('the processing log', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'processing-'));
    process.chdir(folder);
    writeSubscriptions(folder);
    writeDecisions(folder, 'decisions.csv', [
      { id: 'D1', at: '2025-08-14T12:00:00Z', isOfSubscriber: true },
      { id: 'D2', at: '2025-08-14T13:00:00Z', isOfSubscriber: true },
      { id: 'D3', at: '2025-08-14T13:00:00Z' },
    ]);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  function say(...args: readonly string[]) {
    return callProgram(args, '2025-08-16T08:00:00+02:00');
  }
  function lines(): readonly Line[] {
    const text = readFileSync(LOG, 'utf8');
    return text === ''
      ? []
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Line);
  }
  async function pseudonym(person: string): Promise<string> {
    const ledger = await openLedger({
      file: 'ledger/catchup.db',
      access: 'snapshot',
      create: false,
    });
    const key = await ledger.keyFor('PROCESSING');
    await ledger.close();
    return createHmac('sha256', key).update(person).digest('hex');
  }

  it('has one line for a person of a run, however many decisions, with a pseudonym', async () => {
    const { stdout } = await say(...RUN);

    expect(lines()).toEqual([
      {
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
        ...{ status: 'Ok', name: 'run' },
        start_time: Date.parse('2025-08-16T08:00:00+02:00'),
        end_time: expect.any(Number),
        attributes: {
          'dpl.core.processing_activity_id': 'urn:nld:screening-catchup:verwerking:combineren',
          'dpl.core.data_subject_id': await pseudonym('BSN 999990342'),
          'dpl.core.data_subject_id_type': 'BSN (HMAC-SHA256)',
          'screening_catchup.run_id': stdout.trim().split('/').at(-1),
        },
      },
    ]);
    expect(readFileSync(LOG, 'utf8')).not.toMatch(/999990342|Visser/);
    expect(statSync(LOG).mode & 0o777).toBe(0o600);
  });

  it('has a line for everybody of whom a run of the sample says something', async () => {
    const { stdout } = await say(
      'run',
      ...sampleRun('2025-07-17', '2025-09-27'),
      ...['--yes', '--log-level', 'silent'],
    );
    const run = String(stdout.trim().split('\n').at(-1));
    const manifest = await readSoundManifest(run);
    const numbers = new Set<string>();
    const unnumbered = new Set<string>();
    const known = new Set<string>();
    for (const table of TABLES.filter(({ file }) => /notices|review/.test(file)))
      for await (const batch of readRows(run, table, manifest))
        for (const { bsn = '', subscription_id: id = '' } of batch) {
          known.add(id);
          if (/^\d/.test(bsn)) numbers.add(bsn);
          else unnumbered.add(id);
        }
    const subjects = lines().map(({ attributes }) => attributes['dpl.core.data_subject_id']);
    const persons = [
      ...[...numbers].map((bsn) => `BSN ${bsn}`),
      ...[...unnumbered].map((id) => `SUBSCRIPTION ${id}`),
    ];
    const expected = await Promise.all(persons.map(pseudonym));

    expect(persons.length).toBeGreaterThan(100);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toEqual(expect.arrayContaining(expected));
    expect(new Set(lines().map(({ trace_id }) => trace_id)).size).toBe(1);
  });

  it('gains nothing by a run that is known, a dry run or a plan', async () => {
    await say(...RUN);
    const before = readFileSync(LOG, 'utf8');
    await say(...RUN);
    await say(...RUN, '--dry-run', '--as-of', '2025-08-17');
    await say('plan', ...RUN.slice(1));

    expect(readFileSync(LOG, 'utf8')).toBe(before);
  });

  it('has the lines of a run that ended before it was recorded again, under the same ids', async () => {
    const stop = new AbortController();
    let asked = 0;
    const now = () => {
      asked += 1;
      if (asked === 2) stop.abort(new Error('stopped'));
      return asked;
    };
    const inputs = { decisions: ['decisions.csv'], subscriptions: ['subscriptions.csv'] };
    const request = {
      ...{
        from: '2025-08-14',
        until: '2025-08-15',
        asOf: undefined,
        activity: 'urn:x:combining',
        naming: null,
      },
      inputs: { ...inputs, identities: [], 'already-signalled': [] },
      ...{ profiles: [], rulesFolder: DEFAULT_RULES_FOLDER, outFolder: 'out' },
      ...{ ledgerFile: 'ledger/catchup.db', isNewLedgerAllowed: false, isDryRun: false },
      isScreenOff: false,
    };
    const around = { signal: stop.signal, now, log: openLog(process.stderr, 'silent') };
    const cut = catchUp(request, { ...around, progress: () => {} });

    await expect(cut).rejects.toThrow('stopped');
    expect(lines()).toHaveLength(1);
    expect((await say(...RUN)).code).toBe(0);
    const [first, second, ...more] = lines().map(({ trace_id, span_id }) => [trace_id, span_id]);
    expect({ first, more }).toEqual({ first: second, more: [] });
  });

  it('drops half a line that a power cut left', async () => {
    await say(...RUN);
    const before = readFileSync(LOG, 'utf8');
    appendFileSync(LOG, before.slice(0, 40));
    await say('deliver', '--log-level', 'silent');

    expect(readFileSync(LOG, 'utf8').startsWith(before)).toBe(true);
    expect(lines().map(({ name }) => name)).toEqual(['run', 'deliver', 'deliver']);
  });

  it('has one line for each delivery, in the trace of its message', async () => {
    await say(...RUN);
    writeFileSync('config.json', '{"processing":{"providing":"https://register.example/7"}}');
    await say('deliver', '--config', 'config.json', '--log-level', 'silent');
    const [, ...delivered] = lines();

    expect(delivered).toHaveLength(2);
    for (const { trace_id, span_id, attributes, ...line } of delivered) {
      const eventId = attributes['screening_catchup.event_id'] ?? '';
      expect(traceparent(eventId, 1)).toBe(`00-${trace_id}-${span_id}-01`);
      expect(line).toMatchObject({ name: 'deliver', status: 'Ok' });
      expect(attributes).toMatchObject({
        'dpl.core.processing_activity_id': 'https://register.example/7',
        'dpl.core.data_subject_id': await pseudonym('BSN 999990342'),
        'screening_catchup.outcome': 'DELIVERED',
      });
    }
  });

  it('has a line of unknown outcome for a delivery that a kill cut off', async () => {
    await say(...RUN);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const arrived = new Promise((resolve) => server.once('request', resolve));
    const { port } = server.address() as AddressInfo;
    const sinks = { KINDEROPVANG: { kind: 'http', url: `http://127.0.0.1:${port}/` } };
    const source = 'urn:nld:oin:00000000000000000001:systeem:test';
    writeFileSync('config.json', JSON.stringify({ delivery: { source, sinks } }));
    const child = spawn(process.execPath, [PROGRAM, 'deliver', '--config', 'config.json'], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await arrived;
    child.kill('SIGKILL');
    await ended;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(lines().map(({ name }) => name)).toEqual(['run']);
    await say('deliver', '--log-level', 'silent');

    const tries = lines().slice(1);
    const told = tries.map(({ status, attributes }) => [
      attributes['screening_catchup.outcome'],
      status,
    ]);
    expect(told).toEqual([
      ['UNKNOWN', 'Unset'],
      ['DELIVERED', 'Ok'],
      ['DELIVERED', 'Ok'],
    ]);
    expect(new Set(tries.map(({ span_id }) => span_id)).size).toBe(3);
    expect(new Set(tries.map(({ trace_id }) => trace_id)).size).toBe(2);
  });

  it('keeps a run from being recorded, and a delivery from being sent, where it cannot be written', async () => {
    mkdirSync(LOG, { recursive: true });
    const failed = await say(...RUN);
    rmSync(LOG, { recursive: true });
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('catchup.db.processing.ndjson');
    expect(readdirSync('out')).toEqual([]);
    expect((await say(...RUN)).code).toBe(0);
    rmSync(LOG);
    mkdirSync(LOG);

    expect((await say('deliver', '--log-level', 'silent')).code).toBe(1);
    expect(existsSync('ledger/outbox')).toBe(false);
  });
});
