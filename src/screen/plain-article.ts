import { byteAt, isDigitByte, isLetter } from './plain-field.ts';

const DOT = 0x2e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const SPACE = 0x20;

/** `<number><letters?> <LAW>`, parts joined by `:` or `.`, `;`-separated; a law in L is left to the full path. */
export function isPlainArticles(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  for (;;) {
    for (;;) {
      const from = at;
      while (at < end && isDigitByte(byteAt(bytes, at))) at += 1;
      if (at === from) return false;
      while (at < end && isLetter(byteAt(bytes, at))) at += 1;
      if (at >= end) return false;
      const byte = byteAt(bytes, at);
      if (byte === SPACE) break;
      if (byte !== COLON && byte !== DOT) return false;
      at += 1;
    }
    at += 1;
    if (at >= end || !isLetter(byteAt(bytes, at)) || (byteAt(bytes, at) | 0x20) === 0x6c)
      return false;
    while (at < end && byteAt(bytes, at) !== SEMICOLON) at += 1;
    if (byteAt(bytes, at - 1) === SPACE) return false;
    if (at === end) return true;
    at += 1;
  }
}

/** `ECLI:NL:<court>:<yyyy>:<number>` in capitals. */
export function isPlainEcli(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 64 || bytes.toString('latin1', start, start + 8) !== 'ECLI:NL:') return false;
  return /^[A-Z0-9]+:\d{4}:[A-Z0-9.]+$/.test(bytes.toString('latin1', start + 8, end));
}
