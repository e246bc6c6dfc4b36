import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';

/** What no output may hold: numbers and names of persons, numbers of cases, and plain hashes of them. */
export interface PersonalData {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly hashes: ReadonlySet<string>;
}

const NUMBER_COLUMNS = ['bsn', 'case_number'];
/** Stand in explanations of the program itself too. */
const ORDINARY_WORDS = new Set(['Hooft', 'Jansen', 'Onbekend']);
const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];

/** Reads it from the columns of CSV texts; texts without such columns hold none. */
export function personalDataOf(texts: readonly string[]): PersonalData {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (const row of texts.flatMap(rowsOf)) {
    for (const column of NUMBER_COLUMNS) {
      const value = row.get(column) ?? '';
      if (/^[\d/-]{8,}$/.test(value)) numbers.add(value);
    }
    const name = row.get('family_name') ?? '';
    if (/^\p{Lu}\p{Ll}{3,}$/u.test(name) && !ORDINARY_WORDS.has(name)) names.add(name);
  }
  const hashes = [...numbers, ...names].flatMap((text) =>
    HASHES.map((hash) => createHash(hash).update(text).digest('hex')),
  );
  return { numbers, names, hashes: new Set(hashes) };
}

/** Every number, name and hash of persons that stands in a text. */
export function findPersonalData(
  text: string,
  { numbers, names, hashes }: PersonalData,
): readonly string[] {
  const digits = text.match(/(?<!\d)\d{8,9}(?!\d)/g) ?? [];
  const cases = text.match(/(?<!\d)\d{2}\/\d{6}-\d{2}(?!\d)/g) ?? [];
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const hex = text.match(/(?<![0-9a-f])[0-9a-f]{32,128}(?![0-9a-f])/g) ?? [];
  return [
    ...[...digits, ...cases].filter((found) => numbers.has(found)),
    ...words.filter((found) => names.has(found)),
    ...hex.filter((found) => hashes.has(found)),
  ];
}

/** Fixtures are broken on purpose now and then; what can be read of them is enough. */
function rowsOf(text: string): Map<string, string>[] {
  const [header = [], ...rows]: string[][] = parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
  });
  const columns = header.map((name) => name.trim().toLowerCase());
  if (!columns.includes('family_name')) return [];
  return rows.map((row) => new Map(columns.map((column, at) => [column, row[at] ?? ''])));
}
