export type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  | 'iso-8859-1'
  | 'iso-8859-15';

/** Turns blocks of one encoding into UTF-8; state is kept between blocks. */
export interface Decoder {
  decode(block: Buffer): Buffer;
  /** What is left over once the content has ended. */
  finish(): Buffer;
}

export const ENCODING_NAMES = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'latin1',
  'iso-8859-15',
];

const BY_NAME = new Map<string, Encoding>([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['iso-8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
  ['iso-8859-15', 'iso-8859-15'],
]);

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

// 0x80 to 0x9F; a space stands for the five bytes that windows-1252 leaves undefined.
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const ISO_8859_15 = new Map([
  [0xa4, '€'],
  [0xa6, 'Š'],
  [0xa8, 'š'],
  [0xb4, 'Ž'],
  [0xb8, 'ž'],
  [0xbc, 'Œ'],
  [0xbd, 'œ'],
  [0xbe, 'Ÿ'],
]);

/** By name, in any case; undefined where the name is unknown (contract 2). */
export function parseEncoding(name: string): Encoding | undefined {
  return BY_NAME.get(name.trim().toLowerCase());
}

/** The named encoding, else that of the byte order mark, else UTF-8; and how long the mark is. */
export function detectEncoding(
  head: Buffer,
  named: Encoding | null,
): { readonly encoding: Encoding; readonly markBytes: number } {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (named !== null && named !== encoding) continue;
    if (head.subarray(0, mark.length).equals(mark)) return { encoding, markBytes: mark.length };
  }
  return { encoding: named ?? 'utf-8', markBytes: 0 };
}

/**
 * A decoder that never repairs: what is not valid in the encoding comes out as bytes that are not
 * valid UTF-8, so that whoever checks rows refuses exactly those rows (contract 2.5). UTF-8 passes
 * through unchecked.
 */
export function decoderFor(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return { decode: (block) => block, finish: () => Buffer.alloc(0) };
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return new Utf16Decoder(encoding === 'utf-16le' ? 1 : 0);
  }
  const table = byteTable(encoding);
  return { decode: (block) => decodeBytes(block, table), finish: () => Buffer.alloc(0) };
}

/** The UTF-8 bytes of each byte value. */
export function byteTable(encoding: Encoding): readonly Buffer[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const special = encoding === 'windows-1252' ? WINDOWS_1252[byte - 0x80] : ISO_8859_15.get(byte);
    if (encoding === 'iso-8859-1' || special === undefined) {
      return Buffer.from(String.fromCharCode(byte));
    }
    // A continuation byte after a whole character: never valid UTF-8.
    return special === ' ' ? Buffer.from([byte]) : Buffer.from(special);
  });
}

function decodeBytes(block: Buffer, table: readonly Buffer[]): Buffer {
  const out = Buffer.allocUnsafe(block.length * 3);
  let at = 0;
  for (const byte of block) {
    if (byte < 0x80) {
      out[at++] = byte;
      continue;
    }
    for (const part of table[byte] ?? []) out[at++] = part;
  }
  return Buffer.from(out.subarray(0, at));
}

class Utf16Decoder implements Decoder {
  /** Where in a pair of bytes the high one stands. */
  private readonly highAt: 0 | 1;
  private oddByte: number | null = null;
  private highSurrogate: number | null = null;
  private out = Buffer.alloc(0);
  private at = 0;

  constructor(highAt: 0 | 1) {
    this.highAt = highAt;
  }

  decode(block: Buffer): Buffer {
    const bytes = this.oddByte === null ? block : Buffer.concat([Buffer.of(this.oddByte), block]);
    const even = bytes.length - (bytes.length % 2);
    this.oddByte = even < bytes.length ? (bytes[even] ?? null) : null;
    this.out = Buffer.allocUnsafe((even / 2) * 3 + 3);
    this.at = 0;
    for (let place = 0; place < even; place += 2) {
      const first = bytes[place] ?? 0;
      const second = bytes[place + 1] ?? 0;
      this.add(this.highAt === 0 ? (first << 8) | second : (second << 8) | first);
    }
    return Buffer.from(this.out.subarray(0, this.at));
  }

  finish(): Buffer {
    this.out = Buffer.allocUnsafe(4);
    this.at = 0;
    this.flushSurrogate();
    if (this.oddByte !== null) this.out[this.at++] = 0xff;
    return this.out.subarray(0, this.at);
  }

  private add(unit: number): void {
    if (unit >= 0xdc00 && unit <= 0xdfff && this.highSurrogate !== null) {
      this.put(0x10000 + ((this.highSurrogate - 0xd800) << 10) + (unit - 0xdc00));
      this.highSurrogate = null;
      return;
    }
    if (this.highSurrogate !== null) this.flushSurrogate();
    if (unit >= 0xd800 && unit <= 0xdbff) this.highSurrogate = unit;
    else this.put(unit);
  }

  /** A surrogate that stands alone keeps its three-byte form, which is not valid UTF-8. */
  private flushSurrogate(): void {
    if (this.highSurrogate !== null) this.put(this.highSurrogate);
    this.highSurrogate = null;
  }

  private put(code: number): void {
    const { out } = this;
    if (code < 0x80) {
      out[this.at++] = code;
      return;
    }
    if (code < 0x800) out[this.at++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) out[this.at++] = 0xe0 | (code >> 12);
      else {
        out[this.at++] = 0xf0 | (code >> 18);
        out[this.at++] = 0x80 | ((code >> 12) & 0x3f);
      }
      out[this.at++] = 0x80 | ((code >> 6) & 0x3f);
    }
    out[this.at++] = 0x80 | (code & 0x3f);
  }
}
