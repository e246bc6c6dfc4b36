import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CatchUpError } from '../../src/errors.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { verifyLedger } from '../../src/ledger/verify-ledger.ts';
import { dumpLedger } from './ledger-dump.ts';
import { compileLedger, ended, heard, type LedgerProgram } from './ledger-process.ts';
import { aDecision, anAcquittal, aRun, changesOf, manyChanges } from './ledger-rows.ts';

const FLIPS = 60;
const SEED = 20_250_717;

describe('the SQLite ledger under fault', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    file = join(folder, 'catchup.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const openWriter = () => openLedger({ file, access: 'write', create: true });
  const openSnapshot = () => openLedger({ file, access: 'snapshot', create: false });

  describe('with other processes', () => {
    let program: LedgerProgram;

    beforeAll(() => {
      program = compileLedger();
    });

    afterAll(() => program.remove());

    const startWriter = (rest: string) => {
      const opening = `{ file: ${JSON.stringify(file)}, access: 'write', create: true }`;
      return program.start(`const ledger = await openLedger(${opening});\n${rest}`);
    };

    it('is as before when the writer is killed in the middle of a transaction', async () => {
      const ledger = await openWriter();
      await ledger.record(aRun(1), [manyChanges(100)]);
      const before = await dumpLedger(ledger, manyChanges(100));
      await ledger.close();
      // More than SQLite's cache holds, so that pages of the open transaction are on the disk.
      const writer = startWriter(`
        const brought = changes(5000, 'half');
        brought.notices[Symbol.iterator] = function* () { say('midway'); standStill(); };
        await ledger.record(aRun(2), [brought]);
        say('recorded');`);
      await heard(writer, 'midway');

      writer.kill('SIGKILL');
      await ended(writer);

      const dryRun = await openSnapshot();
      expect(await dumpLedger(dryRun, manyChanges(100))).toBe(before);
      await dryRun.close();
      const next = await openWriter();
      expect(await dumpLedger(next, manyChanges(100))).toBe(before);
      expect(await next.record(aRun(2), [manyChanges(100, 'half')])).toBe(2);
      await next.close();
      expect(await verifyLedger(file)).toEqual([]);
    });

    it('keeps what was recorded when the writer is killed at once after it', async () => {
      const writer = startWriter(
        `await ledger.record(aRun(1), [changes(100)]); say('recorded'); standStill();`,
      );
      await heard(writer, 'recorded');

      writer.kill('SIGKILL');
      await ended(writer);

      const dryRun = await openSnapshot();
      expect(await dryRun.before(2).decisionsOf(manyChanges(100).decisions)).toHaveLength(100);
      await dryRun.close();
      expect(await verifyLedger(file)).toEqual([]);
    });

    it('refuses a second writer by the name of the first, and lets it in once that is killed', async () => {
      const writer = startWriter(`say('open'); standStill();`);
      await heard(writer, 'open');
      const began = performance.now();

      const refused = openWriter();

      await expect(refused).rejects.toMatchObject({
        code: 'LEDGER_HELD',
        message: expect.stringContaining(`process ${writer.pid} on `),
      });
      expect(performance.now() - began).toBeLessThan(1000);
      writer.kill('SIGKILL');
      await ended(writer);
      await (await openWriter()).close();
    });

    it('lets a killed first use begin again', async () => {
      for (const delayMs of [1, 5, 10, 20, 40]) {
        const writer = program.start(`
          say('go');
          for (let use = 0; ; use += 1) {
            const ledger = await openLedger({
              file: ${JSON.stringify(`${file}-${delayMs}-`)} + use, access: 'write', create: true,
            });
            await ledger.close();
          }`);
        await heard(writer, 'go');
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        writer.kill('SIGKILL');
        await ended(writer);

        for (let use = 0; use < 10; use += 1) {
          const begun = `${file}-${delayMs}-${use}`;
          const ledger = await openLedger({ file: begun, access: 'write', create: true });
          expect(await ledger.runs()).toEqual([]);
          await ledger.close();
        }
      }
    });
  });

  describe('with a flipped byte', () => {
    const changes = changesOf({
      ...manyChanges(80),
      decisions: [
        ...manyChanges(80).decisions,
        anAcquittal({ caseNumber: '05/000007-24', irrevocableOn: '2025-12-01' }),
      ],
      conflicts: ['1', '2'].map((skn) => aDecision({ decisionId: 'D1', version: 2, skn })),
      keptVersions: [{ source: 'OM', decisionId: 'K', version: 3 }],
    });

    async function makeLedger(): Promise<{ bytes: Buffer; content: string }> {
      const ledger = await openWriter();
      await ledger.record(aRun(1), [changes]);
      await ledger.record(aRun(2), [manyChanges(40, 'second')]);
      await ledger.markPublished(1);
      const content = await dumpLedger(ledger, changes);
      await ledger.close();
      return { bytes: readFileSync(file), content };
    }

    it.each(['snapshot', 'write'] as const)(
      `is refused, or its content is the same: ${FLIPS} seeded places, %s`,
      async (access) => {
        const { bytes, content } = await makeLedger();
        const outcomes = { refused: 0, same: 0, other: [] as number[] };

        for (const place of seededPlaces(FLIPS, bytes.length)) {
          const flipped = Buffer.from(bytes);
          flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
          const copy = join(folder, `flipped-${place}.db`);
          writeFileSync(copy, flipped);
          const read = await readAll(copy, access);
          if (read === 'refused') outcomes.refused += 1;
          else if (read === content) outcomes.same += 1;
          else outcomes.other.push(place);
        }

        expect(outcomes.other, `seed ${SEED}`).toEqual([]);
        expect(outcomes.refused).toBeGreaterThan(0);
      },
    );

    async function readAll(copy: string, access: 'snapshot' | 'write'): Promise<string> {
      try {
        const ledger = await openLedger({ file: copy, access, create: false });
        try {
          return await dumpLedger(ledger, changes);
        } finally {
          await ledger.close();
        }
      } catch (error: unknown) {
        if (error instanceof CatchUpError && error.exitCode === 6) return 'refused';
        throw error;
      }
    }
  });
});

/** Places all over a file, the same at each call; the first ones lie in the header. */
function seededPlaces(count: number, size: number): readonly number[] {
  let state = SEED;
  const places = new Set<number>([16, 18, 19, 24, 28, 52, 56, 60, 68, 96]);
  while (places.size < count) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    places.add(Math.floor((state / 2 ** 32) * size));
  }
  return [...places];
}
