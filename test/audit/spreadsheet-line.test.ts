import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadsheetLine } from '../../src/audit/spreadsheet-line.ts';
import { unguard } from '../../src/publish/csv-file.ts';

function textCell(text: string): string {
  return spreadsheetLine([{ text, isText: true }]).replace(/\r\n$/, '');
}

describe('spreadsheetLine', () => {
  it.each([
    ['a BSN with leading zeros', '000000012', '"\t000000012"'],
    ['a number in other clothes', '3E5', '"\t3E5"'],
    ['what looks like a date', '1-2', '"\t1-2"'],
    ['a Dutch truth value', 'Waar', '"\tWaar"'],
    ['an error value', '#N/B', '"\t#N/B"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula behind white space', ' \u00a0=1+1', "' \u00a0=1+1"],
    ['a name with an apostrophe', "'t Hooft", "''t Hooft"],
    ['an accent', 'Zoë', 'Zoë'],
    ['a separator and a quote', 'a;"b', '"a;""b"'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['nothing', '', ''],
  ])('keeps %s as text', (_, text, expected) => {
    expect(textCell(text)).toBe(expected);
  });

  it('leaves numbers and dates to the spreadsheet', () => {
    const cells = ['12', '2025-07-17', '1980-00-00'].map((text) => ({ text, isText: false }));

    expect(spreadsheetLine(cells)).toBe('12;2025-07-17;1980-00-00\r\n');
  });

  it('cuts what no cell can hold, never through a sign', () => {
    const cut = textCell(`${'x'.repeat(31_999)}😀${'y'.repeat(5000)}`);

    expect(cut).toBe(`"\t${'x'.repeat(31_999)}… (37001 characters in all)"`);
  });

  it('can be undone: one tab away, then one apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (texts) => {
        const line = spreadsheetLine(texts.map((text) => ({ text, isText: true })));

        const [cells] = parse(line, { delimiter: ';', record_delimiter: '\r\n' }) as [string[]];
        expect(cells.map((cell) => unguard(cell.replace(/^\t/, '')))).toEqual(texts);
      }),
      { seed: 20250717 },
    );
  });
});
