import { describe, expect, it } from 'vitest';
import {
  lineEnd,
  newRecordScan,
  RECORD_LIMIT_BYTES,
  RECORD_LIMIT_LINES,
  scanRecord,
} from '../../src/intake/record.ts';

const COMMA = 0x2c;

function scan(text: string, isLast: boolean, start = 0) {
  return scanRecord(Buffer.from(text), start, COMMA, isLast, newRecordScan());
}

describe('scanRecord', () => {
  it.each([
    ['a,b\nc', 4, 1, 2],
    ['a,b\r\nc', 5, 1, 2],
    ['"a","b"\nc', 8, 1, 2],
    ['"a\nb",c\nd', 8, 2, 2],
    ['"a\r\nb",c\r\nd', 10, 2, 2],
    ['"a""b",c\nd', 9, 1, 2],
    ['"",""\nd', 6, 1, 2],
    ['""""\nd', 5, 1, 1],
    ['a\rb,c\nd', 6, 1, 2],
    ['a\r\r\nd', 4, 1, 1],
    [',\nd', 2, 1, 2],
    ['\nd', 1, 1, 1],
    ['\r\nd', 2, 1, 1],
  ])(
    'finds the end of %j at %i: %i lines, %i fields (RFC 4180, contract 2)',
    (text, end, lines, fields) => {
      for (const isLast of [true, false])
        expect(scan(text, isLast)).toEqual({ status: 'WHOLE', end, lines, fields });
    },
  );

  it.each([
    ['a,b', 3, 2],
    ['a,', 2, 2],
    ['a,""', 4, 2],
    ['"a\n"', 4, 1],
    ['a\r', 2, 1],
  ])('takes %j as whole only where the input ends with it', (text, end, fields) => {
    expect(scan(text, true)).toMatchObject({ status: 'WHOLE', end, fields });
    expect(scan(text, false).status).toBe('NEEDS_MORE');
  });

  it.each([
    ['a"b,c\n', 'a quote inside a bare field'],
    ['a,b"\n', 'a quote at the end of a bare field'],
    [' "a",b\n', 'a space before an opening quote'],
    ['"a"b,c\n', 'text after a closing quote'],
    ['"a" ,c\n', 'a space after a closing quote'],
    ['"a"\rb\n', 'a lone CR after a closing quote'],
  ])('calls %j broken: %s (contract 2.5)', (text) => {
    for (const isLast of [true, false]) expect(scan(text, isLast).status).toBe('BROKEN');
  });

  it.each([['"a'], ['a,"b\nc\n'], ['"a""'], ['"a"\r'], ['"']])(
    'calls %j broken only where the input ends with it (contract 2.5)',
    (text) => {
      expect(scan(text, true).status).toBe('BROKEN');
      expect(scan(text, false).status).toBe('NEEDS_MORE');
    },
  );

  it('begins where it is told', () => {
    expect(scan('"x\na,b\nc', false, 3)).toEqual({ status: 'WHOLE', end: 7, lines: 1, fields: 2 });
  });

  it.each([
    ['\n', '"'],
    ['\r\n', '"'],
    ['\n', ''],
    ['\r\n', ''],
    ['', '"'],
    ['', ''],
  ])(
    'takes 1 MiB and not a byte more, with line end %j and quote %j (contract 2.5)',
    (ending, quote) => {
      const record = (bytes: number) =>
        `${quote}${'x'.repeat(bytes - 2 * quote.length)}${quote}${ending}`;

      expect(scan(record(RECORD_LIMIT_BYTES), true).status).toBe('WHOLE');
      expect(scan(record(RECORD_LIMIT_BYTES + 1), true).status).toBe('BROKEN');
    },
  );

  it.each([['"'], ['']])(
    'waits for the LF after 1 MiB and a CR, with quote %j (contract 2.5)',
    (quote) => {
      const text = `${quote}${'x'.repeat(RECORD_LIMIT_BYTES - 2 * quote.length)}${quote}\r`;

      expect(scan(text, false).status).toBe('NEEDS_MORE');
      expect(scan(`${text}\n`, false).status).toBe('WHOLE');
    },
  );

  it('takes 1,000 physical lines and not one more (contract 2.5)', () => {
    const record = (lines: number) => `"${'\n'.repeat(lines - 1)}"\n`;

    expect(scan(record(RECORD_LIMIT_LINES), false)).toMatchObject({
      status: 'WHOLE',
      lines: RECORD_LIMIT_LINES,
    });
    expect(scan(record(RECORD_LIMIT_LINES + 1), false).status).toBe('BROKEN');
  });
});

describe('lineEnd', () => {
  it('is after the next LF, and at the end of the input where there is none', () => {
    const bytes = Buffer.from('a\rb\nc');

    expect(lineEnd(bytes, 0, false)).toBe(4);
    expect(lineEnd(bytes, 4, false)).toBe(-1);
    expect(lineEnd(bytes, 4, true)).toBe(5);
  });
});
