import fc from 'fast-check';
import { DECISION_SHAPE, KINDS } from '../../src/register/decision.ts';
import type { RowShape } from '../../src/register/row.ts';
import { SUBSCRIPTION_SHAPE } from '../../src/register/subscription.ts';

/** A file as generated: rows of cells by column, and how they are written down. */
export interface RowFile {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, string>[];
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoting: 'NEEDED' | 'ALWAYS';
}

export const BSNS = [
  ...['999990342', '999996630', '999996642', '999996654', '999996666', '999996678'],
  ...['000000012', '000000024'],
];
export const NAMES = [
  'Jansen',
  'de Boer',
  "O'Hara",
  'Vries-Smit',
  'X',
  '...',
  'Los2',
  'Müller',
  'Çelik Ø',
];
const SKNS = ['SKN1', 'skn1', 'A', '01234567890123456789', 'Q7'];
const DATES = ['2025-07-01', '2024-02-29', '2025-12-31', '0001-01-01', '1999-10-09'];
const BIRTHS = ['1980-01-02', '1980-01-00', '1980-00-00', '2000-02-29'];
const MOMENTS = [
  ...['2025-07-17T00:00+02:00', '2025-07-16T21:59:59.999Z', '2025-07-16T22:00:00Z'],
  ...['2025-08-01T12:30Z', '2025-08-01T12:30:05.5-01:30', '2025-09-25T21:59:59.999Z'],
  ...['2025-09-25T22:00:00.000Z', '2026-01-01T00:00Z', '2025-09-26T00:00+02:00'],
];
const TEXTS = ['', '', 'A. B.', 'Zoë', '日本 x', 'e\u0301', 'x', 'a;b,c|d', '=1+1'];

const id = fc.stringMatching(/^[!#-9<-{}~]{1,12}$/);
const oneOf = (...values: string[]) => fc.constantFrom(...values);
const orEmpty = (value: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 1, arbitrary: value });

const DECISION_CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  decision_id: id,
  version: oneOf('', '1'),
  status: oneOf('', 'REGISTERED'),
  grounds: oneOf('02', '99', '55;01', '01;02;03'),
  registered_at: oneOf(...MOMENTS),
  decided_on: oneOf('2025-07-01', '2024-02-29'),
  irrevocable_on: oneOf('', '2025-07-01', '2025-08-01'),
  case_number: oneOf('05/123456-25', '99/000000-00'),
  fact_number: oneOf('', '1', '12', '999999999', '01'),
  offence_class: oneOf('MISDRIJF', 'OVERTREDING'),
  articles: oneOf('249 Sr', '248a Sr;8 WVW1994', '2:48 APV', '420bis.1 Sr', '2 Opiumwet;10 W o w'),
  offence_from: oneOf('2024-02-29', '2020-01-01'),
  offence_until: oneOf('', '2024-02-29', '2025-01-01'),
  fine_eur: oneOf('', '0', '250', '0.5', '1200.75'),
  bsn: oneOf(...BSNS),
  skn: orEmpty(oneOf(...SKNS)),
  family_name: oneOf(...NAMES),
  name_prefix: oneOf('', 'van', 'de'),
  given_names: oneOf(...TEXTS),
  birth_date: oneOf(...BIRTHS),
  ecli: oneOf('', 'ECLI:NL:RBAMS:2025:1234', 'ECLI:NL:HR:2025:12.A'),
};

const kindAndSource = fc.oneof(
  fc.tuple(fc.constant('OM'), oneOf(...KINDS.OM)),
  fc.tuple(fc.constant('RECHTSPRAAK'), oneOf(...KINDS.RECHTSPRAAK)),
);

/** Cells of a decision that is valid, in version 1, registered and plain. */
export const plainDecision = fc
  .tuple(fc.record(DECISION_CELLS), kindAndSource)
  .map(([cells, [source, kind]]) => new Map(Object.entries({ ...cells, source, kind })));

/** Cells of which some are odd: valid in another form, of another version, or not valid. */
const ODD_CELLS: readonly (readonly [string, string])[] = [
  ...['', 'a b', 'é', 'x'.repeat(64), 'x'.repeat(65), 'a:b'].map(
    (t) => ['decision_id', t] as const,
  ),
  ...['2', '0', '01', '1 ', 'x', '999999999'].map((text) => ['version', text] as const),
  ...['WITHDRAWN', 'registered', 'ENDED'].map((text) => ['status', text] as const),
  ...['OM', 'RECHTSPRAAK', 'om', ''].map((text) => ['source', text] as const),
  ...['SEPOT', 'OVAR', 'DAGVAARDING', ''].map((text) => ['kind', text] as const),
  ...['', '2', '02;', ';02', '02; 99', 'x'].map((text) => ['grounds', text] as const),
  ...[
    '2025-08-01',
    '2025-08-01T24:00Z',
    '2025-08-01T12:00:60Z',
    '2025-02-29T12:00Z',
    '2025-08-01T12:00',
    '2025-08-01T12:00:00.1234Z',
    '2025-08-01 12:00Z',
    '2025-09-26T00:00:00.000+02:00',
  ].map((text) => ['registered_at', text] as const),
  ...[...DATES, '2025-06-31', '2025-00-01', ''].map((text) => ['decided_on', text] as const),
  ...[...DATES, 'x'].map((text) => ['irrevocable_on', text] as const),
  ...['05-123456-25', '0512345625', '05/12345-25', ''].map(
    (text) => ['case_number', text] as const,
  ),
  ...['0', '1000000000', 'x', '-1'].map((text) => ['fact_number', text] as const),
  ...['misdrijf', ''].map((text) => ['offence_class', text] as const),
  ...[
    '249 lid 1 Sr',
    '249 lid Sr',
    '8 Luchtvaart',
    '249',
    '249 Sr;',
    ' 249 Sr',
    '249  Sr',
    'Sr 249',
    '8: Sr',
    '8 Sr ; 9 Sr',
    '8 lid 2',
    '8 1Sr',
    '8 Sr; ',
  ].map((text) => ['articles', text] as const),
  ...[...DATES, ''].map((text) => ['offence_from', text] as const),
  ...[...DATES, 'x'].map((text) => ['offence_until', text] as const),
  ...['1,5', '1.', '.5', '1.234', '-1', '1e3'].map((text) => ['fine_eur', text] as const),
  ...['', '00000012', '00000024', '000000000', '999990343', '99999034', 'NI1', 'NI'].map(
    (text) => ['bsn', text] as const,
  ),
  ...['S-1', 'x'.repeat(21), 'é'].map((text) => ['skn', text] as const),
  ...[
    '',
    'MULLER',
    'Mu\u0308ller',
    'Ｊａｎｓｅｎ',
    'ﬁx',
    'ß',
    '\u3000Jansen',
    'Jansen\u2003',
    'Jansen\u0085',
    '\ufeffX',
    'x\u200b',
    '\u0301',
    '日本',
    'A\u0080',
    'X\u202fY',
    '\u1680x',
    '\u3000',
    '\u00a0',
    '\u2003',
    '\ufeff',
    '\u0085',
    '\u1680',
    '\u202f',
    '\u3000\u00a0',
    '\u200b',
    ' ',
    ' Jansen',
    'jansen',
    'J a n s e n',
    'Jansen\u00a0',
  ].map((text) => ['family_name', text] as const),
  ...['1980-13-00', '1980-00-01', '0000-01-01', '', '1980-1-2'].map(
    (text) => ['birth_date', text] as const,
  ),
  ...['ecli:nl:hr:2025:1', 'ECLI:BE:X:2025:1', 'x'].map((text) => ['ecli', text] as const),
  ...['', 'NERGENS', 'taxi'].map((text) => ['sector', text] as const),
  ...['', 'a;b'].map((text) => ['subscription_id', text] as const),
  ...['BLOCKED', 'SUSPENDED'].map((text) => ['status', text] as const),
  ...['', '2025-02-29'].map((text) => ['valid_from', text] as const),
  ...['x', '2025-02-28'].map((text) => ['valid_until', text] as const),
  ...[
    'a\nb',
    '"quoted"',
    'a""b',
    ' x',
    'x\t',
    'é',
    '\0',
    '\u0085x',
    'x\u3000',
    '\u00a0',
    '\u2028x',
    '€'.repeat(11_000),
  ].map((text) => ['given_names', text] as const),
];

const SUBSCRIPTION_CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  subscription_id: id,
  sector: oneOf('KINDEROPVANG', 'TAXI'),
  bsn: oneOf(...BSNS),
  skn: orEmpty(oneOf(...SKNS)),
  family_name: oneOf(...NAMES),
  name_prefix: oneOf('', 'van'),
  given_names: oneOf(...TEXTS),
  birth_date: oneOf(...BIRTHS),
  role: oneOf('', 'GASTOUDER', 'LWT'),
  status: oneOf('', 'ACTIVE', 'BLOCKED', 'SUSPENDED', 'ENDED'),
  valid_from: oneOf(...DATES),
  valid_until: oneOf('', ...DATES),
  vog_issued_on: oneOf('', ...DATES),
  register_ref: oneOf(...TEXTS),
  organisation_ref: oneOf(...TEXTS),
};

/** Cells of a subscription that is valid, has a BSN, and is plain. */
export const plainSubscription = fc
  .record(SUBSCRIPTION_CELLS)
  .map((cells) => new Map(Object.entries(cells)));

/** The same with up to two odd cells. */
export function withOddCells(
  row: fc.Arbitrary<Map<string, string>>,
): fc.Arbitrary<Map<string, string>> {
  const changes = fc.array(fc.constantFrom(...ODD_CELLS), { maxLength: 2 });
  return fc.tuple(row, changes).map(([cells, odd]) => new Map([...cells, ...odd]));
}

/** Files of such rows: all column orders, optional columns left out, unknown ones put in. */
export function filesOf(
  shape: RowShape,
  row: fc.Arbitrary<ReadonlyMap<string, string>>,
  maxRows: number,
): fc.Arbitrary<RowFile> {
  const optional = shape.columns.filter((column) => !shape.needed.has(column));
  const columns = fc
    .tuple(fc.subarray(optional), fc.subarray(['remark', 'constructor', '__proto__']))
    .chain(([kept, unknown]) => {
      const all = [...shape.needed, ...kept, ...unknown];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  return fc.record({
    columns,
    rows: fc.array(row, { minLength: 1, maxLength: maxRows }),
    delimiter: oneOf(',', ';', '\t', '|'),
    lineEnd: oneOf('\n', '\r\n'),
    quoting: fc.constantFrom('NEEDED' as const, 'NEEDED' as const, 'ALWAYS' as const),
  });
}

export const decisionFiles = (maxRows: number) => filesOf(DECISION_SHAPE, plainDecision, maxRows);
export const subscriptionFiles = (maxRows: number) =>
  filesOf(SUBSCRIPTION_SHAPE, plainSubscription, maxRows);

/** One row as RFC 4180 has it, with its line end. */
export function writeRow(file: Omit<RowFile, 'rows'>, cells: ReadonlyMap<string, string>): string {
  const fields = file.columns.map((column) => {
    const text = cells.get(column) ?? '';
    const isBare =
      file.quoting === 'NEEDED' && !/["\r\n]/.test(text) && !text.includes(file.delimiter);
    return isBare ? text : `"${text.replaceAll('"', '""')}"`;
  });
  return fields.join(file.delimiter) + file.lineEnd;
}

export function writeRows(file: RowFile): Buffer {
  return Buffer.from(file.rows.map((cells) => writeRow(file, cells)).join(''));
}
