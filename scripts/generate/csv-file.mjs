import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFERED_CHARACTERS = 256 * 1024;
const NEEDS_QUOTES = /[",\r\n]/;

/** A CSV file that is written as it grows: memory stays flat. */
export class CsvFile {
  #fd;
  #text = '';
  #columns;
  rows = 0;

  /** @param {string} path @param {readonly string[]} columns */
  constructor(path, columns) {
    this.#fd = openSync(path, 'w');
    this.#columns = columns;
    this.#text = `${columns.join(',')}\n`;
  }

  /**
   * @param {Readonly<Record<string, string>>} row by column; a missing one is empty
   * @param {string} [quotedColumn] is put in quotes also where it need not be
   */
  write(row, quotedColumn) {
    this.#add(`${rowText(this.#columns, row, quotedColumn)}\n`);
  }

  /** A line as it stands, to be wrong on purpose. @param {string | Buffer} line without its end */
  writeRaw(line) {
    if (typeof line === 'string') return this.#add(`${line}\n`);
    this.#flush();
    writeAll(this.#fd, Buffer.concat([line, Buffer.from('\n')]));
    this.rows += 1;
  }

  close() {
    this.#flush();
    closeSync(this.#fd);
  }

  /** @param {string} text */
  #add(text) {
    this.#text += text;
    this.rows += 1;
    if (this.#text.length > BUFFERED_CHARACTERS) this.#flush();
  }

  #flush() {
    writeAll(this.#fd, Buffer.from(this.#text));
    this.#text = '';
  }
}

/**
 * @param {readonly string[]} columns
 * @param {Readonly<Record<string, string>>} row
 * @param {string} [quotedColumn]
 */
export function rowText(columns, row, quotedColumn) {
  let text = '';
  let separator = '';
  for (const column of columns) {
    const value = row[column] ?? '';
    text += separator;
    separator = ',';
    if (value === '') continue;
    text += column === quotedColumn || NEEDS_QUOTES.test(value) ? quoted(value) : value;
  }
  return text;
}

/** @param {string} value */
function quoted(value) {
  return `"${value.replaceAll('"', '""')}"`;
}

/** @param {number} fd @param {Buffer} bytes */
function writeAll(fd, bytes) {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}
