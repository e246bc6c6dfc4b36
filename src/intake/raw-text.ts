import { isUtf8 } from 'node:buffer';
import type { BrokenRow, Row } from './csv-rows.ts';
import { RECORD_LIMIT_BYTES } from './record.ts';

/**
 * Text as it stands; where it is not text, every byte that it has in the file outside printable ASCII
 * as `\xHH` (contract 2.5).
 */
export function rawText(
  bytes: Buffer,
  row: Row | BrokenRow,
  bytesInFile: (content: Buffer) => Buffer,
): string {
  const shown = bytes.subarray(0, cutLength(bytes));
  const isTextual = !('code' in row) || (row.code !== 'INVALID_ENCODING' && isUtf8(shown));
  if (isTextual) return shown.toString('utf8');
  let text = '';
  for (const byte of bytesInFile(shown)) {
    if (byte === 0x5c) text += '\\\\';
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

/** At most 1 MiB, and no character cut in half. */
function cutLength(bytes: Buffer): number {
  if (bytes.length <= RECORD_LIMIT_BYTES) return bytes.length;
  let length = RECORD_LIMIT_BYTES;
  while (length > RECORD_LIMIT_BYTES - 4 && ((bytes[length] ?? 0) & 0xc0) === 0x80) length -= 1;
  return length;
}
