import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DayCount } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { addLocalDays, localMidnight, utcText } from '../../src/register/local-time.ts';
import { aNotice, aQuestion, aRun, changesOf } from '../ledger/ledger-rows.ts';
import { callProgram } from '../support/in-process.ts';

const NOW = '2025-08-19T08:00:00+02:00';

describe('status', () => {
  let folder = '';
  let file = '';
  let runs = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'status-'));
    file = join(folder, 'ledger.db');
    runs = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A completed night with rows of both sources. */
  async function night(day: string, om = 20, courts = 10): Promise<void> {
    const from = localMidnight(day);
    runs += 1;
    const days: DayCount[] = [
      { source: 'OM', day, rows: om, fingerprint: '' },
      { source: 'RECHTSPRAAK', day, rows: courts, fingerprint: '' },
    ];
    const inputs = [{ kind: 'decisions', sha256: String(runs), file: `${day}.csv`, rows: om }];
    const window = { from: utcText(from), until: utcText(addLocalDays(from, 1)) };
    const notices = [aNotice({ noticeVersion: runs })];
    const ledger = await openLedger({ file, access: 'write', create: true });
    const run = aRun(runs, { ...window, inputs, rejects: 2 });
    const reviews = [{ reviewId: `N${runs}`, question: aQuestion() }];
    await ledger.markPublished(await ledger.record(run, [changesOf({ days, notices, reviews })]));
    await ledger.close();
  }
  const say = (...args: string[]) => callProgram(['status', '--ledger', file, ...args], NOW);

  it('shows the calendar, what is open and what waits', async () => {
    for (const day of ['2025-08-11', '2025-08-12', '2025-08-13', '2025-08-15', '2025-08-17'])
      await night(day, day === '2025-08-17' ? 0 : 20);
    const outage = ['--source', 'OM', '--from', '2025-08-16', '--until', '2025-08-17'];
    await callProgram(['outage', 'add', ...outage, '--note', 'x', '--ledger', file], NOW);

    const { code, stdout } = await say();

    expect(code).toBe(0);
    expect(stdout).toBe(
      `completed    5 runs, 2025-08-11T00:00:00+02:00 until 2025-08-18T00:00:00+02:00
newest rows  OM 2025-08-15 (4 days old), RECHTSPRAAK 2025-08-17 (2 days old)

             OM           RECHTSPRAAK
week of      MTWTFSS      MTWTFSS
2025-08-11   ###.#~0      ###.#.#
2025-08-18   .            .

# complete  0 complete, but no row  + partly  . never  ~ declared outage

open gaps
  2025-08-14T00:00:00+02:00 until 2025-08-15T00:00:00+02:00 (1 local day)
  2025-08-16T00:00:00+02:00 until 2025-08-17T00:00:00+02:00 (1 local day)
  2025-08-18T00:00:00+02:00 until 2025-08-19T00:00:00+02:00 (1 local day)

to be looked at
  OM had a declared outage on 2025-08-16, and rows are still missing
  OM is silent on 2025-08-17: no row at all

undelivered  5 notices for the next deliver
open reviews 5
open rejects 10
`,
    );
  });

  it('ends with 3 where coverage is required and a day is open, else with 0', async () => {
    await night('2025-08-17');
    const open = await say('--require-coverage');
    await night('2025-08-18');

    expect(open.code).toBe(3);
    expect((await say('--require-coverage')).code).toBe(0);
    await night('2025-08-18', 0);
    expect((await say('--require-coverage')).code).toBe(0);
    await night('2025-08-16', 0);
    expect((await say('--require-coverage')).code).toBe(3);
    expect((await say('--require-coverage', '--from', '2025-08-17')).code).toBe(0);
  });

  it('counts days as open that are asked for and lie before the first run', async () => {
    await night('2025-08-18');
    const asked = await say('--require-coverage', '--from', '2025-08-16');

    expect(asked.code).toBe(3);
    expect(asked.stdout).toContain(
      '  2025-08-16T00:00:00+02:00 until 2025-08-18T00:00:00+02:00 (2 local days)',
    );
    expect((await say('--require-coverage', '--from', '2025-08-18')).code).toBe(0);
  });

  it('does not call covered what holds no day', async () => {
    await night('2025-08-18');
    const before = ['--require-coverage', '--until', '2025-08-18'];

    expect((await say(...before)).code).toBe(3);
    expect((await say(...before, '--from', '2025-08-18')).code).toBe(2);
  });

  it('says the same as JSON, with a version', async () => {
    await night('2025-08-17', 0);

    const { stdout } = await say('--json');

    expect(JSON.parse(stdout)).toMatchObject({
      statusVersion: 1,
      covered: { from: '2025-08-16T22:00:00Z', until: '2025-08-17T22:00:00Z' },
      gaps: [{ from: '2025-08-17T22:00:00Z', until: '2025-08-18T22:00:00Z' }],
      findings: [{ kind: 'SILENT', source: 'OM', day: '2025-08-17' }],
      newest: { OM: null, RECHTSPRAAK: '2025-08-17' },
      openReviews: 1,
    });
  });

  it('says that no run was completed, and that coverage is not there', async () => {
    const ledger = await openLedger({ file, access: 'write', create: true });
    await ledger.close();

    expect(await say()).toMatchObject({ code: 0, stdout: 'no run was completed yet\n' });
    expect((await say('--require-coverage')).code).toBe(3);
    expect((await callProgram(['status', '--ledger', join(folder, 'no.db')], NOW)).code).toBe(6);
  });
});
