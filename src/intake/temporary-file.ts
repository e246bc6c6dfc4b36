import { randomBytes } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatchUpError } from '../errors.ts';

/** Holds content that cannot be read twice; it has no name, so nothing is left when the process ends. */
export interface TemporaryFile {
  readonly handle: FileHandle;
  append(block: Buffer): Promise<void>;
}

/** A new file in the folder for temporary files, mode 0600, unlinked as soon as it is open. */
export async function openTemporaryFile(): Promise<TemporaryFile> {
  const path = join(tmpdir(), `screening-catchup-${randomBytes(12).toString('hex')}`);
  const handle = await open(path, 'wx+', 0o600).catch(refuseWrite);
  await unlink(path);
  let size = 0;
  return {
    handle,
    append: async (block) => {
      for (let done = 0; done < block.length; ) {
        const part = await handle.write(block, done, block.length - done, size).catch(refuseWrite);
        done += part.bytesWritten;
        size += part.bytesWritten;
      }
    },
  };
}

function refuseWrite(cause: unknown): never {
  throw new CatchUpError(
    'NOT_WRITABLE',
    `Cannot write a temporary file in ${tmpdir()}: make room there, or point TMPDIR at a folder that has it.`,
    { cause },
  );
}
