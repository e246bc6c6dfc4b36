import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvRecord, readCsv } from '../../src/audit/csv-reading.ts';

describe('readCsv', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'csv-reading-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function read(content: string | Buffer): Promise<CsvRecord[]> {
    const path = join(folder, 'file.csv');
    writeFileSync(path, content);
    const records: CsvRecord[] = [];
    for await (const batch of readCsv(path)) records.push(...batch);
    return records;
  }

  it('gives the fields and the line on which each record begins', async () => {
    const records = await read('a,b\n1,"x\ny ""z"""\n2,\n');

    expect(records.map(({ line, fields }) => [line, fields])).toEqual([
      [1, ['a', 'b']],
      [2, ['1', 'x\ny "z"']],
      [4, ['2', '']],
    ]);
  });

  it('keeps a BOM and a carriage return as they stand', async () => {
    expect((await read('\ufeffa\r\n'))[0]?.fields).toEqual(['\ufeffa\r']);
  });

  it('reads a file that is larger than a block, with characters across the edge', async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `é€${row},"ë\n${row}"`);

    const records = await read(`${rows.join('\n')}\n`);

    expect(records).toHaveLength(60_000);
    expect(records.at(-1)).toMatchObject({ line: 119_999, fields: ['é€59999', 'ë\n59999'] });
  });

  it.each<[string, string]>([
    ['a quote inside a bare field', 'a"b"c,d\n'],
    ['text after a closing quote', '"a"b,c\n'],
  ])('has no fields for %s', async (_, text) => {
    expect((await read(text))[0]?.fields).toBeNull();
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['a byte that is no UTF-8', Buffer.from([0x61, 0x0a, 0xff, 0x0a]), /UTF-8/],
    ['a character that is cut off', Buffer.from([0x61, 0x0a, 0xc3]), /UTF-8/],
    ['a last line without an end', 'a\nb', /whole record/],
    ['a quote that never closes', 'a\n"b\n', /whole record/],
  ])('refuses %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});
