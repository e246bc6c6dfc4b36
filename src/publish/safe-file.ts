import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CatchUpError } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EIO: 'the disk reports an error',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'something of that name is in the way',
};

/**
 * Runs a step that writes. A failure of the system is final and becomes `NOT_WRITABLE`, which names
 * what could not be written: file and folder, without the way to them (contract 7).
 */
export async function writing<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause: unknown) {
    if (!isSystemError(cause)) throw cause;
    const what = `${basename(dirname(path))}/${basename(path)}`;
    const why = REASONS[cause.code] ?? 'the system refuses it';
    throw new CatchUpError(
      'NOT_WRITABLE',
      `cannot write ${what}: ${why} (${cause.code}). Make room or give access there, then give the same command again`,
      { cause },
    );
  }
}

/** An error that the operating system gave, with its code. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** A new file, 0600 whatever the umask is; neither a file nor a link of that name may be there. */
export function createFile(path: string): Promise<FileHandle> {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  return writing(path, async () => {
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
  await writing(path, async () => {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700);
  });
}

/** Writes all of a buffer: one call may take less than it was given. */
export async function writeAll(handle: FileHandle, bytes: Buffer, path: string): Promise<void> {
  await writing(path, async () => {
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  });
}

/** Makes what stands in a folder last: new names and renames are on the disk only after this. */
export async function syncFolder(path: string): Promise<void> {
  await writing(path, async () => {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}
