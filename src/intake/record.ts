/** A record may hold this many bytes and physical lines; beyond either it is broken (contract 2.5). */
export const RECORD_LIMIT_BYTES = 1024 * 1024;
export const RECORD_LIMIT_LINES = 1000;

export const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Where a record ends and whether it keeps to RFC 4180. Filled in place: one is used for all records. */
export interface RecordScan {
  status: 'WHOLE' | 'BROKEN' | 'NEEDS_MORE';
  /** Offset after the line end of a whole record; of a broken one, how far the scan had to look. */
  end: number;
  /** Physical lines and fields of a whole record. */
  lines: number;
  fields: number;
}

export function newRecordScan(): RecordScan {
  return { status: 'WHOLE', end: 0, lines: 0, fields: 0 };
}

/**
 * Scans one record from `start` (contract 2.5): broken are a quote inside a bare field, text after a
 * closing quote, a quote that never closes, and a record beyond the limits. `isLast` says that the
 * input ends where `bytes` ends; otherwise a record that reaches the end needs more bytes.
 */
export function scanRecord(
  bytes: Buffer,
  start: number,
  delimiter: number,
  isLast: boolean,
  scan: RecordScan,
): RecordScan {
  const limit = Math.min(bytes.length, start + RECORD_LIMIT_BYTES + 2);
  scan.lines = 1;
  scan.fields = 1;
  let at = start;
  while (at < limit) {
    at =
      bytes[at] === QUOTE
        ? skipQuoted(bytes, at, limit, scan)
        : skipBare(bytes, at, limit, delimiter);
    if (at < 0 || at >= limit) break;
    const byte = bytes[at];
    if (byte === delimiter) {
      scan.fields += 1;
      at += 1;
      if (at === bytes.length && isLast) return finish(scan, start, at, at);
    } else if (byte === LF) return finish(scan, start, at, at + 1);
    else if (byte === CR && bytes[at + 1] === LF) return finish(scan, start, at, at + 2);
    else if (byte === CR && at + 1 === bytes.length && !isLast) break;
    else {
      scan.status = 'BROKEN';
      scan.end = at + 1;
      return scan;
    }
  }
  scan.end = limit;
  return endOfBytes(bytes, start, at, isLast, scan);
}

/** Offset of the first byte after the physical line that holds `start`; -1 where it does not end here. */
export function lineEnd(bytes: Buffer, start: number, isLast: boolean): number {
  const end = bytes.indexOf(LF, start);
  if (end >= 0) return end + 1;
  return isLast ? bytes.length : -1;
}

/** The scan ran out of bytes, or out of what a record may hold. */
function endOfBytes(
  bytes: Buffer,
  start: number,
  at: number,
  isLast: boolean,
  scan: RecordScan,
): RecordScan {
  if (at >= 0 && at === bytes.length && isLast && at - start <= RECORD_LIMIT_BYTES)
    return finish(scan, start, at, at);
  // One byte more may be the CR of a line end.
  const isTooLong =
    bytes.length - start > RECORD_LIMIT_BYTES + 1 || scan.lines > RECORD_LIMIT_LINES;
  scan.status = isLast || isTooLong ? 'BROKEN' : 'NEEDS_MORE';
  return scan;
}

function finish(scan: RecordScan, start: number, textEnd: number, end: number): RecordScan {
  scan.end = end;
  scan.status = textEnd - start > RECORD_LIMIT_BYTES ? 'BROKEN' : 'WHOLE';
  return scan;
}

/** From an opening quote to the byte after its closing quote; -1 where it does not close within bounds. */
function skipQuoted(bytes: Buffer, open: number, limit: number, scan: RecordScan): number {
  let at = open + 1;
  for (; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      if (bytes[at + 1] !== QUOTE) return at + 1;
      at += 1;
    } else if (byte === LF) {
      scan.lines += 1;
      if (scan.lines > RECORD_LIMIT_LINES) return -1;
    }
  }
  return -1;
}

/** To the delimiter, line end or stray quote that ends a bare field. */
function skipBare(bytes: Buffer, start: number, limit: number, delimiter: number): number {
  let at = start;
  for (; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === delimiter || byte === LF || byte === QUOTE) return at;
    if (byte === CR && bytes[at + 1] === LF) return at;
  }
  return at;
}
