/** What a reader must find in a file, said as plainly as the contract says it (contract 2.5). */
export interface ReferenceReading {
  readonly rows: readonly ReferenceRow[];
  readonly broken: readonly ReferenceBreak[];
  /** Physical lines. */
  readonly lines: number;
}

export interface ReferenceRow {
  readonly fields: readonly string[];
  /** From 0. */
  readonly line: number;
  /** The record without its line end, one character a byte. */
  readonly raw: string;
}

export interface ReferenceBreak {
  readonly code: string;
  readonly line: number;
  readonly raw: string;
}

export interface ReferenceShape {
  readonly delimiter: number;
  readonly fields: number;
}

interface PhysicalLine {
  readonly text: string;
  /** LF, CRLF, or nothing at the end of the file. */
  readonly ending: string;
}

interface WholeRecord {
  readonly fields: readonly string[];
  readonly lines: number;
  readonly raw: string;
}

const MIB = 1024 * 1024;
const MOST_LINES = 1000;

/** Slow, with the whole file in memory and no thought of blocks: only to be obviously right. */
export function readReference(bytes: Buffer, shape: ReferenceShape): ReferenceReading {
  const lines = splitLines(bytes.toString('latin1'));
  const rows: ReferenceRow[] = [];
  const broken: ReferenceBreak[] = [];
  for (let line = 0; line < lines.length; ) {
    const first = lines[line]?.text ?? '';
    const record = readRecord(lines, line, String.fromCharCode(shape.delimiter));
    if (record === null) {
      broken.push({ code: 'MALFORMED_CSV', line, raw: first.slice(0, MIB) });
      line += 1;
    } else if (record.fields.length !== shape.fields && record.lines > 1) {
      broken.push({ code: 'COLUMN_COUNT', line, raw: first });
      line += 1;
    } else {
      const { raw } = record;
      if (raw === '') {
        // An empty line is no row.
      } else if (record.fields.length !== shape.fields)
        broken.push({ code: 'COLUMN_COUNT', line, raw });
      else if (!isText(raw)) broken.push({ code: 'INVALID_ENCODING', line, raw });
      else rows.push({ fields: record.fields.map(decode), line, raw });
      line += record.lines;
    }
  }
  return { rows, broken, lines: lines.length };
}

/** LF or CRLF ends a line; a lone CR does not. */
function splitLines(text: string): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = end < 0 ? text.slice(at) : text.slice(at, end + 1);
    const ending = line.endsWith('\r\n') ? '\r\n' : line.endsWith('\n') ? '\n' : '';
    lines.push({ text: line.slice(0, line.length - ending.length), ending });
    at += line.length;
  }
  return lines;
}

/** Takes lines together until no quote is open; null where the record is structurally broken. */
function readRecord(
  lines: readonly PhysicalLine[],
  first: number,
  delimiter: string,
): WholeRecord | null {
  let raw = '';
  for (let count = 1; count <= MOST_LINES; count += 1) {
    const line = lines[first + count - 1];
    if (line === undefined) return null;
    raw += line.text;
    if (raw.length > MIB) return null;
    const fields = splitFields(raw, delimiter);
    if (fields === 'BROKEN') return null;
    if (fields !== 'OPEN') return { fields, lines: count, raw };
    raw += line.ending;
  }
  return null;
}

function splitFields(text: string, delimiter: string): string[] | 'OPEN' | 'BROKEN' {
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close < 0) return 'OPEN';
      fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    } else {
      const next = text.indexOf(delimiter, at);
      const end = next < 0 ? text.length : next;
      const field = text.slice(at, end);
      if (field.includes('"')) return 'BROKEN';
      fields.push(field);
      at = end;
    }
    if (at >= text.length) return fields;
    if (text[at] !== delimiter) return 'BROKEN';
  }
}

function isText(raw: string): boolean {
  const bytes = Buffer.from(raw, 'latin1');
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return false;
  }
  return !raw.includes('\0');
}

function decode(field: string): string {
  return Buffer.from(field, 'latin1').toString('utf8');
}
