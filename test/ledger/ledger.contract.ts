import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InternalError } from '../../src/errors.ts';
import { digestContent } from '../../src/ledger/known-pages.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { hashDecisionId } from '../../src/person/key-hash.ts';
import { keysOf } from '../../src/person/subscriber-index.ts';
import {
  aDecision,
  aNotice,
  anAcquittal,
  aQuestion,
  aReject,
  aRun,
  aSubscription,
  CASE,
  changesOf,
  manyChanges,
} from './ledger-rows.ts';

/** A place where one ledger lies. */
export interface LedgerPlace {
  open(): Promise<Ledger>;
  remove(): Promise<void>;
}

const OTHER_CASE = '05/654321-24';
const D1 = { source: 'OM', decisionId: 'D1' } as const;
const V1 = { source: 'RECHTSPRAAK', decisionId: 'V1' } as const;
const PAIR = { subscriptionId: 'S1', caseNumber: CASE };
const ACQUITTAL_KEY = { source: 'RECHTSPRAAK', decisionId: 'V1' } as const;
const OTHER_PAIR = { subscriptionId: 'S2', caseNumber: CASE };
const NOTICE_ID = aNotice().noticeId;

/** What every ledger must hold to (contract 3.9). */
export function ledgerContract(name: string, makePlace: () => Promise<LedgerPlace>): void {
  describe(`${name} keeps the contract of a ledger`, () => {
    let place: LedgerPlace;
    let ledger: Ledger;

    beforeEach(async () => {
      place = await makePlace();
      ledger = await place.open();
    });

    afterEach(async () => {
      await ledger.close();
      await place.remove();
    });

    async function reopen(): Promise<void> {
      await ledger.close();
      ledger = await place.open();
    }

    describe('record', () => {
      it('numbers runs from 1 and gives them back oldest first', async () => {
        expect(await ledger.record(aRun(7), [changesOf()])).toBe(1);
        expect(await ledger.record(aRun(3, { inputs: [] }), [changesOf()])).toBe(2);

        await reopen();

        expect(await ledger.runs()).toEqual([
          { ...aRun(7), number: 1, isPublished: false },
          { ...aRun(3, { inputs: [] }), number: 2, isPublished: false },
        ]);
      });

      it('enters a run id once', async () => {
        await ledger.record(aRun(1), [changesOf({ decisions: [aDecision()] })]);

        const again = await ledger.record(aRun(1), [changesOf({ decisions: [anAcquittal()] })]);

        expect(again).toBe(1);
        expect(await ledger.runs()).toHaveLength(1);
        expect(await ledger.before(2).decisionsOf([V1])).toEqual([]);
      });

      it('leaves what is there already as it is', async () => {
        const changes = manyChanges(3);
        await ledger.record(aRun(1), [changes]);
        const changed = {
          ...changes,
          decisions: changes.decisions.map((decision) => ({ ...decision, familyName: 'Changed' })),
          notices: changes.notices.map((notice) => ({ ...notice, role: 'Changed' })),
        };

        await ledger.record(aRun(2), [changed]);

        const view = ledger.before(3);
        expect((await view.decisionsOf([{ source: 'OM', decisionId: 'D1' }]))[0]?.inForce).toEqual(
          changes.decisions[1],
        );
        expect(await view.noticesOf(['N1'])).toEqual([changes.notices[1]]);
        expect(await view.size()).toEqual({ decisions: 3, subscriptions: 3 });
      });

      it('takes the same row twice in one run', async () => {
        const conflicts = [
          aDecision({ skn: '1' }),
          aDecision({ skn: '1' }),
          aDecision({ skn: '2' }),
        ];

        await ledger.record(aRun(1), [changesOf({ conflicts, judged: [judgedOn('2025-01-01')] })]);

        const [remembered] = await ledger.before(2).decisionsOf([D1]);
        expect(remembered?.conflict).toHaveLength(2);
      });

      it('enters nothing of a run that fails halfway', async () => {
        const judged = [judgedOn('2025-01-01'), { ...PAIR, asOf: null as unknown as string }];

        const failing = ledger.record(aRun(1), [changesOf({ decisions: [aDecision()], judged })]);

        await expect(failing).rejects.toBeInstanceOf(InternalError);
        expect(await ledger.runs()).toEqual([]);
        expect(await ledger.before(Infinity).decisionsOf([D1])).toEqual([]);
        expect(await ledger.record(aRun(1), [changesOf({ decisions: [aDecision()] })])).toBe(1);
      });
    });

    describe('markPublished', () => {
      it('notes once that a run lies under its final name', async () => {
        await ledger.record(aRun(1), [changesOf()]);
        await ledger.record(aRun(2), [changesOf()]);

        await ledger.markPublished(1);
        await ledger.markPublished(1);
        await reopen();

        expect((await ledger.runs()).map((run) => run.isPublished)).toEqual([true, false]);
      });

      it('refuses a run that was never recorded', async () => {
        await expect(ledger.markPublished(1)).rejects.toBeInstanceOf(InternalError);
      });
    });

    describe('before', () => {
      it('shows only what earlier runs brought, over three runs (contract 3.9)', async () => {
        for (const run of [1, 2, 3]) {
          const changes = changesOf({
            decisions: [aDecision({ version: run, familyName: `Name ${run}` })],
            conflicts: [aDecision({ decisionId: 'C', version: run, skn: String(run) })],
            keptVersions: [{ source: 'OM', decisionId: 'K', version: run + 1 }],
            touched: [{ decision: D1, subscriptionId: `S${run}`, caseNumber: CASE }],
            subscriptions: [aSubscription({ role: `role ${run}` })],
            judged: [judgedOn(`2025-09-0${run}`)],
            notices: [aNotice({ noticeVersion: run })],
          });
          await ledger.record(aRun(run), [changes]);
        }
        await reopen();

        for (const seen of [0, 1, 2, 3]) {
          const view = ledger.before(seen + 1);
          const keys = ['D1', 'C', 'K'].map(
            (decisionId) => ({ source: 'OM', decisionId }) as const,
          );
          const [decision, conflict, kept] = await view.decisionsOf(keys);

          expect(decision?.inForce?.version).toBe(seen || undefined);
          expect(decision?.touched.length).toBe(seen || undefined);
          expect(conflict?.conflict.map((row) => row.skn)).toEqual(
            seen ? [String(seen)] : undefined,
          );
          expect(kept?.keptVersion).toBe(seen ? seen + 1 : undefined);
          expect((await view.subscriptionsOf(['S1'])).map((one) => one.role)).toEqual(
            seen ? [`role ${seen}`] : [],
          );
          expect((await view.judgedOf([PAIR])).map((pair) => pair.asOf)).toEqual(
            seen ? [`2025-09-0${seen}`] : [],
          );
          expect((await view.noticesOf([NOTICE_ID])).map((one) => one.noticeVersion)).toEqual(
            seen ? [seen] : [],
          );
          expect(await view.size()).toEqual({
            decisions: seen ? 3 : 0,
            subscriptions: seen ? 1 : 0,
          });
          expect(await collect(view.decisionHashes())).toHaveLength(seen ? 3 : 0);
          expect(
            new Set((await collect(view.persons())).map((one) => one.subscriptionId)).size,
          ).toBe(seen ? 1 : 0);
        }
      });

      it('shows all that is known now for Infinity', async () => {
        await ledger.record(aRun(1), [changesOf({ decisions: [aDecision()] })]);

        expect(await ledger.before(Infinity).size()).toEqual({ decisions: 1, subscriptions: 0 });
      });
    });

    describe('decisionsOf', () => {
      it('gives all that is remembered of each id once, and nothing of others', async () => {
        const decision = aDecision({ version: 2 });
        const lower = aDecision({ decisionId: 'D2', version: 3, skn: 'lower' });
        const rows = ['a', 'b'].map((skn) => aDecision({ decisionId: 'D2', version: 5, skn }));
        await ledger.record(aRun(1), [
          changesOf({
            decisions: [decision, aDecision({ version: 10 }), aDecision({ version: 9 })],
            conflicts: [lower, ...rows],
            keptVersions: [{ ...D1, version: 1 }],
            touched: [{ decision: D1, ...PAIR }],
          }),
        ]);

        const d2 = { source: 'OM', decisionId: 'D2' } as const;
        const other = { source: 'RECHTSPRAAK', decisionId: 'D1' } as const;
        const [first, second, ...none] = await ledger.before(2).decisionsOf([D1, D1, d2, other]);

        expect(none).toEqual([]);
        expect(first).toEqual({
          key: D1,
          inForce: aDecision({ version: 10 }),
          conflict: [],
          keptVersion: 1,
          touched: [PAIR],
        });
        expect(second).toMatchObject({ key: d2, inForce: null, keptVersion: 0, touched: [] });
        expect(second?.conflict).toHaveLength(2);
        expect(second?.conflict).toEqual(expect.arrayContaining(rows));
      });

      it('gives a withdrawn version as the one in force (contract 3.9)', async () => {
        const withdrawn = aDecision({ version: 2, status: 'WITHDRAWN', bsn: null });

        await ledger.record(aRun(1), [changesOf({ decisions: [aDecision(), withdrawn] })]);

        expect((await ledger.before(2).decisionsOf([D1]))[0]?.inForce).toEqual(withdrawn);
      });
    });

    describe('keysInCases', () => {
      it('finds decisions by the case of the version in force and of conflict rows', async () => {
        const moved = [aDecision(), aDecision({ version: 2, caseNumber: OTHER_CASE })];
        const conflicts = [anAcquittal(), anAcquittal({ caseNumber: OTHER_CASE })];
        await ledger.record(aRun(1), [changesOf({ decisions: moved, conflicts })]);

        const view = ledger.before(2);

        expect(await view.keysInCases([CASE])).toEqual([V1]);
        expect(await view.keysInCases([OTHER_CASE, OTHER_CASE])).toEqual(
          expect.arrayContaining([D1, V1]),
        );
        expect(await view.keysInCases(['05/000000-00'])).toEqual([]);
      });

      it('finds the decision by its former case before the run that moved it', async () => {
        await ledger.record(aRun(1), [changesOf({ decisions: [aDecision()] })]);
        const moved = aDecision({ version: 2, caseNumber: OTHER_CASE });
        await ledger.record(aRun(2), [changesOf({ decisions: [moved] })]);

        expect(await ledger.before(2).keysInCases([CASE])).toEqual([D1]);
        expect(await ledger.before(3).keysInCases([CASE])).toEqual([]);
      });
    });

    describe('judgedOf', () => {
      it('gives the latest as-of date, also where a later run asked about an earlier one', async () => {
        await ledger.record(aRun(1), [changesOf({ judged: [judgedOn('2025-09-26')] })]);
        await ledger.record(aRun(2), [changesOf({ judged: [judgedOn('2024-01-01')] })]);

        const judged = await ledger.before(3).judgedOf([PAIR, OTHER_PAIR]);

        expect(judged).toEqual([judgedOn('2025-09-26')]);
      });
    });

    describe('acquittalsDue', () => {
      const standing = changesOf({
        decisions: [aDecision(), anAcquittal({ irrevocableOn: '2025-10-10' })],
        touched: [PAIR, OTHER_PAIR].map((pair) => ({ ...pair, decision: ACQUITTAL_KEY })),
        judged: [judgedOn('2025-09-26'), { ...OTHER_PAIR, asOf: '2025-10-10' }],
        notices: [aNotice(), aNotice({ ...OTHER_PAIR, noticeId: 'other' })],
      });

      it.each([
        ['before the day', '2025-10-09', []],
        ['on the day', '2025-10-10', [PAIR]],
        ['long after', '2026-10-10', [PAIR]],
      ])(
        'names pairs last judged before an acquittal became irrevocable: asked %s (contract 3.9)',
        async (_, asOf, due) => {
          await ledger.record(aRun(1), [standing]);

          expect(await ledger.before(2).acquittalsDue(asOf)).toEqual(due);
        },
      );

      it.each([
        ['the pair was judged since', { judged: [judgedOn('2025-10-10')] }],
        [
          'the notice was retracted',
          { notices: [aNotice({ noticeVersion: 2, action: 'RETRACTED' })] },
        ],
        [
          'the acquittal was withdrawn',
          { decisions: [anAcquittal({ version: 2, status: 'WITHDRAWN' })] },
        ],
        [
          'it moved to another case',
          { decisions: [anAcquittal({ version: 2, caseNumber: OTHER_CASE })] },
        ],
        [
          'it became a conviction',
          { decisions: [anAcquittal({ version: 2, kind: 'VEROORDELING' })] },
        ],
        [
          'its date moved on',
          { decisions: [anAcquittal({ version: 2, irrevocableOn: '2025-12-31' })] },
        ],
      ] as const)('names nothing where %s', async (_, changed) => {
        await ledger.record(aRun(1), [standing]);
        await ledger.record(aRun(2), [changesOf(changed)]);

        expect(await ledger.before(3).acquittalsDue('2025-11-01')).toEqual([]);
        expect(await ledger.before(2).acquittalsDue('2025-11-01')).toEqual([PAIR]);
      });

      it('names nobody whom the acquittal never touched, though the case is the same', async () => {
        const third = { subscriptionId: 'S3', caseNumber: CASE };
        await ledger.record(aRun(1), [
          standing,
          changesOf({
            judged: [{ ...third, asOf: '2025-09-26' }],
            notices: [aNotice({ ...third, noticeId: 'third' })],
          }),
        ]);

        expect(await ledger.before(2).acquittalsDue('2025-11-01')).toEqual([PAIR]);
      });

      it('names a pair whose notice was issued again after a retraction', async () => {
        await ledger.record(aRun(1), [standing]);
        const notices = [
          aNotice({ noticeVersion: 2, action: 'RETRACTED' }),
          aNotice({ noticeVersion: 3 }),
        ];
        await ledger.record(aRun(2), [changesOf({ notices })]);

        expect(await ledger.before(3).acquittalsDue('2025-11-01')).toEqual([PAIR]);
      });
    });

    describe('its keys', () => {
      it.each([
        ['COUNTING', 16],
        ['PROCESSING', 32],
      ] as const)('hold a secret of the ledger that stays the same: %s', async (use, bytes) => {
        const key = await ledger.keyFor(use);
        await reopen();

        expect(key).toHaveLength(bytes);
        expect(key.equals(Buffer.alloc(bytes))).toBe(false);
        expect((await ledger.keyFor(use)).equals(key)).toBe(true);
      });
    });

    describe('countsOf', () => {
      it('gives what each earlier run counted on a day, and nothing of other days', async () => {
        const day = { source: 'OM', day: '2025-08-14', rows: 7, fingerprint: 'a1' } as const;
        const next = {
          source: 'RECHTSPRAAK',
          day: '2025-08-15',
          rows: 0,
          fingerprint: '',
        } as const;
        await ledger.record(aRun(1), [changesOf({ days: [day, next] })]);
        await ledger.record(aRun(2), [changesOf({ days: [{ ...day, rows: 8 }] })]);
        await reopen();

        const counts = await ledger.before(Infinity).countsOf(['2025-08-14', '2025-08-16']);

        expect(counts).toEqual([
          { ...day, run: 1 },
          { ...day, rows: 8, run: 2 },
        ]);
        expect(await ledger.before(2).countsOf(['2025-08-14'])).toHaveLength(1);
        expect(await ledger.before(1).countsOf(['2025-08-14'])).toEqual([]);
      });
    });

    describe('seenBy', () => {
      const reject = aReject();
      const rows = [
        { version: 1, registeredMs: 1_755_000_000_000, content: 'first' },
        { version: 2, registeredMs: 1_755_000_000_001, content: 'second' },
      ];

      it('gives back what a run saw, contents as digests that only it can make', async () => {
        const seenDecisions = [{ ...D1, rows }];
        const changes = changesOf({ seenDecisions, seenRejects: [reject] });
        await ledger.record(aRun(1), [changes]);
        await ledger.record(aRun(2), [changes]);
        await reopen();

        const first = await ledger.seenBy(1);
        const second = await ledger.seenBy(2);

        expect(first.decisions).toEqual([
          {
            ...D1,
            rows: rows.map((row) => ({ ...row, content: first.digestOf(row.content) })),
          },
        ]);
        expect(first.rejects).toEqual([{ ...reject, raw: first.digestOf(reject.raw) }]);
        expect(second.digestOf('first')).not.toBe(first.digestOf('first'));
        expect(JSON.stringify([first, second])).not.toMatch(/999990342|first/);
      });

      it('gives nothing of a run that saw nothing', async () => {
        await ledger.record(aRun(1), [changesOf()]);

        expect(await ledger.seenBy(1)).toMatchObject({ decisions: [], rejects: [] });
      });
    });

    describe('declareOutage', () => {
      it('is known to the runs that come after it, and to no earlier one', async () => {
        await ledger.declareOutage(anOutage('first'));
        await ledger.record(aRun(1), [changesOf()]);
        await ledger.declareOutage(anOutage('second'));
        await ledger.declareOutage(anOutage('third'));
        await ledger.record(aRun(2), [changesOf()]);
        await reopen();

        const notes = async (run: number) =>
          (await ledger.before(run).outages()).map(({ note }) => note);

        expect(await notes(1)).toEqual(['first']);
        expect(await notes(2)).toEqual(['first', 'second', 'third']);
        expect(await notes(Infinity)).toEqual(['first', 'second', 'third']);
      });

      it('keeps what was said, and when', async () => {
        const before = new Date().toISOString();
        await ledger.declareOutage(anOutage('said'));

        const [outage] = await ledger.before(1).outages();

        expect(outage).toEqual({ ...anOutage('said'), declaredAt: outage?.declaredAt });
        expect(String(outage?.declaredAt) >= before).toBe(true);
      });
    });

    describe('resolve', () => {
      const reviewId = NOTICE_ID;
      const answer = { answer: 'NOTICE', basis: 'first', by: 'A. Jansen', reason: 'seen' } as const;
      const asked = (question: ReturnType<typeof aQuestion> | null) =>
        changesOf({ reviews: [{ reviewId, question }] });

      it('is known to the runs that are recorded after it, and to no other', async () => {
        await ledger.record(aRun(1), [asked(aQuestion())]);
        await ledger.resolve(reviewId, answer, aNotice());
        await ledger.record(aRun(2), [changesOf()]);
        await ledger.record(aRun(3), [asked(null)]);
        await reopen();

        const known = async (run: number) => (await ledger.before(run).reviewsOf([reviewId]))[0];
        const issued = async (run: number) => (await ledger.before(run).issuedByReview()).length;
        expect(await known(1)).toBe(undefined);
        expect(await known(2)).toMatchObject({
          ...{ reviewId, run: 1, question: aQuestion() },
          resolution: answer,
        });
        expect(await known(4)).toMatchObject({ run: 3, question: null, resolution: answer });
        expect([await issued(1), await issued(2), await issued(3)]).toEqual([0, 1, 0]);
        expect(await ledger.before(1).noticesOf([reviewId])).toEqual([]);
        expect(await ledger.before(2).noticesOf([reviewId])).toEqual([aNotice()]);
        expect(await ledger.after(1).noticesOf([reviewId])).toEqual([]);
        expect(await collect(ledger.before(3).reviews())).toHaveLength(1);
      });

      it('queues the version that it issues, in the order of issue', async () => {
        await ledger.record(aRun(1), [{ ...asked(aQuestion()), notices: [aNotice()] }]);
        await ledger.markPublished(1);
        await ledger.resolve(reviewId, answer, aNotice({ noticeVersion: 2, action: 'AMENDED' }));
        const third = aNotice({ noticeVersion: 3, action: 'RETRACTED' });
        await ledger.record(aRun(2), [changesOf({ notices: [third] })]);
        await ledger.markPublished(2);

        expect(await ledger.outbox().enqueue(() => '{}')).toBe(3);
        const records = await collect(ledger.outbox().records());
        expect(records.map(({ noticeVersion }) => noticeVersion)).toEqual([1, 2, 3]);
      });

      it('answers the last question only, and once between two runs', async () => {
        await ledger.record(aRun(1), [asked(aQuestion())]);
        await ledger.resolve(reviewId, { ...answer, answer: 'DISMISSED' }, null);
        await ledger.record(aRun(2), [asked(aQuestion({ basis: 'second' }))]);
        await ledger.resolve(reviewId, { ...answer, basis: 'second' }, aNotice());

        const [known] = await ledger.before(Number.POSITIVE_INFINITY).reviewsOf([reviewId]);
        expect(known).toMatchObject({ run: 2, resolution: { answer: 'NOTICE', basis: 'second' } });
        expect(await ledger.before(2).reviewsOf([reviewId])).toMatchObject([
          { run: 1, resolution: { answer: 'DISMISSED' } },
        ]);
      });
    });

    describe('batches', () => {
      it('answers for 10,000 keys at once and walks through all of them', async () => {
        const count = 10_000;
        const changes = manyChanges(count);
        await ledger.record(aRun(1), [changes]);
        const view = ledger.before(2);

        const decisions = await view.decisionsOf(changes.decisions);
        const subscriptions = await view.subscriptionsOf(
          changes.subscriptions.map((subscription) => subscription.subscriptionId),
        );
        const notices = await view.noticesOf(changes.notices.map((notice) => notice.noticeId));

        expect(decisions.map((remembered) => remembered.inForce)).toEqual(changes.decisions);
        expect(subscriptions).toHaveLength(count);
        expect(notices).toHaveLength(count);
        expect(await view.judgedOf(changes.judged)).toHaveLength(count);
        const cases = changes.judged.map((pair) => pair.caseNumber);
        expect(await view.keysInCases(cases)).toHaveLength(count);
        expect(new Set(await collect(view.decisionHashes()))).toEqual(
          new Set(changes.decisions.map((one) => hashDecisionId(one.source, one.decisionId))),
        );
        expect(await collect(view.persons())).toEqual(
          changes.subscriptions.map((one) => ({
            subscriptionId: one.subscriptionId,
            keys: keysOf(one),
            skn: one.bsn === null ? one.skn : null,
            content: digestContent(one),
          })),
        );
      });

      it('answers an empty question with nothing', async () => {
        const view = ledger.before(1);

        expect(await view.decisionsOf([])).toEqual([]);
        expect(await view.keysInCases([])).toEqual([]);
        expect(await view.subscriptionsOf([])).toEqual([]);
        expect(await view.judgedOf([])).toEqual([]);
        expect(await view.noticesOf([])).toEqual([]);
        expect(await view.acquittalsDue('9999-12-31')).toEqual([]);
      });
    });

    it.each([
      ['quotes and separators', `a"b'c;d,e\\f\tg\r\nh`],
      ['combining marks and other scripts', 'e\u0301 \u202Eמ 漢字 😀 \uFEFF\u00A0'],
      ['control characters', 'a\u0000b\u0001\u007F\u2028\u2029'],
      ['noncharacters and a lone surrogate', '\uFFFE\uFFFF\u{10FFFF}\uD800'],
      ['names of object members', '__proto__ constructor'],
    ])('gives text back unchanged: %s (contract 2)', async (_, text) => {
      const decision = aDecision({ familyName: text, givenNames: text });
      const subscription = aSubscription({ familyName: text, organisationRef: text });
      const notice = aNotice({ familyName: text, flags: [text] });
      const run = aRun(1, { inputs: [{ kind: 'decisions', sha256: 'c'.repeat(64), file: text }] });
      const changes = { decisions: [decision], subscriptions: [subscription], notices: [notice] };
      await ledger.record(run, [changesOf(changes)]);
      await reopen();

      const view = ledger.before(2);

      expect((await view.decisionsOf([D1]))[0]?.inForce).toEqual(decision);
      expect(await view.subscriptionsOf(['S1'])).toEqual([subscription]);
      expect(await view.noticesOf([NOTICE_ID])).toEqual([notice]);
      expect((await ledger.runs())[0]?.inputs).toEqual(run.inputs);
    });

    it('closes twice without harm', async () => {
      await ledger.close();
      await ledger.close();

      ledger = await place.open();
      expect(await ledger.runs()).toEqual([]);
    });
  });
}

export async function collect<T>(batches: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

function anOutage(note: string) {
  const stretch = { from: '2025-08-13T22:00:00Z', until: '2025-08-14T22:00:00Z' };
  return { source: 'OM', ...stretch, note, declaredBy: 'operator' } as const;
}

function judgedOn(asOf: string) {
  return { ...PAIR, asOf };
}
