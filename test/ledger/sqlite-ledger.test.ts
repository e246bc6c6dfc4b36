import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InternalError } from '../../src/errors.ts';
import { connect } from '../../src/ledger/database.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { ledgerContract } from './ledger.contract.ts';
import { dumpLedger } from './ledger-dump.ts';
import { aDecision, aRun, changesOf, manyChanges } from './ledger-rows.ts';

ledgerContract('the SQLite ledger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const file = join(folder, 'ledger', 'catchup.db');
  return {
    open: () => openLedger({ file, access: 'write', create: true }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

describe('openLedger', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    file = join(folder, 'deep', 'ledger', 'catchup.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const openWriter = () => openLedger({ file, access: 'write', create: true });
  const openSnapshot = () => openLedger({ file, access: 'snapshot', create: false });

  async function makeLedger(changes = manyChanges(50)): Promise<void> {
    const ledger = await openWriter();
    await ledger.record(aRun(1), [changes]);
    await ledger.close();
  }

  it('makes files 0600 and folders 0700 under umask 0, side files too (contract 5)', async () => {
    const before = process.umask(0);
    try {
      const ledger = await openWriter();
      await ledger.record(aRun(1), [manyChanges(50)]);

      const made = readdirSync(join(folder, 'deep'), { recursive: true }).map(String).sort();
      const modes = made.map((name) => [name, statSync(join(folder, 'deep', name)).mode & 0o777]);
      await ledger.close();

      expect(modes).toEqual([
        ['ledger', 0o700],
        ['ledger/catchup.db', 0o600],
        ['ledger/catchup.db-shm', 0o600],
        ['ledger/catchup.db-wal', 0o600],
        ['ledger/catchup.db.holder', 0o600],
        ['ledger/catchup.db.lock', 0o600],
      ]);
      expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  it('leaves one file and its lock file when closed', async () => {
    await makeLedger();

    expect(readdirSync(join(folder, 'deep', 'ledger'))).toEqual(['catchup.db', 'catchup.db.lock']);
  });

  it('begins again where making a ledger was cut off', async () => {
    mkdirSync(join(folder, 'deep', 'ledger'), { recursive: true });
    writeFileSync(`${file}.new`, 'half of a ledger');
    writeFileSync(`${file}.new-journal`, 'half of a journal');

    await makeLedger();

    expect(readdirSync(join(folder, 'deep', 'ledger'))).toEqual(['catchup.db', 'catchup.db.lock']);
  });

  it.each(['write', 'snapshot'] as const)(
    'misses a ledger that is expected, and makes no file: %s',
    async (access) => {
      const opening = openLedger({ file, access, create: false });

      await expect(opening).rejects.toMatchObject({ code: 'LEDGER_MISSING', exitCode: 6 });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('refuses a second writer in the same process and names it', async () => {
    const ledger = await openWriter();

    const second = openWriter();

    await expect(second).rejects.toMatchObject({
      code: 'LEDGER_HELD',
      exitCode: 5,
      message: expect.stringContaining(`process ${process.pid} on `),
    });
    await ledger.close();
    await (await openWriter()).close();
  });

  it('frees the lock where the ledger is refused', async () => {
    await makeLedger();
    const sound = readFileSync(file);
    writeFileSync(file, 'x'.repeat(5000));
    await expect(openWriter()).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
    writeFileSync(file, sound);

    const ledger = await openWriter();

    expect(await ledger.runs()).toHaveLength(1);
    await ledger.close();
  });

  describe('for a snapshot', () => {
    it('sees all, changes no byte and makes no file', async () => {
      await makeLedger();
      const bytes = readFileSync(file);
      const names = readdirSync(join(folder, 'deep', 'ledger'));

      const snapshot = await openSnapshot();
      const decisions = await snapshot.before(2).decisionsOf(manyChanges(50).decisions);
      await snapshot.close();

      expect(decisions).toHaveLength(50);
      expect(readFileSync(file).equals(bytes)).toBe(true);
      expect(readdirSync(join(folder, 'deep', 'ledger'))).toEqual(names);
    });

    it('is empty where no ledger lies and one may be begun, and makes no file', async () => {
      const snapshot = await openLedger({ file, access: 'snapshot', create: true });

      expect(await snapshot.runs()).toEqual([]);
      expect(await snapshot.before(1).decisionsOf([aDecision()])).toEqual([]);
      await snapshot.close();
      expect(readdirSync(folder)).toEqual([]);
    });

    it('sees one state while a writer goes on', async () => {
      const ledger = await openWriter();
      await ledger.record(aRun(1), [manyChanges(20)]);
      const snapshot = await openSnapshot();

      await ledger.record(aRun(2), [manyChanges(20, 'more')]);
      const seen = await snapshot.before(Infinity).size();
      const remembered = await snapshot
        .before(Infinity)
        .decisionsOf(manyChanges(5, 'more').decisions);
      await snapshot.close();
      await ledger.close();

      expect(seen.decisions).toBe(20);
      expect(remembered).toEqual([]);
      const later = await openSnapshot();
      expect(await later.before(Infinity).size()).toEqual({ decisions: 40, subscriptions: 40 });
      await later.close();
    });

    it('ends with LEDGER_HELD where a writer changes the file under it', async () => {
      await makeLedger();
      const snapshot = await openSnapshot();
      const ledger = await openWriter();
      await ledger.record(aRun(2), [manyChanges(20, 'more')]);

      const reading = snapshot.before(Infinity).decisionsOf([aDecision()]);

      await expect(reading).rejects.toMatchObject({ code: 'LEDGER_HELD' });
      await snapshot.close();
      await ledger.close();
    });

    it('takes no entries', async () => {
      await makeLedger();
      const snapshot = await openSnapshot();

      await expect(snapshot.record(aRun(2), [changesOf()])).rejects.toBeInstanceOf(InternalError);
      await expect(snapshot.markPublished(1)).rejects.toBeInstanceOf(InternalError);
      await snapshot.close();
    });
  });

  describe.each(['write', 'snapshot'] as const)(
    'with a file that is no sound ledger: %s',
    (access) => {
      it.each([
        ['empty', () => truncateSync(file, 0)],
        ['cut in half', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
        ['without its last page', () => truncateSync(file, statSync(file).size - 4096)],
        ['without its last byte', () => truncateSync(file, statSync(file).size - 1)],
        ['only a header', () => truncateSync(file, 100)],
        ['text', () => writeFileSync(file, 'decision_id;version\n'.repeat(1000))],
        ['ten bytes', () => writeFileSync(file, '0123456789')],
        ['another database', () => alter('pragma application_id = 1')],
        ['without schema number', () => alter('pragma user_version = 0')],
        ['without a table', () => alter('drop table kept_version')],
        ['without a guard', () => alter('drop trigger notice_never_deleted')],
        ['a folder', () => replace(() => mkdirSync(file))],
        ['a symbolic link', () => replace(() => symlinkSync('/dev/null', file))],
        [
          'gone with entries left beside it',
          () => replace(() => writeFileSync(`${file}-wal`, 'x')),
        ],
      ])('refuses it: %s', async (_, damage) => {
        await makeLedger();
        damage();
        const wasThere = existsSync(file);

        const opening = openLedger({ file, access, create: true });

        await expect(opening).rejects.toMatchObject({ code: 'LEDGER_DAMAGED', exitCode: 6 });
        expect(existsSync(file)).toBe(wasThere);
      });

      it('refuses a schema newer than it knows', async () => {
        await makeLedger();
        alter('pragma user_version = 1000');

        const opening = openLedger({ file, access, create: false });

        await expect(opening).rejects.toMatchObject({ code: 'LEDGER_SCHEMA', exitCode: 6 });
      });
    },
  );

  it('does not write through a planted symbolic link', async () => {
    const victim = join(folder, 'victim');
    writeFileSync(victim, '');
    mkdirSync(join(folder, 'deep', 'ledger'), { recursive: true });
    symlinkSync(victim, `${file}.lock`);

    await expect(openWriter()).rejects.toMatchObject({ code: 'NOT_WRITABLE', exitCode: 1 });
    expect(statSync(victim).size).toBe(0);
  });

  it.each([
    'update decision set kind = kind',
    'delete from notice',
    'update run set chain = chain',
  ])('refuses to change or take away what is there: %s (contract 3.9)', async (sql) => {
    await makeLedger();

    expect(() => alter(sql)).toThrow(InternalError);
  });

  it('sees a row that was changed with its guard taken off', async () => {
    await makeLedger();
    const sound = await openSnapshot();
    const before = await dumpLedger(sound, manyChanges(50));
    await sound.close();
    const guard =
      'create trigger notice_never_updated before update on notice begin select ' +
      "raise(abort, 'the ledger only grows'); end";
    alter(`drop trigger notice_never_updated; update notice set run = 2; ${guard}`);

    const ledger = await openSnapshot();

    await expect(dumpLedger(ledger, manyChanges(50))).rejects.toMatchObject({
      code: 'LEDGER_DAMAGED',
    });
    expect(before).toContain('N49');
    await ledger.close();
  });

  it('says nothing personal in a message', async () => {
    await makeLedger();
    alter(
      'drop trigger decision_never_updated; update decision set case_number = case_number || 1; ' +
        'create trigger decision_never_updated before update on decision begin select ' +
        "raise(abort, 'the ledger only grows'); end",
    );
    const ledger = await openSnapshot();

    const error = await ledger.before(2).decisionsOf(manyChanges(1).decisions).catch(String);

    expect(error).toMatch(/damaged/);
    expect(error).not.toMatch(/999990342|Hooft|05\/\d/);
    await ledger.close();
  });

  function replace(make: () => void): void {
    rmSync(file);
    make();
  }

  function alter(sql: string): void {
    const database = connect(file, { mode: 'write', timeoutMs: 0 });
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  }
});
