import fc from 'fast-check';

/** One or more bytes of every class that a check may tell apart. */
const CLASSES = Buffer.concat([
  Buffer.from('\0\u0001\t\n\v\f\r\u001b "\',;|019aLlzAZT:.-/+_=~@`'),
  Buffer.from([0x7f, 0x80, 0x85, 0xa0, 0xc2, 0xc3, 0xe2, 0xef, 0xff]),
]);

/** Every single byte changed to each class, dropped, doubled, and swapped with the next. */
export function* mutationsOf(row: Buffer): Generator<Buffer> {
  for (let at = 0; at < row.length; at += 1) {
    const before = row.subarray(0, at);
    const after = row.subarray(at + 1);
    const byte = row.subarray(at, at + 1);
    for (const other of CLASSES) yield Buffer.concat([before, Buffer.of(other), after]);
    yield Buffer.concat([before, after]);
    yield Buffer.concat([before, byte, byte, after]);
    yield Buffer.concat([before, after.subarray(0, 1), byte, after.subarray(1)]);
  }
}

/** One to four of the same changes at random places. */
export function mutatedBytes(bytes: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.record({
    place: fc.nat(),
    by: fc.constantFrom('SET', 'SET', 'INSERT', 'DROP', 'DOUBLE', 'SWAP'),
    byte: fc.oneof(fc.constantFrom(...CLASSES), fc.nat(255)),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let changed = bytes;
    for (const { place, by, byte } of changes) {
      const at = place % Math.max(1, changed.length);
      const before = changed.subarray(0, at);
      const old = changed.subarray(at, at + 1);
      const after = changed.subarray(at + 1);
      if (by === 'SET') changed = Buffer.concat([before, Buffer.of(byte), after]);
      else if (by === 'INSERT') changed = Buffer.concat([before, Buffer.of(byte), old, after]);
      else if (by === 'DROP') changed = Buffer.concat([before, after]);
      else if (by === 'DOUBLE') changed = Buffer.concat([before, old, old, after]);
      else changed = Buffer.concat([before, after.subarray(0, 1), old, after.subarray(1)]);
    }
    return changed;
  });
}
