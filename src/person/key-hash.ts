import { isCompleteDate, normaliseName } from './name.ts';

/** FNV-1a: the screen computes the same over bytes as is computed here over text. */
export const HASH_SEED = 0x811c9dc5 | 0;
export const SECOND_SEED = 0x2f0b4c47;
export const HASH_PRIME = 0x01000193;
/** Another odd multiplier, so that the two halves of an id's hash are independent. */
export const SECOND_PRIME = 0x5bd1e995;

/** 32-bit hash of text, never 0; equal texts have equal hashes. */
export function hashText(text: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), HASH_PRIME);
  return hash || 1;
}

/** 53-bit hash of a decision's source and id, as a whole number. */
export function hashDecisionId(source: string, decisionId: string): number {
  let first = sourceSeed(source.length === 2);
  let second = SECOND_SEED;
  for (let i = 0; i < decisionId.length; i += 1) {
    const code = decisionId.charCodeAt(i);
    first = Math.imul(first ^ code, HASH_PRIME);
    second = Math.imul(second ^ code, SECOND_PRIME);
  }
  return joinHash(first, second);
}

/** The id hash of `OM` and `RECHTSPRAAK` begin apart: the same id in both is two decisions. */
export function sourceSeed(isOm: boolean): number {
  return isOm ? HASH_SEED : ~HASH_SEED;
}

export function joinHash(first: number, second: number): number {
  return (first >>> 0) * 0x200000 + ((second >>> 11) & 0x1fffff);
}

/** Hash of the name route's key; 0 where the name route can match nobody. */
export function hashNameKey(person: { familyName: string; birthDate: string }): number {
  if (!isCompleteDate(person.birthDate)) return 0;
  return hashNormalised(person.familyName, birthSeed(Number(person.birthDate.replaceAll('-', ''))));
}

/** Hash of a name as it is compared, from the seed of a date of birth; 0 for an empty one. */
export function hashNormalised(familyName: string, seed: number): number {
  const name = normaliseName(familyName);
  if (name === '') return 0;
  let hash = seed;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), HASH_PRIME);
  return hash || 1;
}

/** A name's hash begins with the date of birth, given as the number `YYYYMMDD`. */
export function birthSeed(birthDate: number): number {
  return Math.imul(birthDate ^ HASH_SEED, HASH_PRIME);
}

/** A BSN as a key; 0 for none. */
export function bsnKey(bsn: string | null): number {
  return bsn === null ? 0 : Number(bsn);
}
