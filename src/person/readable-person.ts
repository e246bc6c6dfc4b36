import { parseBirthDate, parseBsn, parseSkn } from '../register/field.ts';
import type { Identities } from './identities.ts';
import { bsnKey, hashNameKey, hashText } from './key-hash.ts';
import { nameKey } from './name.ts';
import type { PersonKeys } from './subscriber-index.ts';

/** Whom a rejected row may concern, as far as it can be read (contract 2.5). */
export interface ReadablePerson {
  /** Every real BSN that stands in the row. */
  readonly bsns: readonly string[];
  readonly skn: string | null;
  /** As `nameKey`. */
  readonly name: string | null;
  readonly keys: readonly PersonKeys[];
}

/**
 * Reads whom a rejected row concerns. `cells` gives the text of a column; `strays` are fields of a
 * broken record, where a value may stand in the wrong place: a BSN counts wherever it stands.
 */
export function readPerson(
  textOf: (column: string) => string,
  strays: readonly string[],
): ReadablePerson {
  const bsns = [textOf('bsn'), ...strays]
    .map((text) => parseBsn(text.trim()))
    .filter((bsn) => bsn !== undefined);
  const skn = parseSkn(textOf('skn')) ?? null;
  const person = {
    familyName: textOf('family_name'),
    birthDate: parseBirthDate(textOf('birth_date')) ?? '0000-00-00',
  };
  const rest = { skn: skn === null ? 0 : hashText(skn), name: hashNameKey(person) };
  const keys = [{ bsn: bsnKey(bsns[0] ?? null), ...rest }];
  for (const bsn of bsns.slice(1)) keys.push({ bsn: bsnKey(bsn), skn: 0, name: 0 });
  return { bsns, skn, name: nameKey(person), keys };
}

/** A rejected row's person, with the BSNs that the identities file gives the SKN. */
export function widenPerson(person: ReadablePerson, identities: Identities): ReadablePerson {
  const aliases = [...(identities.get(person.skn ?? '') ?? [])];
  const keys = aliases.map((bsn) => ({ bsn: bsnKey(bsn), skn: 0, name: 0 }));
  return { ...person, bsns: [...person.bsns, ...aliases], keys: [...person.keys, ...keys] };
}

/** Whose a valid row is. `bsn` is a real one. */
interface Holder {
  readonly bsn: string | null;
  readonly skn: string | null;
  readonly familyName: string;
  readonly birthDate: string;
}

/** A widened person is that of the valid row, by a number, or by name and birth date. */
export function isOfPerson(
  person: ReadablePerson,
  holder: Holder,
  identities: Identities,
): boolean {
  if (holder.bsn !== null && person.bsns.includes(holder.bsn)) return true;
  if (holder.skn !== null && person.skn === holder.skn) return true;
  if (person.name !== null && person.name === nameKey(holder)) return true;
  const aliases = holder.bsn === null ? identities.get(holder.skn ?? '') : undefined;
  return person.bsns.some((alias) => aliases?.has(alias));
}
