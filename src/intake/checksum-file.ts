import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { CatchUpError } from '../errors.ts';

// The longest form: a digest, two characters and a path.
const LENGTH_LIMIT = 8 * 1024;
const FORM = /^([0-9a-fA-F]{64})(?: [ *][^\r\n]+)?\s*$/;

/**
 * The SHA-256 that `<path>.sha256` promises, in lower case; null where there is no such file
 * (contract 2.5). Throws `INPUT_CHECKSUM` where it is there and cannot be understood.
 */
export async function readPromisedDigest(path: string, label: string): Promise<string | null> {
  const text = await readShortText(`${path}.sha256`, label);
  if (text === null) return null;
  const digest = FORM.exec(text)?.[1];
  if (digest !== undefined) return digest.toLowerCase();
  throw new CatchUpError(
    'INPUT_CHECKSUM',
    `${label}.sha256 is not a checksum file: expected one line with 64 hexadecimal digits, alone or before the file's name.`,
  );
}

/** Throws `INPUT_CHECKSUM` where the digest that was read is not the promised one. */
export function checkDigest(label: string, promised: string | null, found: string): void {
  if (promised === null || promised === found) return;
  throw new CatchUpError(
    'INPUT_CHECKSUM',
    `${label} does not match ${label}.sha256 (expected ${promised.slice(0, 12)}…, found ${found.slice(0, 12)}…): have the file sent again.`,
  );
}

async function readShortText(path: string, label: string): Promise<string | null> {
  try {
    // Without waiting for a writer, should it be a named pipe.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LENGTH_LIMIT),
        0,
        LENGTH_LIMIT,
        0,
      );
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause: unknown) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new CatchUpError(
      'INPUT_CHECKSUM',
      `Cannot read ${label}.sha256: give read access to it, or remove it if it does not belong to ${label}.`,
      { cause },
    );
  }
}
