import { SpoolFile } from '../intake/spool-file.ts';
import type { Log } from '../log.ts';
import { type KeptPage, keepInMemory } from '../person/key-column.ts';

/** Room for some four million subscriptions. */
const BYTES_IN_MEMORY = 64 * 1024 * 1024;

/** Keeps full pages in memory, and those that find no room there in a temporary file. */
export class PageStore {
  private readonly stack: { defer(free: () => void): void };
  private readonly log: Log;
  private room: number;
  private file: SpoolFile | null = null;

  constructor(stack: PageStore['stack'], log: Log, bytesInMemory = BYTES_IN_MEMORY) {
    this.stack = stack;
    this.log = log;
    this.room = bytesInMemory;
  }

  keep(page: Int32Array): KeptPage {
    this.room -= page.byteLength;
    if (this.room >= 0) return keepInMemory(page);
    this.file ??= this.openFile();
    const { file } = this;
    const offset = file.append(Buffer.from(page.buffer, page.byteOffset, page.byteLength));
    const { length, BYTES_PER_ELEMENT } = page;
    return {
      all: () => numbersOf(file.read(offset, length * BYTES_PER_ELEMENT)),
      at: (index) =>
        numbersOf(file.read(offset + index * BYTES_PER_ELEMENT, BYTES_PER_ELEMENT))[0] ?? 0,
    };
  }

  private openFile(): SpoolFile {
    const file = new SpoolFile();
    this.stack.defer(() => file.close());
    this.log.info(
      { stage: 'subscriptions' },
      'more subscriptions than are kept in memory: the keys of the others go to a temporary file',
    );
    return file;
  }
}

function numbersOf(bytes: Buffer): Int32Array {
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
