import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CatchUpError } from '../errors.ts';

/** Runs a step that writes; a failure names what could not be written, and is final. */
export async function writing<T>(what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause: unknown) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause;
    throw new CatchUpError(
      'NOT_WRITABLE',
      `cannot write ${what} (${String(cause.code)}): make room or give access there, then give the same command again`,
      { cause },
    );
  }
}

/** A new file, 0600 whatever the umask is; neither a file nor a link of that name may be there. */
export function createFile(path: string): Promise<FileHandle> {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  return writing(nameOf(path), async () => {
    const handle = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
      await handle.chmod(0o600);
      return handle;
    } catch (error: unknown) {
      await handle.close();
      throw error;
    }
  });
}

/** A new folder, 0700 whatever the umask is. */
export async function createFolder(path: string): Promise<void> {
  await writing(nameOf(path), async () => {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700);
  });
}

/** Writes all of a buffer: one call may take less than it was given. */
export async function writeAll(handle: FileHandle, bytes: Buffer, path: string): Promise<void> {
  await writing(nameOf(path), async () => {
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  });
}

export async function syncFolder(path: string): Promise<void> {
  await writing(nameOf(path), async () => {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** File and folder, without the way to them. */
function nameOf(path: string): string {
  return `${basename(dirname(path))}/${basename(path)}`;
}
