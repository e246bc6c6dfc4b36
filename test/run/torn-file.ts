import fc from 'fast-check';

/** A decisions file of which is known what must come of each of its rows. */
export interface TornFile {
  readonly isPacked: boolean;
  readonly damaged: readonly { readonly line: number; readonly code: string }[];
  /** Numbers of the rows that are whole. */
  readonly sound: readonly number[];
  /** Its number makes its decisions and cases different from those of other files. */
  readonly bytesOf: (file: number) => Buffer;
}

const COLUMNS = [
  ...['decision_id', 'source', 'kind', 'registered_at', 'decided_on', 'case_number'],
  ...['offence_class', 'articles', 'offence_from', 'bsn', 'skn', 'family_name', 'given_names'],
  'birth_date',
];
const GIVEN_NAMES = COLUMNS.indexOf('given_names');

/** What is done to the fields of a row, as they stand in the file, and what the row is refused for. */
const DAMAGES: readonly {
  readonly code: string;
  readonly act: (cells: string[]) => readonly string[];
}[] = [
  { code: 'MALFORMED_CSV', act: (cells) => cells.with(0, `"${cells[0]}`) },
  { code: 'MALFORMED_CSV', act: (cells) => cells.with(GIVEN_NAMES, '"Jan"x') },
  { code: 'MALFORMED_CSV', act: (cells) => cells.with(GIVEN_NAMES, 'Ja"n') },
  { code: 'COLUMN_COUNT', act: (cells) => cells.slice(0, -1) },
  { code: 'COLUMN_COUNT', act: (cells) => [...cells, 'x'] },
  { code: 'INVALID_ENCODING', act: (cells) => cells.with(GIVEN_NAMES, 'Jos\xe9') },
  { code: 'INVALID_ENCODING', act: (cells) => cells.with(GIVEN_NAMES, 'Jo\0s') },
  { code: 'BSN_INVALID', act: (cells) => cells.with(COLUMNS.indexOf('bsn'), '123456789') },
  { code: 'REGISTERED_AT_MISSING', act: (cells) => cells.with(3, '') },
  {
    code: 'BIRTH_DATE_INVALID;DECIDED_ON_INVALID',
    act: (cells) => cells.with(4, '2025-02-30').with(COLUMNS.length - 1, '1980-13-01'),
  },
];

/** Text that is valid and awkward, in Latin-1 terms: one character a byte of UTF-8. */
const awkwardText = fc
  .array(
    fc.constantFrom(
      ...['Jan', ' ', '"', '""', ',', ';', '\t', '|', '\n', '\r\n', '\r', "'", '=1+1', '#', '\\'],
      ...['é', 'e\u0301', '李', '😀', '\u00a0', '\ufeff', '\u2028', '\u0085', '\\N', 'NULL', '%'],
    ),
    { maxLength: 6 },
  )
  .map((parts) => Buffer.from(parts.join('')).toString('latin1'));

const row = fc.record({
  text: awkwardText,
  damage: fc.option(fc.nat(DAMAGES.length - 1), { nil: null }),
});

/** Files in every delimiter and line end, with and without byte order mark, final line end and gzip. */
export function aTornFile(): fc.Arbitrary<TornFile> {
  return fc
    .record({
      rows: fc.array(row, { minLength: 4, maxLength: 30 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      isMarked: fc.boolean(),
      isEndedByLine: fc.boolean(),
      isPacked: fc.boolean(),
    })
    .map((shape) => {
      const damaged: { line: number; code: string }[] = [];
      const sound: number[] = [];
      let line = 2;
      for (const [number, { text, damage }] of shape.rows.entries()) {
        if (damage === null) sound.push(number);
        else damaged.push({ line, code: DAMAGES[damage]?.code ?? '' });
        line += damage === null ? 1 + (text.match(/\n/g) ?? []).length : 1;
      }
      return {
        ...{ isPacked: shape.isPacked, damaged, sound },
        bytesOf: (file: number) => Buffer.from(write(shape, file), 'latin1'),
      };
    });
}

interface Shape {
  readonly rows: readonly { readonly text: string; readonly damage: number | null }[];
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly isMarked: boolean;
  readonly isEndedByLine: boolean;
}

function write({ rows, delimiter, lineEnd, isMarked, isEndedByLine }: Shape, file: number): string {
  const lines = rows.map(({ text, damage }, number) => {
    const cells = cellsOf(file, number, damage === null ? text : 'Jan');
    const written = damage === null ? cells : (DAMAGES[damage]?.act(cells) ?? cells);
    return written.join(delimiter);
  });
  const body = [COLUMNS.join(delimiter), ...lines].join(lineEnd);
  return `${isMarked ? '\xef\xbb\xbf' : ''}${body}${isEndedByLine ? lineEnd : ''}`;
}

function cellsOf(file: number, number: number, text: string): string[] {
  const serial = String(file * 100 + number).padStart(6, '0');
  const quoted = /[",;\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [
    ...[`F${file}R${number}`, 'OM', 'DAGVAARDING', '2025-08-14T10:00:00Z', '2025-08-01'],
    ...[`16/${serial}-25`, 'MISDRIJF', '249 Sr', '2025-01-01', '999990342', '', 'Visser'],
    ...[quoted, '1980-05-17'],
  ];
}
