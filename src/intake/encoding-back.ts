import { CatchUpError } from '../errors.ts';
import { byteTable, type Encoding } from './decoding.ts';

/**
 * Makes decoded content again what it was in a file of that encoding, bytes that were invalid
 * included: nothing is repaired. Throws `USAGE` for a named UTF-16.
 */
export function encoderBack(encoding: Encoding): (content: Buffer) => Buffer {
  if (encoding === 'utf-8') return (content) => content;
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    throw new CatchUpError(
      'USAGE',
      `an input profile names ${encoding}: leave its encoding out, the byte order mark tells it`,
    );
  const byteOf = new Map(
    byteTable(encoding).map((bytes, byte) => [byte < 0x80 ? '' : bytes.toString('latin1'), byte]),
  );
  return (content) => {
    const out: number[] = [];
    for (let at = 0; at < content.length; ) {
      const lead = content[at] ?? 0;
      const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : 3;
      out.push(byteOf.get(content.toString('latin1', at, at + length)) ?? lead);
      at += length;
    }
    return Buffer.from(out);
  };
}
