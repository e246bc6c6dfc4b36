import { describe, expect, it } from 'vitest';
import { arrangeCells, oneOf, RowReader } from '../../src/register/row.ts';

const SHAPE = { columns: ['name', 'count'], needed: new Set(['name']) };
const parseNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined);

describe('RowReader', () => {
  it('gives the value where nothing is wrong', () => {
    const row = new RowReader(SHAPE, ['x', '7']);

    expect(row.finish([row.text('name'), row.optional('count', parseNumber)])).toEqual({
      ok: true,
      value: ['x', 7],
    });
  });

  it('gives each code once, sorted (contract 2.5)', () => {
    const row = new RowReader(SHAPE, ['', 'x']);
    row.optional('count', parseNumber);
    row.optional('count', parseNumber);
    row.required('name', (text) => text);
    row.fail('A_CODE');

    expect(row.finish(null)).toEqual({
      ok: false,
      errors: ['A_CODE', 'COUNT_INVALID', 'NAME_MISSING'],
    });
  });

  it.each([
    ['x'.repeat(32_768), true],
    ['x'.repeat(32_769), false],
    ['é'.repeat(16_384), true],
    ['é'.repeat(16_385), false],
  ])('measures a field in bytes of UTF-8 (contract 2.5), case %#', (text, ok) => {
    expect(new RowReader(SHAPE, [text, '']).finish(null).ok).toBe(ok);
  });
});

describe('oneOf', () => {
  it('takes a code as it is written and no other', () => {
    const parse = oneOf(['OM', 'RECHTSPRAAK']);

    expect(['OM', 'om', 'OM '].map(parse)).toEqual(['OM', undefined, undefined]);
  });
});

describe('arrangeCells', () => {
  it('puts cells in the order of the contract, trimmed, absent ones empty (contract 2)', () => {
    expect(arrangeCells([' b\u00a0', '\ufeffa\u0085'], [1, -1, 0])).toEqual(['a', '', 'b']);
  });
});
