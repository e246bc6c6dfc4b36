import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/ledger/database.ts';
import type { Ledger, RunChanges } from '../../src/ledger/ledger.ts';
import type { PurgeOrder } from '../../src/ledger/purging.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { verifyLedger } from '../../src/ledger/verify-ledger.ts';
import type { Decision } from '../../src/register/decision.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import {
  aDecision,
  aNotice,
  aReject,
  aRun,
  aSubscription,
  changesOf,
  manyChanges,
} from './ledger-rows.ts';

const ORDER: PurgeOrder = {
  ...{ by: 'beheer', scope: 'ALL', beforeMs: Date.parse('2100-01-01T00:00:00Z') },
  ...{ today: '2026-01-01', isWaitingGone: true },
};
const NOW = Number.POSITIVE_INFINITY;

describe('purging', () => {
  let folder: string;
  let file: string;
  let ledger: Ledger;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'purge-'));
    file = join(folder, 'catchup.db');
    ledger = await openLedger({ file, access: 'write', create: true });
  });

  afterEach(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  async function record(number: number, ...changes: readonly RunChanges[]): Promise<void> {
    await ledger.record(aRun(number), changes);
    await ledger.markPublished(number);
  }

  /** Looks for a text in every byte of the closed ledger. */
  async function isInFile(...texts: readonly string[]): Promise<boolean> {
    await ledger.close();
    for (const side of ['-wal', '-shm', '-journal']) expect(existsSync(file + side)).toBe(false);
    const bytes = readFileSync(file);
    return texts.some((text) => bytes.includes(text));
  }

  it('leaves no byte of a person, and a ledger that still checks', async () => {
    await record(1, gone('G1', { status: 'ENDED' }));
    await record(2, manyChanges(500, 'X'));
    await ledger.purging().purge(ORDER);

    expect(await isInFile('Gona-G1', '999990019', CASE_OF.G1, 'D-G1', 'S-G1')).toBe(false);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('keeps what it takes to retract a notice that stands for an open subscription', async () => {
    const changes = gone('O1');
    await record(1, changes);
    const before = await view(changes);

    await ledger.purging().purge(ORDER);

    expect(await view(changes)).toEqual(before);
    expect(await isInFile('999990019')).toBe(true);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it.each([
    ['whose subscription was seen to end', { status: 'ENDED' }, 'NEW'],
    ['whose subscription held until the day', { validUntil: '2026-01-01' }, 'NEW'],
    ['that was retracted', {}, 'RETRACTED'],
  ] as const)('takes out a notice %s', async (_, subscription, action) => {
    const changes = gone('G1', subscription, action);
    await record(1, changes);

    await ledger.purging().purge(ORDER);

    expect(await ledger.before(NOW).subscriptionsOf(['S-G1'])).toEqual([]);
    expect(await isInFile('999990019', 'S-G1', 'D-G1')).toBe(false);
  });

  it('keeps of what stands only the last of each', async () => {
    await record(1, gone('O1'));
    const subscription = aSubscription({ subscriptionId: 'S-O1', familyName: 'Newman' });
    const notice = { ...noticeOf('O1'), noticeVersion: 2, action: 'AMENDED' as const };
    await record(
      2,
      changesOf({
        decisions: [{ ...decisionOf('O1'), version: 2, givenNames: 'Later' }],
        subscriptions: [subscription],
        judged: [{ subscriptionId: 'S-O1', caseNumber: CASE_OF.O1, asOf: '2025-10-01' }],
        notices: [notice],
      }),
    );

    await ledger.purging().purge(ORDER);

    const after = ledger.before(NOW);
    expect(await after.noticesOf(['N-O1'])).toEqual([notice]);
    expect(await after.subscriptionsOf(['S-O1'])).toEqual([subscription]);
    expect(await isInFile('Gona-O1')).toBe(true);
    const { inForce } = decisionCounts();
    expect(inForce).toBe(1);
  });

  it('keeps all of what a run that is not purged looked at', async () => {
    const changes = gone('G1', { status: 'ENDED' }, 'RETRACTED');
    await record(1, changes);
    const before = await view(changes);
    const beforeMs = Date.now() + 1;
    while (Date.now() <= beforeMs);
    const { source, decisionId } = decisionOf('G1');
    await record(2, changesOf({ seenDecisions: [{ source, decisionId, rows: [] }] }));

    await ledger.purging().purge({ ...ORDER, beforeMs });

    expect((await ledger.runs()).map(({ purged }) => purged)).toEqual(['ALL', undefined]);
    expect(await view(changes)).toEqual(before);
  });

  it('remembers of what is gone how far the numbers went, and what they touched', async () => {
    await record(1, gone('G1', { status: 'ENDED' }), {
      ...changesOf(),
      keptVersions: [{ source: 'OM', decisionId: 'K', version: 3 }],
    });

    await ledger.purging().purge(ORDER);

    const after = ledger.before(NOW);
    const [known, kept] = await after.decisionsOf([
      decisionOf('G1'),
      { source: 'OM', decisionId: 'K' },
    ]);
    const touched = [{ subscriptionId: 'S-G1', caseNumber: CASE_OF.G1 }];
    expect(known).toMatchObject({ inForce: null, keptVersion: 1, touched });
    expect(kept).toMatchObject({ keptVersion: 3 });
    expect(await after.noticesOf(['N-G1', 'N-other'])).toMatchObject([
      { noticeId: 'N-G1', action: 'RETRACTED', noticeVersion: 2, bsn: '' },
    ]);
    expect(await ledger.before(1).decisionsOf([decisionOf('G1')])).toEqual([]);
  });

  it('keeps notices that were not delivered until they are', async () => {
    await record(1, gone('G1', { status: 'ENDED' }));
    const outbox = ledger.outbox();
    await outbox.enqueue(() => 'body of 999990019');
    const kept = await ledger.purging().purge({ ...ORDER, isWaitingGone: false });
    expect(kept).toMatchObject({ noticesKept: 1 });
    const [event] = await outbox.exchange([], [{ sector: 'TAXI', count: 1, oldest: 1 }], 0);
    expect(event).toMatchObject({ body: 'body of 999990019' });
    const delivered = { sequence: 1, attempt: 1, result: 'DELIVERED', status: 202 } as const;
    await outbox.exchange([{ ...delivered, reason: '', dueMs: 0 }], [], 0);

    const then = await ledger.purging().purge({ ...ORDER, isWaitingGone: false });

    expect(then).toMatchObject({ noticesKept: 0 });
    expect(await outbox.unqueued()).toBe(0);
    expect(await isInFile('999990019', 'N-G1')).toBe(false);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('keeps a review item until somebody answers it', async () => {
    const asked = { reviewId: 'N-O1', question: questionOf('O1') };
    await record(1, changesOf({ ...gone('O1'), notices: [], reviews: [asked] }));
    await ledger.purging().purge({ ...ORDER, isWaitingGone: false });
    const [kept] = await ledger.before(NOW).reviewsOf(['N-O1']);
    expect(kept).toMatchObject(asked);
    const answer = { answer: 'DISMISSED', basis: 'b', by: 'beheer', reason: 'another' } as const;
    await ledger.resolve('N-O1', answer, null);

    await ledger.purging().purge({ ...ORDER, isWaitingGone: false });

    expect(await ledger.before(NOW).reviewsOf(['N-O1'])).toEqual([]);
    expect(await isInFile('999990019', CASE_OF.O1)).toBe(false);
    expect(readFileSync(file).includes('another')).toBe(true);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('gives a version that an answer issues no number of a purged one', async () => {
    const asked = { reviewId: 'N-O1', question: questionOf('O1') };
    await record(1, gone('G1', { status: 'ENDED' }), changesOf({ reviews: [asked] }));
    await ledger.purging().purge(ORDER);
    const answer = { answer: 'NOTICE', basis: 'b', by: 'beheer', reason: 'the same' } as const;
    await ledger.resolve('N-O1', answer, noticeOf('O1'));
    await ledger.close();

    expect(await verifyLedger(file)).toEqual([]);
    const database = connect(file, { mode: 'read', timeoutMs: 0 });
    expect(database.all('select id from notice')).toEqual([[2]]);
    database.close();
  });

  it('takes the words of a receiver out with the notices that they answer', async () => {
    await record(1, gone('G1', { status: 'ENDED' }), gone('O1'));
    const outbox = ledger.outbox();
    await outbox.enqueue(() => 'body');
    await outbox.exchange([], [{ sector: 'TAXI', count: 2, oldest: 2 }], 0);
    const dead = { attempt: 1, result: 'DEAD', status: 400, dueMs: 0 } as const;
    await outbox.exchange([{ ...dead, sequence: 1, reason: 'no 999990019' }], [], 0);
    await outbox.exchange([{ ...dead, sequence: 2, reason: 'not 123456782' }], [], 0);

    await ledger.purging().purge(ORDER);

    expect(await outbox.undelivered()).toMatchObject([{ dead: 1 }]);
    expect(await isInFile('no 999990019')).toBe(false);
    expect(readFileSync(file).includes('not 123456782')).toBe(true);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('says so where somebody reads the ledger: the old pages are still in its file', async () => {
    await record(1, gone('G1', { status: 'ENDED' }));
    const reader = await openLedger({ file, access: 'snapshot', create: false });

    await expect(ledger.purging().purge(ORDER)).rejects.toMatchObject({ code: 'LEDGER_HELD' });

    await reader.close();
  }, 20_000);

  it('takes rejected rows out alone', async () => {
    await record(1, changesOf({ ...gone('G1', { status: 'ENDED' }), seenRejects: [aReject()] }));

    const { rows } = await ledger.purging().purge({ ...ORDER, scope: 'REJECTS' });

    expect(rows).toBe(1);
    expect((await ledger.seenBy(1)).rejects).toEqual([]);
    expect(await ledger.before(NOW).subscriptionsOf(['S-G1'])).toHaveLength(1);
    await ledger.close();
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('takes out what stood before once its subscription has ended', async () => {
    await record(1, gone('O1'));
    await ledger.purging().purge(ORDER);
    const ended = aSubscription({ subscriptionId: 'S-O1', status: 'ENDED' });
    await record(2, changesOf({ subscriptions: [ended] }));

    await ledger.purging().purge(ORDER);

    expect(await isInFile('999990019', CASE_OF.O1)).toBe(false);
    expect(await verifyLedger(file)).toEqual([]);
  });

  it('gives no number of a purged row to another', async () => {
    await record(1, gone('G1', { status: 'ENDED' }));
    await ledger.purging().purge(ORDER);
    await record(2, gone('G1', { status: 'ENDED' }));
    await ledger.purging().purge(ORDER);
    await record(3, gone('G1', { status: 'ENDED' }));
    await ledger.close();

    expect(await verifyLedger(file)).toEqual([]);
    const database = connect(file, { mode: 'read', timeoutMs: 0 });
    expect(database.all('select id from notice')).toEqual([[3]]);
    database.close();
  });

  it('changes nothing when it is done again', async () => {
    await record(1, gone('G1', { status: 'ENDED' }));
    await ledger.purging().purge(ORDER);

    expect(await ledger.purging().purge(ORDER)).toEqual({ rows: 0, noticesKept: 0 });
    expect(ledger.purging().entries()).toHaveLength(1);
  });

  it.each([
    ['purged_row', 'delete from purged_row where id = 1 and table_name = ?', 'judged'],
    ['purged_row', 'update purged_row set digest = zeroblob(32) where table_name = ?', 'notice'],
    ['purged_version', 'update purged_version set version = ?', 1],
    ['purged_version', 'delete from purged_version where id > ?', 0],
    ['sealed_memory', 'delete from sealed_memory where id > ?', 0],
    ['purge_entry', 'delete from purge_entry where kind = ?', 'RUNS'],
  ])(
    'lets verify find that %s was changed, though its guard was taken off',
    async (table, sql, value) => {
      await record(1, gone('G1', { status: 'ENDED' }));
      await ledger.purging().purge(ORDER);
      await ledger.close();
      const database = connect(file, { mode: 'write', timeoutMs: 0 });
      for (const deed of ['update', 'delete'])
        database.exec(`drop trigger ${table}_never_${deed}d`);
      database.change(sql, [value]);
      for (const deed of ['update', 'delete'])
        database.exec(
          `create trigger ${table}_never_${deed}d before ${deed} on ${table} ` +
            "begin select raise(abort, 'the ledger only grows'); end",
        );
      database.close();

      expect(await verifyLedger(file)).not.toEqual([]);
    },
  );

  it('lets no row go whose digest is not kept', async () => {
    await record(1, gone('G1'));
    await ledger.close();
    const database = connect(file, { mode: 'write', timeoutMs: 0 });

    for (const table of ['decision', 'notice', 'subscription', 'seen_decision'])
      expect(() => database.exec(`delete from ${table}`)).toThrow();
    database.close();
  });

  function decisionCounts() {
    const database = connect(file, { mode: 'read', timeoutMs: 0 });
    const [row] = database.all('select count(*) from decision');
    database.close();
    return { inForce: Number(row?.[0]) };
  }

  async function view(changes: RunChanges) {
    const all = ledger.before(NOW);
    return [
      await all.decisionsOf(changes.decisions),
      await all.keysInCases(changes.judged.map(({ caseNumber }) => caseNumber)),
      await all.subscriptionsOf(changes.subscriptions.map((one) => one.subscriptionId)),
      await all.judgedOf(changes.judged),
      await all.noticesOf(changes.notices.map(({ noticeId }) => noticeId)),
    ];
  }
});

const CASE_OF = { G1: '05/111111-24', O1: '05/222222-24' } as const;
type Name = keyof typeof CASE_OF;

function decisionOf(name: Name): Decision {
  const person = { bsn: '999990019', familyName: `Gona-${name}` };
  return aDecision({ decisionId: `D-${name}`, caseNumber: CASE_OF[name], ...person });
}

function noticeOf(name: Name) {
  const place = { subscriptionId: `S-${name}`, caseNumber: CASE_OF[name] };
  return aNotice({ ...place, noticeId: `N-${name}`, bsn: '999990019' });
}

function questionOf(name: Name) {
  const { noticeId: _, noticeVersion: _version, action: _action, ...content } = noticeOf(name);
  const person = { bsn: '999990019', familyName: `Gona-${name}`, birthDate: '1980-02-03' };
  const place = { sector: 'TAXI', subscriptionId: `S-${name}`, caseNumber: CASE_OF[name] };
  const item = { ...place, ...person, decisions: [`OM:D-${name}:1`], reasons: ['OVAR'], match: [] };
  return { item, basis: 'b', asNotice: content, asDismissed: null };
}

/** What a run brings that judged one subscription and case. */
function gone(
  name: Name,
  subscription: Partial<Subscription> = {},
  action: 'NEW' | 'RETRACTED' = 'NEW',
): RunChanges {
  const decision = decisionOf(name);
  const { source, decisionId } = decision;
  const pair = { subscriptionId: `S-${name}`, caseNumber: CASE_OF[name] };
  return changesOf({
    decisions: [decision],
    touched: [{ ...pair, decision: { source, decisionId } }],
    subscriptions: [
      aSubscription({ subscriptionId: pair.subscriptionId, bsn: '999990019', ...subscription }),
    ],
    judged: [{ ...pair, asOf: '2025-09-26' }],
    notices: [{ ...noticeOf(name), action, noticeVersion: action === 'NEW' ? 1 : 2 }],
    seenDecisions: [{ source, decisionId, rows: [] }],
  });
}
