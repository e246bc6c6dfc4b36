import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatchUpError, InternalError } from '../errors.ts';

/**
 * What does not fit into memory, in a temporary file that has no name and so ends with the process.
 * Mode 0600; written at the end, read anywhere. Throws `NOT_WRITABLE`.
 */
export class SpoolFile {
  private readonly fd: number;
  private size = 0;
  private isOpen = true;

  constructor() {
    const path = join(tmpdir(), `screening-catchup-${randomBytes(12).toString('hex')}`);
    this.fd = writing(() => openSync(path, 'wx+', 0o600));
    unlinkSync(path);
  }

  /** Gives the offset at which the bytes lie. */
  append(bytes: Buffer): number {
    const offset = this.size;
    for (let at = 0; at < bytes.length; ) {
      const from = at;
      at += writing(() => writeSync(this.fd, bytes, from, bytes.length - from, offset + from));
    }
    this.size += bytes.length;
    return offset;
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      const got = readSync(this.fd, bytes, at, length - at, offset + at);
      if (got === 0) throw new InternalError('a temporary file is shorter than what was written');
      at += got;
    }
    return bytes;
  }

  close(): void {
    if (this.isOpen) closeSync(this.fd);
    this.isOpen = false;
  }
}

function writing<T>(step: () => T): T {
  try {
    return step();
  } catch (cause: unknown) {
    throw new CatchUpError(
      'NOT_WRITABLE',
      `cannot write a temporary file in ${tmpdir()}: make room there, or point TMPDIR at a folder that has it`,
      { cause },
    );
  }
}
