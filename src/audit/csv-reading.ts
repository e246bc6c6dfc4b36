import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

/** A record of an artefact as it lies in the file. */
export interface CsvRecord {
  /** Physical line on which it begins, the header being 1. */
  readonly line: number;
  /** Without its line end. */
  readonly text: string;
  /** Null where the record does not keep to RFC 4180. */
  readonly fields: readonly string[] | null;
}

/** Text that is no UTF-8, or does not end with a line end; `line` is the line it was seen on. */
export class UnreadableCsv extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const CHUNK_BYTES = 256 * 1024;
/** The longest field is the raw text of a rejected row: 1 MiB, of which every byte may be escaped. */
const RECORD_LIMIT_CHARACTERS = 16 * 1024 * 1024;
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads the records of a published file in batches: UTF-8, comma, LF. Nothing is repaired. Throws
 * `UnreadableCsv`.
 */
export async function* readCsv(path: string): AsyncGenerator<readonly CsvRecord[]> {
  const handle = await open(path, READ_PLAIN);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const reader = new RecordReader();
    const block = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(block, 0, CHUNK_BYTES, null);
      const isLast = bytesRead === 0;
      const text = decode(decoder, block.subarray(0, bytesRead), isLast, reader.line);
      yield reader.take(text);
      if (reader.openCharacters > RECORD_LIMIT_CHARACTERS)
        throw new UnreadableCsv('has a record that is longer than any', reader.line);
      if (!isLast) continue;
      if (reader.isOpen) throw new UnreadableCsv('does not end with a whole record', reader.line);
      return;
    }
  } finally {
    await handle.close();
  }
}

/** As `readCsv`, of whole text that is not in a file yet. */
export function* splitRecords(pieces: Iterable<string>): Generator<readonly CsvRecord[]> {
  const reader = new RecordReader();
  for (const piece of pieces) yield reader.take(piece);
}

function decode(decoder: TextDecoder, bytes: Buffer, isLast: boolean, line: number): string {
  try {
    return decoder.decode(bytes, { stream: !isLast });
  } catch {
    throw new UnreadableCsv('is no UTF-8 here or below', line);
  }
}

/** Puts lines together until no quote is open. */
class RecordReader {
  line = 1;
  #rest = '';
  #record = '';
  #linesInRecord = 0;
  #isQuoteOpen = false;

  get isOpen(): boolean {
    return this.#rest !== '' || this.#linesInRecord > 0;
  }

  get openCharacters(): number {
    return this.#rest.length + (this.#linesInRecord > 0 ? this.#record.length : 0);
  }

  take(text: string): CsvRecord[] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    const records: CsvRecord[] = [];
    for (const line of lines) {
      this.#record = this.#linesInRecord === 0 ? line : `${this.#record}\n${line}`;
      this.#linesInRecord += 1;
      if (hasOddQuotes(line)) this.#isQuoteOpen = !this.#isQuoteOpen;
      if (this.#isQuoteOpen) continue;
      records.push({ line: this.line, text: this.#record, fields: splitFields(this.#record) });
      this.line += this.#linesInRecord;
      this.#linesInRecord = 0;
    }
    return records;
  }
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}

/** Null where a quote stands where none may. */
function splitFields(text: string): string[] | null {
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close < 0) return null;
      fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    } else {
      const next = text.indexOf(',', at);
      const end = next < 0 ? text.length : next;
      const field = text.slice(at, end);
      if (field.includes('"')) return null;
      fields.push(field);
      at = end;
    }
    if (at >= text.length) return fields;
    if (text[at] !== ',') return null;
  }
}
