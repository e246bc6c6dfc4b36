import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/ledger/database.ts';
import type { RunChanges } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { verifyLedger } from '../../src/ledger/verify-ledger.ts';
import {
  aDecision,
  aNotice,
  aQuestion,
  aReject,
  aRun,
  changesOf,
  manyChanges,
} from './ledger-rows.ts';

describe('verifyLedger', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    file = join(folder, 'catchup.db');
    const ledger = await openLedger({ file, access: 'write', create: true });
    await ledger.record(aRun(1), [{ ...manyChanges(30), ...SEEN, ...ASKED }]);
    await ledger.record(aRun(2), [changesOf({ conflicts: [aDecision({ decisionId: 'C' })] })]);
    await ledger.declareOutage(OUTAGE);
    await ledger.declareOutage(OUTAGE);
    await ledger.resolve('N7', ANSWER, aNotice({ noticeId: 'N7', noticeVersion: 2 }));
    await ledger.resolve('N8', ANSWER, null);
    await ledger.record(aRun(3), [changesOf({ keptVersions: [{ ...aDecision(), version: 2 }] })]);
    await ledger.markPublished(2);
    await ledger.close();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds nothing in a sound ledger and changes no byte of it', async () => {
    const bytes = readFileSync(file);

    expect(await verifyLedger(file)).toEqual([]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it.each([
    ['a changed entry', 'decision', "update decision set content = replace(content, 'Ada', 'Eva')"],
    ['a changed column', 'judged', "update judged set as_of = '2026-01-01'"],
    ['an entry moved to another run', 'notice', 'update notice set run = 2 where id = 7'],
    ['a removed entry', 'touched', 'delete from touched where id = 30'],
    ['a removed conflict', 'conflict_row', 'delete from conflict_row'],
    ['a removed input', 'run_input', 'delete from run_input where run = 2 and position = 1'],
    ['two entries that changed places', 'subscription', swap('subscription')],
    ['an entry that no run brought', 'kept_version', INVENT],
    ['a removed last run', 'run', 'delete from run where run = 3'],
    ['a removed first run', 'run', 'delete from run where run = 1'],
    [
      'two runs that changed places',
      'run',
      'update run set run = -1, id = -1 where id = 2; update run set run = 2, id = 2 where id = 3; ' +
        'update run set run = 3, id = 3 where id = -1',
    ],
    ['a changed count', 'day_count', 'update day_count set rows = 8'],
    ['a removed sighting', 'seen_decision', 'delete from seen_decision'],
    ['a removed reject', 'seen_reject', 'delete from seen_reject'],
    ['a changed outage', 'outage', "update outage set content = replace(content, 'OM', 'X')"],
    ['a removed first outage', 'outage', 'delete from outage where id = 1'],
    ['a removed last outage', 'outage', 'delete from outage where id = 2'],
    ['an outage moved behind a run', 'outage', 'update outage set run = 3 where id = 2'],
    [
      'a changed answer',
      'resolution',
      "update resolution set content = replace(content, 'X', 'Y')",
    ],
    ['a removed last answer', 'resolution', 'delete from resolution where id = 2'],
    ['what an answer issued, changed', 'notice', 'update notice set version = 3 where version = 2'],
    ['what an answer issued, removed', 'notice', 'delete from notice where version = 2'],
    ['a removed question', 'review', 'delete from review'],
    ['a chain begun anew', 'run', "update run set chain = '00' where run = 3"],
  ])('names %s, though its guard was taken off', async (_, table, sql) => {
    alterUnguarded(table, sql);

    expect(await verifyLedger(file)).not.toEqual([]);
  });

  it.each([
    ['a cut file', () => truncateSync(file, 8192)],
    ['text', () => writeFileSync(file, 'no ledger')],
    ['an empty file', () => truncateSync(file, 0)],
  ])('names %s', async (_, damage) => {
    damage();

    expect(await verifyLedger(file)).toHaveLength(1);
  });

  it('says nothing personal', async () => {
    alterUnguarded('decision', "update decision set case_number = '05/999999-99'");

    const faults = await verifyLedger(file);

    expect(faults.join('\n')).not.toMatch(/999990342|Hooft|05\/\d/);
  });

  it('throws where no ledger lies', async () => {
    await expect(verifyLedger(join(folder, 'none.db'))).rejects.toMatchObject({
      code: 'LEDGER_MISSING',
    });
  });

  function alterUnguarded(table: string, sql: string): void {
    const database = connect(file, { mode: 'write', timeoutMs: 0 });
    for (const deed of ['update', 'delete']) {
      database.exec(`drop trigger ${table}_never_${deed}d`);
    }
    database.exec(sql);
    for (const deed of ['update', 'delete']) {
      const guard = `create trigger ${table}_never_${deed}d before ${deed} on ${table} `;
      database.exec(`${guard}begin select raise(abort, 'the ledger only grows'); end`);
    }
    database.close();
  }
});

const ASKED: Partial<RunChanges> = { reviews: [{ reviewId: 'N7', question: aQuestion() }] };
const ANSWER = { answer: 'NOTICE', basis: 'first', by: 'X', reason: 'seen' } as const;
const SEEN = {
  days: [{ source: 'OM', day: '2025-08-14', rows: 7, fingerprint: 'a1' }],
  seenDecisions: [{ source: 'OM', decisionId: 'D1', rows: [] }],
  seenRejects: [aReject()],
} as const;

const OUTAGE = {
  source: 'OM',
  from: '2025-08-13T22:00:00Z',
  until: '2025-08-14T22:00:00Z',
  note: 'no rows',
  declaredBy: 'operator',
} as const;

const INVENT =
  'insert into kept_version (run, source, decision_id, version, content, salt, digest) ' +
  "values (2, 'OM', 'X', 2, '', randomblob(16), randomblob(32))";

function swap(table: string): string {
  return [
    `update ${table} set id = -1 where id = 1`,
    `update ${table} set id = 1 where id = 2`,
    `update ${table} set id = 2 where id = -1`,
  ].join('; ');
}
