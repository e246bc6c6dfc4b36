import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Encoding } from '../../src/intake/decoding.ts';
import { openInput } from '../../src/intake/input-file.ts';
import { translationOf } from '../../src/intake/input-profile.ts';
import {
  type InputTable,
  openTable,
  readCellsAt,
  readRawAt,
  readTableBlock,
} from '../../src/intake/input-table.ts';
import { LineMarks } from '../../src/intake/line-marks.ts';
import { parseProfiles } from '../../src/intake/profile-parsing.ts';
import type { RowShape } from '../../src/register/row.ts';

const SHAPE: RowShape = {
  columns: ['skn', 'bsn', 'reference'],
  needed: new Set(['skn', 'bsn']),
};
const MIB = 1024 * 1024;

let folder = '';
const tables: InputTable[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'input-table-'));
});
afterEach(async () => {
  for (const table of tables.splice(0)) await table.input.close();
  rmSync(folder, { recursive: true });
});

async function open(
  content: string | Buffer,
  translation = translationOf(null, SHAPE),
  encoding: Encoding | null = null,
) {
  const path = join(folder, 'people.csv');
  writeFileSync(path, content);
  const input = await openInput({ path, encoding });
  const facts = { kind: 'identities', file: 'people.csv', profile: null, sizeOnDisk: 0 } as const;
  const table = await openTable({ ...facts, input, translation, shape: SHAPE });
  tables.push(table);
  return table;
}

/** Everything that the blocks of a table hold. */
async function readAll(table: InputTable) {
  const rows: (readonly [number, ...string[]])[] = [];
  const broken: (readonly [number, string, string])[] = [];
  const offsets: number[] = [];
  const marks = new LineMarks();
  const places: { offset: number; line: number }[] = [];
  let line = table.firstLine;
  for await (const block of table.blocks()) {
    marks.mark(block.offset, line);
    const read = readTableBlock(table, block, line, null);
    for (const row of read.rows) {
      rows.push([row.line, ...row.cells]);
      offsets.push(row.offset);
      places.push({ offset: row.offset, line: row.line });
    }
    for (const row of read.broken) broken.push([row.line, row.code, read.rawOf(row)]);
    line += read.lines;
  }
  return { rows, broken, offsets, marks, places };
}

describe('openTable and readTableBlock', () => {
  it('give cells in contract order, trimmed, with the physical line (contract 2)', async () => {
    const table = await open(
      '\ufeffbsn;x;skn\n 1 ;2;\u00a03\u0085\n\n"4\n5";6;"7"\r\n8;9;"""10"""',
    );

    expect((await readAll(table)).rows).toEqual([
      [2, '3', '1', ''],
      [4, '7', '4\n5', ''],
      [6, '"10"', '8', ''],
    ]);
  });

  it('counts lines from the end of a header of several lines', async () => {
    const table = await open('\n"skn",bsn,"a\nb"\n1,2,3\n');

    expect(table.firstLine).toBe(4);
    expect((await readAll(table)).rows).toEqual([[4, '1', '2', '']]);
  });

  it('gives no block where there is nothing but a header', async () => {
    expect((await readAll(await open('skn,bsn'))).rows).toEqual([]);
  });

  it('translates the cells as the profile says (contract 2)', async () => {
    const [profile] = parseProfiles([
      {
        name: 'p',
        input: 'identities',
        columns: { bsn: 'nr' },
        constants: { skn: 'S' },
      },
    ]);
    const translation = translationOf(profile ?? null, SHAPE);

    expect((await readAll(await open('reference,nr\n1, 2\n', translation))).rows).toEqual([
      [2, 'S', '2', '1'],
    ]);
  });

  it('reads a header that is longer than a piece of the input', async () => {
    const filler = 'x'.repeat(700_000);

    expect((await readAll(await open(`skn,bsn,${filler}\n1,2,3\n`))).rows).toEqual([
      [2, '1', '2', ''],
    ]);
  });
});

describe('openTable', () => {
  it('passes over the blank lines before the header, however many and however they are cut (contract 2)', async () => {
    const blank = Buffer.concat([Buffer.alloc(8 * MIB, '\n'), Buffer.alloc(8 * MIB, '\r\n')]);
    const table = await open(Buffer.concat([blank, Buffer.from('skn,bsn\n1,2\n')]));

    expect(table.firstLine).toBe(12 * MIB + 2);
    expect((await readAll(table)).rows).toEqual([[12 * MIB + 2, '1', '2', '']]);
    expect(readCellsAt(table, [blank.length + 8])).toEqual([['1', '2', '']]);
  });

  it('refuses a file of blank lines alone (contract 2)', async () => {
    await expect(open('\n\r\n\n')).rejects.toThrow('is empty');
  });
});

describe('rawOf', () => {
  it.each([
    ['a,"b\\', 'MALFORMED_CSV', 'a,"b\\'],
    ['é', 'COLUMN_COUNT', 'é'],
  ])(
    'gives the text of %j, refused as %s, as it stands (contract 2.5)',
    async (line, code, raw) => {
      const { broken } = await readAll(await open(`skn,bsn\n${line}\r\n`));

      expect(broken).toEqual([[2, code, raw]]);
    },
  );

  it('shows every byte outside printable ASCII of a row that is not text, and doubles backslashes (contract 2.5)', async () => {
    const line = Buffer.from('a\\\xff\x7f~ ,"\xc3\xa9\n"', 'latin1');
    const { broken } = await readAll(await open(Buffer.concat([Buffer.from('skn,bsn\n'), line])));

    expect(broken).toEqual([[2, 'INVALID_ENCODING', 'a\\\\\\xFF\\x7F~ ,"\\xC3\\xA9\\x0A"']]);
  });

  it('shows the bytes that the file has, not those that they are decoded to (contract 2.5)', async () => {
    const facts = { name: 'p', input: 'identities', encoding: 'windows-1252' };
    const [profile = null] = parseProfiles([facts]);
    const content = Buffer.from('skn,bsn\n\xe9\x80,\x81\n', 'latin1');
    const table = await open(content, translationOf(profile, SHAPE), 'windows-1252');
    const { broken } = await readAll(table);

    expect(broken).toEqual([[2, 'INVALID_ENCODING', '\\xE9\\x80,\\x81']]);
  });

  it('shows a NUL of a row that is refused for it (contract 2.5)', async () => {
    const { broken } = await readAll(await open('skn,bsn\na\0,b\n'));

    expect(broken).toEqual([[2, 'INVALID_ENCODING', 'a\\x00,b']]);
  });

  it.each([
    ['a file', ''],
    ['other rows', 'a,b\n'.repeat(3)],
    ['rows of half a block', 'a,b\n'.repeat(30_000)],
  ])(
    'cuts the text of an overlong line beyond 1 MiB, at a whole character, at the start of %s (contract 2.5)',
    async (_, before) => {
      for (const shift of ['', 'x', 'xx']) {
        const line = `${shift}${'€'.repeat(600_000)}`;
        const { broken } = await readAll(await open(`skn,bsn\n${before}${line}\nc,d\n`));

        const [, code, raw = ''] = broken[0] ?? [];
        expect(code).toBe('MALFORMED_CSV');
        expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(MIB);
        expect(Buffer.byteLength(raw)).toBeGreaterThan(MIB - 4);
        expect(line.startsWith(raw)).toBe(true);
      }
    },
  );
});

describe('readCellsAt and readRawAt', () => {
  it('read rows again from their offsets, in the given order', async () => {
    const long = 'x'.repeat(5_000);
    const table = await open(`skn,bsn\n1,"a\nb"\r\n2, é \n\n"3",${long}\n4,d`);
    const { offsets } = await readAll(table);

    expect(readCellsAt(table, [...offsets].reverse())).toEqual([
      ['4', 'd', ''],
      ['3', long, ''],
      ['2', 'é', ''],
      ['1', 'a\nb', ''],
    ]);
    expect(offsets.map((offset) => readRawAt(table, offset))).toEqual([
      '1,"a\nb"',
      '2, é ',
      `"3",${long}`,
      '4,d',
    ]);
  });

  it.each([['\n'], ['\r\n'], ['']])(
    'read a record of 1 MiB again, with line end %j',
    async (ending) => {
      const record = `1,"${'\n'.repeat(900)}${'x'.repeat(MIB - 904)}"`;
      const table = await open(`skn,bsn\n${record}${ending}`);
      const { offsets } = await readAll(table);

      expect(offsets).toHaveLength(1);
      expect(readRawAt(table, offsets[0] ?? 0)).toBe(record);
    },
  );

  it.each([[2045], [2046], [2047], [2048], [2049]])(
    'read a last record of %i bytes again',
    async (length) => {
      const record = `1,"${'x'.repeat(length - 4)}"`;
      const table = await open(`skn,bsn\n${record}\n2,b\n${record}`);
      const { offsets } = await readAll(table);

      expect(offsets.map((offset) => readRawAt(table, offset))).toEqual([record, '2,b', record]);
    },
  );

  it('refuse an offset at which no record was read', async () => {
    const table = await open('skn,bsn\n1,"a"\n');
    await readAll(table);

    expect(() => readCellsAt(table, [12])).toThrow();
  });
});

describe('LineMarks', () => {
  it('finds the physical line of a row again from its offset', async () => {
    const row = `1,"${'x'.repeat(60)}\n\ny"\r\n\n`;
    const table = await open(
      `skn,bsn\n${row.repeat(9_000)}${'z'.repeat(2 * MIB)}\n${row.repeat(50)}`,
    );
    const { marks, places } = await readAll(table);

    expect(places).toHaveLength(9_050);
    for (let at = 0; at < places.length; at += 449) {
      const { offset, line } = places[at] ?? { offset: 0, line: 0 };
      expect(marks.lineAt(table, offset)).toBe(line);
    }
    expect(places.at(-1)?.line).toBe(2 + 9_000 * 4 + 1 + 49 * 4);
  });
});
