import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/ledger/database.ts';
import { TABLE_COLUMNS, type TableName } from '../../src/ledger/tables.ts';
import { callProgram } from '../support/in-process.ts';
import { type AuditedRuns, runAll, sampleRun, say } from './audited-run.ts';

const FLIPS = 200;
const TRIES = 20;
const SEED = 20_250_717;
/** What nobody did in these runs has no rows. */
const EMPTY = new Set<string>(['purge_entry', 'purged_version', 'resolution', 'sealed_memory']);
const TABLES = (Object.keys(TABLE_COLUMNS) as TableName[]).filter((table) => !EMPTY.has(table));

/** Whole numbers below a bound, the same at each call. */
function seeded(): (below: number) => number {
  let state = SEED;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('verify over a ledger that was changed', { timeout: 300_000 }, () => {
  let sound: AuditedRuns;
  let ledger = '';
  let folder = '';

  beforeAll(async () => {
    sound = await runAll([sampleRun('2025-07-17', '2025-07-21')]);
    const where = ['--ledger', sound.ledger, '--log-level', 'silent'];
    const outage = ['--from', '2025-08-01', '--until', '2025-08-02', '--note', 'storing'];
    await say('outage', 'add', '--source', 'OM', ...outage, ...where.slice(0, 2));
    const out = ['--out', join(sound.home, 'out')];
    const run = await say('run', ...sampleRun('2025-07-21', '2025-07-25'), ...out, ...where);
    folder = run.lines.at(-1) ?? '';
    await say('deliver', ...where);
    ledger = join(sound.home, 'changed.db');
  });
  afterAll(() => sound.remove());
  beforeEach(() => cpSync(sound.ledger, ledger));

  /** Every row of every table, whatever way it lies in the file; the order of publication says nothing. */
  function contentOf(file: string): string {
    const database = connect(file, { mode: 'immutable', timeoutMs: 0 });
    try {
      const rows = TABLES.map((table) =>
        table === 'published'
          ? database.all('select run, content, salt, digest from published order by run')
          : database.all(`select * from ${table} order by id`),
      );
      return JSON.stringify(rows);
    } finally {
      database.close();
    }
  }

  /** 0 where no fault was found, 3 where one was named, 6 where the ledger was refused. */
  async function verify(): Promise<number | null> {
    const args = ['verify', folder, '--ledger', ledger];
    return (await callProgram(args, '2025-10-01T00:00:00Z')).code;
  }

  it('is sound before it is changed', async () => {
    alter('select 1');
    expect(await verify()).toBe(0);
    expect(contentOf(ledger)).toBe(contentOf(sound.ledger));
  });

  it(`finds each of ${FLIPS} single flipped bytes, or no row is another for it`, async () => {
    const bytes = readFileSync(sound.ledger);
    const content = contentOf(sound.ledger);
    const next = seeded();
    const missed: number[] = [];
    let found = 0;
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const at = next(bytes.length);
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ (1 << next(8)), at);
      writeFileSync(ledger, changed);

      const code = await verify();

      if (code === 3 || code === 6) found += 1;
      else if (code !== 0 || contentOf(ledger) !== content) missed.push(at);
    }

    expect(missed).toEqual([]);
    expect(found).toBeGreaterThan(FLIPS / 4);
  });

  /** Does to the ledger what its guards forbid. */
  function alter(sql: string): void {
    const database = connect(ledger, { mode: 'write', timeoutMs: 0 });
    try {
      const guards = database.all("select name, sql from sqlite_master where type = 'trigger'");
      for (const [name] of guards) database.exec(`drop trigger ${name}`);
      database.exec(sql);
      for (const [, guard] of guards) database.exec(String(guard));
    } finally {
      database.close();
    }
  }

  it.each<[string, (table: TableName, ids: readonly number[]) => string]>([
    ['removed', (table, [id]) => `delete from ${table} where id = ${id}`],
    [
      'given another content',
      (table, [id]) => `update ${table} set content = content || ' ' where id = ${id}`,
    ],
    [
      'given another value',
      (table, [id]) => {
        const column = TABLE_COLUMNS[table].at(-1) ?? 'content';
        return `update ${table} set ${column} = coalesce(${column}, '') || '9' where id = ${id}`;
      },
    ],
    ['given to another run', (table, [id]) => `update ${table} set run = run + 7 where id = ${id}`],
    [
      'put in the place of another',
      (table, [id, other]) =>
        `update ${table} set id = -1 where id = ${id}; ` +
        `update ${table} set id = ${id} where id = ${other}; ` +
        `update ${table} set id = ${other} where id = -1`,
    ],
  ])(`finds each of ${TRIES} rows that were %s`, async (how, change) => {
    const content = contentOf(sound.ledger);
    const next = seeded();
    const isPlace = how.startsWith('put');
    const tables = TABLES.filter(
      (table) => idsOf(table).length > 1 && !(isPlace && table === 'published'),
    );
    for (let at = 0; at < TRIES; at += 1) {
      const table = tables[at % tables.length] ?? 'run';
      const ids = idsOf(table);
      const id = ids[next(ids.length)] ?? 0;
      const other = ids.find((each) => each !== id) ?? id;
      cpSync(sound.ledger, ledger);
      alter(change(table, [id, other]));

      expect(contentOf(ledger)).not.toBe(content);
      expect([3, 6], `${table} ${id}`).toContain(await verify());
    }
  });

  it.each(TABLES)('finds that the last row of %s was cut off', async (table) => {
    alter(`delete from ${table} where id = ${idsOf(table).at(-1)}`);

    expect([3, 6]).toContain(await verify());
  });

  function idsOf(table: TableName): readonly number[] {
    const database = connect(sound.ledger, { mode: 'immutable', timeoutMs: 0 });
    try {
      return database.all(`select id from ${table} order by id`).map(([id]) => Number(id));
    } finally {
      database.close();
    }
  }
});
