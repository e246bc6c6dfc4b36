import { HASH_PRIME, hashNormalised } from '../person/key-hash.ts';
import { byteAt, isDigitByte } from './plain-field.ts';

/** FNV-1a over the bytes, from a given state. */
export function hashBytes(
  bytes: Buffer,
  start: number,
  end: number,
  seed: number,
  prime: number,
): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ byteAt(bytes, at), prime);
  return hash;
}

/** As `hashNameKey`: of the normalised name, from the seed of a complete date of birth; 0 for none. */
export function hashName(bytes: Buffer, start: number, end: number, seed: number): number {
  let hash = seed;
  let letters = 0;
  for (let at = start; at < end; at += 1) {
    let byte = byteAt(bytes, at);
    if (byte > 0x7f) return hashNormalised(bytes.toString('utf8', start, end), seed);
    if (byte >= 0x41 && byte <= 0x5a) byte += 0x20;
    else if (!((byte >= 0x61 && byte <= 0x7a) || isDigitByte(byte))) continue;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
    letters += 1;
  }
  return letters === 0 ? 0 : hash || 1;
}
