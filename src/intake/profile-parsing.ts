import { createHash } from 'node:crypto';
import { CatchUpError } from '../errors.ts';
import { DECISION_SHAPE } from '../register/decision.ts';
import { EARLIER_SIGNAL_SHAPE } from '../register/earlier-signal.ts';
import { trimText } from '../register/field.ts';
import { IDENTITY_SHAPE } from '../register/identity.ts';
import type { InputKind } from '../register/rejection.ts';
import { SUBSCRIPTION_SHAPE } from '../register/subscription.ts';
import { ENCODING_NAMES, type Encoding, parseEncoding } from './decoding.ts';
import type { DateFormat, InputProfile } from './input-profile.ts';

const COLUMNS = new Map<InputKind, readonly string[]>([
  ['decisions', DECISION_SHAPE.columns],
  ['subscriptions', SUBSCRIPTION_SHAPE.columns],
  ['identities', IDENTITY_SHAPE.columns],
  ['already-signalled', EARLIER_SIGNAL_SHAPE.columns],
]);
const DATE_FORMATS: readonly DateFormat[] = ['YYYY-MM-DD', 'DD-MM-YYYY'];
const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];
const KEYS = new Set([
  'name',
  'input',
  'files',
  'encoding',
  'delimiter',
  'columns',
  'absent',
  'constants',
  'dateFormat',
  'values',
]);

/** The `profiles` of a configuration. Throws `CONFIGURATION` with the place that is wrong. */
export function parseProfiles(value: unknown, place = 'profiles'): readonly InputProfile[] {
  if (!Array.isArray(value)) throw wrong(place, 'a list of input profiles');
  const profiles = value.map((item: unknown, index) => parseProfile(item, `${place}[${index}]`));
  for (const [index, { name }] of profiles.entries()) {
    if (profiles.findIndex((profile) => profile.name === name) !== index) {
      throw wrong(`${place}[${index}].name`, 'a name that no earlier profile has');
    }
  }
  return profiles;
}

function parseProfile(value: unknown, place: string): InputProfile {
  const entries = entriesOf(value, place);
  for (const key of entries.keys()) {
    if (!KEYS.has(key)) throw wrong(`${place}.${key}`, `one of ${[...KEYS].join(', ')}`);
  }
  const input = pick(entries.get('input'), [...COLUMNS.keys()], `${place}.input`);
  const known = COLUMNS.get(input) ?? [];
  const withoutHash = {
    name: textOf(entries.get('name'), `${place}.name`),
    input,
    files: textOf(entries.get('files') ?? '*', `${place}.files`),
    encoding: parseEncodingName(entries.get('encoding'), `${place}.encoding`),
    delimiter: entries.has('delimiter')
      ? pick(entries.get('delimiter'), DELIMITERS, `${place}.delimiter`)
      : null,
    columns: parseTexts(entries.get('columns'), known, `${place}.columns`),
    absent: parseAbsent(entries.get('absent'), input, `${place}.absent`),
    constants: parseTexts(entries.get('constants'), known, `${place}.constants`),
    dateFormat: pick(
      entries.get('dateFormat') ?? 'YYYY-MM-DD',
      DATE_FORMATS,
      `${place}.dateFormat`,
    ),
    values: parseValues(entries.get('values'), known, `${place}.values`),
  };
  const { columns, absent, constants } = withoutHash;
  for (const column of [...absent, ...constants.keys()]) {
    if (columns.has(column)) {
      throw wrong(
        `${place}.columns.${column}`,
        'no name, as absent or constants has the column too',
      );
    }
  }
  return { ...withoutHash, sha256: digestOf(withoutHash) };
}

function parseTexts(
  value: unknown,
  known: readonly string[],
  place: string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [column, text] of entriesOf(value ?? {}, place)) {
    checkColumn(column, known, `${place}.${column}`);
    texts.set(column, textOf(text, `${place}.${column}`));
  }
  return texts;
}

function parseValues(
  value: unknown,
  known: readonly string[],
  place: string,
): InputProfile['values'] {
  const values = new Map<string, ReadonlyMap<string, string>>();
  for (const [column, codes] of entriesOf(value ?? {}, place)) {
    checkColumn(column, known, `${place}.${column}`);
    const byCode = new Map<string, string>();
    for (const [from, to] of entriesOf(codes, `${place}.${column}`)) {
      if (typeof to !== 'string') throw wrong(`${place}.${column}.${from}`, 'a text');
      if (byCode.has(trimText(from))) throw wrong(`${place}.${column}.${from}`, 'each code once');
      byCode.set(trimText(from), trimText(to));
    }
    values.set(column, byCode);
  }
  return values;
}

function parseAbsent(value: unknown, input: InputKind, place: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(place, 'a list of bsn, skn');
  const mayLack = input === 'decisions' || input === 'subscriptions' ? ['bsn', 'skn'] : [];
  if (mayLack.length === 0 && value.length > 0) throw wrong(place, `nothing: ${input} need both`);
  return value.map((item: unknown, index) => pick(item, mayLack, `${place}[${index}]`));
}

function parseEncodingName(value: unknown, place: string): Encoding | null {
  if (value === undefined) return null;
  const encoding = typeof value === 'string' ? parseEncoding(value) : undefined;
  if (encoding === undefined) throw wrong(place, `one of ${ENCODING_NAMES.join(', ')}`);
  return encoding;
}

function checkColumn(column: string, known: readonly string[], place: string): void {
  if (!known.includes(column)) throw wrong(place, `one of the columns ${known.join(', ')}`);
}

function entriesOf(value: unknown, place: string): Map<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Map(Object.entries(value));
  }
  throw wrong(place, 'an object');
}

function textOf(value: unknown, place: string): string {
  const text = typeof value === 'string' ? trimText(value) : '';
  if (text === '') throw wrong(place, 'a text that is not empty');
  return text;
}

function pick<T extends string>(value: unknown, choices: readonly T[], place: string): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw wrong(place, `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`);
  }
  return found;
}

/** The SHA-256 of the canonical JSON: keys sorted, without what only chooses the files. */
function digestOf(profile: Omit<InputProfile, 'sha256'>): string {
  const { name: _name, files: _files, absent, ...rest } = profile;
  const canonical = JSON.stringify(sorted({ ...rest, absent: [...new Set(absent)].sort() }));
  return createHash('sha256').update(canonical).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] =
    value instanceof Map ? [...value.entries()] : Object.entries(value);
  // As pairs: an object would put keys that look like numbers first, and lose `__proto__`.
  return entries
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, item]) => [key, sorted(item)]);
}

function wrong(place: string, expected: string): CatchUpError {
  return new CatchUpError('CONFIGURATION', `${place} is wrong: expected ${expected}.`);
}
