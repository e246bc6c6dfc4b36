import { basename } from 'node:path';
import { trimText } from '../register/field.ts';
import type { InputKind } from '../register/rejection.ts';
import type { RowShape } from '../register/row.ts';
import type { Encoding } from './decoding.ts';
import { encoderBack } from './encoding-back.ts';

export type DateFormat = 'YYYY-MM-DD' | 'DD-MM-YYYY';

/** How a register's own export is to be read (contract 2). */
export interface InputProfile {
  readonly name: string;
  readonly input: InputKind;
  /** Glob (`*`, `?`) on the base name of the file. */
  readonly files: string;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** Contract column → name in the export's header. */
  readonly columns: ReadonlyMap<string, string>;
  /** Needed columns that the export does not have. */
  readonly absent: readonly string[];
  /** Contract column → value of every row that has none of its own. */
  readonly constants: ReadonlyMap<string, string>;
  readonly dateFormat: DateFormat;
  /** Contract column → code in the export → code of the contract. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of what decides how a file is read, without name and glob: part of the run id (contract 1). */
  readonly sha256: string;
}

/** A profile applied to the columns of one kind of input. */
export interface Translation {
  /** The delimiter's byte; null where it is to be recognised. */
  readonly delimiter: number | null;
  /** The name under which the file's header has a contract column. */
  readonly headerOf: (column: string) => string;
  /** The file's header has the column's own name for another column. */
  readonly isElsewhere: (column: string) => boolean;
  /** The profile makes up for a column that is not in the file. */
  readonly supplies: (column: string) => boolean;
  /** Trimmed cells in contract order → cells as the contract wants them. */
  readonly translate: (cells: string[]) => string[];
  /** Decoded content → its bytes in the file; what was UTF-16 stays decoded. */
  readonly bytesInFile: (content: Buffer) => Buffer;
}

const DATE_COLUMNS = new Set([
  'registered_at',
  'decided_on',
  'irrevocable_on',
  'offence_from',
  'offence_until',
  'birth_date',
  'valid_from',
  'valid_until',
  'vog_issued_on',
  'offence_on',
  'signalled_at',
]);
const LIST_COLUMNS = new Set(['grounds', 'articles']);
// A date, or the date of a date-time.
const DUTCH_DATE = /^(\d{2})-(\d{2})-(\d{4})(?=$|T)/;

/** The first profile of that kind whose glob fits the file's base name; null where none does. */
export function profileFor(
  profiles: readonly InputProfile[],
  kind: InputKind,
  path: string,
): InputProfile | null {
  const name = basename(path);
  const fits = (profile: InputProfile) => profile.input === kind && fitsGlob(name, profile.files);
  return profiles.find(fits) ?? null;
}

/** What the reader of a file needs to know of its profile; without one nothing is translated. */
export function translationOf(profile: InputProfile | null, shape: RowShape): Translation {
  if (profile === null) {
    const [headerOf, translate] = [(column: string) => column, (cells: string[]) => cells];
    const bytesInFile = encoderBack('utf-8');
    const never = () => false;
    return {
      delimiter: null,
      headerOf,
      isElsewhere: never,
      supplies: never,
      translate,
      bytesInFile,
    };
  }
  const steps = shape.columns.flatMap((column, place) => {
    const step = stepFor(profile, column);
    return step === null ? [] : [{ place, step }];
  });
  const names = new Set([...profile.columns.values()].map((name) => name.toLowerCase()));
  return {
    delimiter: profile.delimiter?.charCodeAt(0) ?? null,
    bytesInFile: encoderBack(isOneByte(profile.encoding) ? profile.encoding : 'utf-8'),
    headerOf: (column) => profile.columns.get(column) ?? column,
    isElsewhere: (column) => !profile.columns.has(column) && names.has(column),
    supplies: (column) => profile.constants.has(column) || profile.absent.includes(column),
    translate: (cells) => {
      const translated = [...cells];
      for (const { place, step } of steps) translated[place] = step(cells[place] ?? '');
      return translated;
    },
  };
}

function isOneByte(encoding: Encoding | null): encoding is Encoding {
  return encoding !== null && !encoding.startsWith('utf-');
}

/** Null where the column's text stays as it is. What a step does not know it passes on unchanged. */
function stepFor(profile: InputProfile, column: string): ((text: string) => string) | null {
  const constant = profile.constants.get(column);
  const codes = profile.values.get(column);
  const hasDutchDates = profile.dateFormat === 'DD-MM-YYYY' && DATE_COLUMNS.has(column);
  if (constant === undefined && codes === undefined && !hasDutchDates) return null;
  const isList = LIST_COLUMNS.has(column);
  return (text) => {
    if (text === '') return constant ?? codes?.get('') ?? '';
    const known = codes === undefined ? text : translateCode(text, codes, isList);
    return hasDutchDates ? known.replace(DUTCH_DATE, '$3-$2-$1') : known;
  };
}

function translateCode(text: string, codes: ReadonlyMap<string, string>, isList: boolean): string {
  const whole = codes.get(text);
  if (whole !== undefined || !isList) return whole ?? text;
  const elements = text.split(';').map(trimText);
  return elements.some((element) => codes.has(element))
    ? elements.map((element) => codes.get(element) ?? element).join(';')
    : text;
}

/** Linear in the name for each `*`: the last one takes up what is left over. */
function fitsGlob(name: string, glob: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    if (glob[place] === '*') {
      star = place++;
      starAt = at;
    } else if (glob[place] === '?' || glob[place] === name[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (glob[place] === '*') place += 1;
  return place === glob.length;
}
