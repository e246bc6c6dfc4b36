import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { CatchUpError, InternalError } from '../errors.ts';
import { checkDigest, readPromisedDigest } from './checksum-file.ts';
import { decodeBlocks } from './decoded-blocks.ts';
import { detectEncoding } from './decoding.ts';
import { checkEncoding } from './encoding-name.ts';
import { digestSource, openSource, readBlocks, type SourceFile } from './source-file.ts';
import { openTemporaryFile, type TemporaryFile } from './temporary-file.ts';
import { packingOf, unpackBlocks } from './unpacking.ts';

/** What is known of an input once all of it was read. */
export interface InputFacts {
  /** Bytes on disk. */
  readonly size: number;
  /** SHA-256 of the bytes on disk, in lower case (contract 1). */
  readonly sha256: string;
  /** Whether the decoded content ends with LF; true where there is none. */
  readonly hasFinalLineEnd: boolean;
}

/** An input file that is open: its content as UTF-8 without byte order mark (contract 2). */
export interface OpenInput {
  /**
   * The content, once and in order, in blocks of about 256 KiB, each of which stays as it is until the
   * next one is asked for. What is not valid in the file's encoding comes as bytes that are
   * not valid UTF-8. At the end the file is compared with itself at opening and with its checksum
   * file: `INPUT_CHANGED`, `INPUT_CHECKSUM`, and on the way `INPUT_DAMAGED`, `INPUT_UNREADABLE`,
   * `NOT_WRITABLE`.
   */
  chunks(): AsyncGenerator<Buffer>;
  /** Null until `chunks` came to its end. */
  readonly found: InputFacts | null;
  /** The same, only after that. */
  facts(): InputFacts;
  /** Up to `length` bytes of the content that `chunks` has given; offset 0 is its first byte. */
  readAt(offset: number, length: number): Buffer;
  /** SHA-256 of the bytes on disk, read apart: where it must be known before the content. */
  digest(): Promise<string>;
  /** Throws `INPUT_CHANGED` where the file is no longer what was opened. */
  checkUnchanged(): Promise<void>;
  close(): Promise<void>;
}

export interface InputRequest {
  /** `-` is standard input. */
  readonly path: string;
  /** By name, as in an input profile; otherwise by byte order mark, else UTF-8. */
  readonly encoding?: string | null | undefined;
  /** What messages call the file, where that is not its path. */
  readonly label?: string | undefined;
  /** Ends the wait for standard input: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens an input. Throws `INPUT_UNREADABLE`, `INPUT_CHECKSUM` (a checksum file that cannot be
 * understood), or `CONFIGURATION` (an encoding of unknown name).
 */
export async function openInput(request: InputRequest): Promise<OpenInput> {
  const { path } = request;
  const label = request.label ?? (path === '-' ? 'standard input' : path);
  const encoding = checkEncoding(request.encoding, label);
  const source = await openSource(path, label, request.signal);
  try {
    const promised = path === '-' ? null : await readPromisedDigest(path, label);
    const packing = packingOf(path, source.head);
    const found = detectEncoding(source.head, encoding);
    if (packing === null && found.encoding === 'utf-8') {
      return new InputFile({ label, source, promised, markBytes: found.markBytes });
    }
    const spool = await openTemporaryFile();
    return new InputFile({
      label,
      source,
      promised,
      markBytes: 0,
      spool,
      convert: (blocks) =>
        decodeBlocks(packing === null ? blocks : unpackBlocks(blocks, packing, label), encoding),
    });
  } catch (error: unknown) {
    await source.handle.close();
    throw error;
  }
}

interface InputParts {
  readonly label: string;
  readonly source: SourceFile;
  readonly promised: string | null;
  /** Of the byte order mark, where the content lies in the source as it is. */
  readonly markBytes: number;
  /** Keeps the converted content for `readAt`. */
  readonly spool?: TemporaryFile;
  readonly convert?: (blocks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;
}

class InputFile implements OpenInput {
  private readonly parts: InputParts;
  private readonly hash = createHash('sha256');
  private size = 0;
  private lastByte: number | undefined;
  private isBegun = false;
  found: InputFacts | null = null;

  constructor(parts: InputParts) {
    this.parts = parts;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    if (this.isBegun) throw new InternalError('An input is read from beginning to end only once.');
    this.isBegun = true;
    const { label, promised, markBytes, convert } = this.parts;
    const raw = this.hashedBlocks();
    try {
      yield* convert === undefined ? this.passed(raw, markBytes) : this.kept(convert(raw));
    } catch (error: unknown) {
      // A file that changed under the reader looks damaged too; the change is the better reason.
      if (error instanceof CatchUpError && error.code === 'INPUT_DAMAGED') {
        await this.checkUnchanged();
      }
      throw error;
    }
    await this.checkUnchanged();
    const sha256 = this.hash.digest('hex');
    checkDigest(label, promised, sha256);
    const hasFinalLineEnd = this.lastByte === undefined || this.lastByte === 0x0a;
    this.found = { size: this.size, sha256, hasFinalLineEnd };
  }

  facts(): InputFacts {
    if (this.found !== null) return this.found;
    throw new InternalError('An input has facts once it was read whole.');
  }

  readAt(offset: number, length: number): Buffer {
    const { source, spool, markBytes, label } = this.parts;
    const { fd } = (spool ?? source).handle;
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    try {
      while (done < length) {
        const count = readSync(fd, bytes, done, length - done, markBytes + offset + done);
        if (count === 0) break;
        done += count;
      }
    } catch (cause: unknown) {
      throw new CatchUpError(
        'INPUT_UNREADABLE',
        `Cannot read ${label} again: check the disk on which it lies.`,
        { cause },
      );
    }
    return bytes.subarray(0, done);
  }

  digest(): Promise<string> {
    return digestSource(this.parts.source, this.parts.label);
  }

  checkUnchanged(): Promise<void> {
    return this.parts.source.checkUnchanged();
  }

  async close(): Promise<void> {
    await this.parts.spool?.handle.close();
    await this.parts.source.handle.close();
  }

  private async *hashedBlocks(): AsyncGenerator<Buffer> {
    const { source, label } = this.parts;
    for await (const block of readBlocks(source.handle, label)) {
      this.hash.update(block);
      this.size += block.length;
      yield block;
    }
  }

  private async *passed(blocks: AsyncGenerator<Buffer>, skip: number): AsyncGenerator<Buffer> {
    let left = skip;
    for await (const block of blocks) {
      const content = left === 0 ? block : block.subarray(left);
      left -= block.length - content.length;
      if (content.length > 0) yield this.noted(content);
    }
  }

  private async *kept(blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    for await (const block of blocks) {
      await this.parts.spool?.append(block);
      yield this.noted(block);
    }
  }

  private noted(block: Buffer): Buffer {
    this.lastByte = block.at(-1);
    return block;
  }
}
