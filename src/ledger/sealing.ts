import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { type Connection, damaged } from './database.ts';
import { type MemoryKind, purgeMark } from './purge-key.ts';
import { canonicalJson } from './row-digest.ts';
import { readRows } from './row-reader.ts';
import { LOOKUPS } from './tables.ts';

export interface SealedMemory {
  /** Finds it again, for who has the key and the name. */
  readonly mark: string;
  /** Opens to who has the key and the name, and to nobody once the key is destroyed. */
  readonly content: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals what is remembered under a name that is not. */
export function sealMemory(
  key: Buffer,
  { kind, name }: { readonly kind: MemoryKind; readonly name: string },
  memory: unknown,
): SealedMemory {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, lockOf(key, kind, name), nonce);
  const sealed = [cipher.update(canonicalJson(memory), 'utf8'), cipher.final()];
  const content = Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64');
  return { mark: purgeMark(key, kind, name), content };
}

/** What was sealed under each of some names, as runs before the given one brought it. */
export function* openMemories<T>(
  database: Connection,
  key: Buffer,
  asked: {
    readonly kind: MemoryKind;
    readonly names: Iterable<string>;
    readonly runNumber: number;
  },
): Generator<{ readonly name: string; readonly memory: T }> {
  const { kind, runNumber } = asked;
  const byMark = new Map([...asked.names].map((name) => [purgeMark(key, kind, name), name]));
  const marks = [...byMark.keys()].map((mark) => [mark]);
  for (const row of readRows(database, LOOKUPS.sealedMemory, marks)) {
    const name = byMark.get(String(row.columns[0]));
    if (name === undefined || row.run >= runNumber) continue;
    try {
      yield { name, memory: open<T>(row.content, lockOf(key, kind, name)) };
    } catch (cause: unknown) {
      throw damaged(database.file, `sealed memory ${row.id} cannot be opened`, cause);
    }
  }
}

function open<T>(content: string, lock: Buffer): T {
  const bytes = Buffer.from(content, 'base64');
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, lock, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
  const text = Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
  // The tag was right, so this is what `sealMemory` was given.
  return JSON.parse(text.toString()) as T;
}

function lockOf(key: Buffer, kind: MemoryKind, name: string): Buffer {
  return createHmac('sha256', key).update(`content of ${kind}\n${name}`).digest();
}
