import { createHmac, randomBytes } from 'node:crypto';
import { type Connection, damaged } from './database.ts';

const KEY_BYTES = 32;

/** Null before the first purge, and once it was destroyed. */
export function readPurgeKey(database: Connection): Buffer | null {
  const rows = database.all('select key, again from purge_key');
  const [key, again] = rows[0] ?? [];
  if (rows.length === 0) return null;
  const isSound = Buffer.isBuffer(key) && Buffer.isBuffer(again) && key.equals(again);
  if (rows.length !== 1 || !isSound || key.length !== KEY_BYTES)
    throw damaged(database.file, 'its purge key is not as it was made');
  return key;
}

/** By what a sealed memory is found: a subscription and its case, or a decision. */
export type MemoryKind = 'case' | 'touched';

/** The digest of a number under the key: who has both can find it again. */
export function purgeMark(
  key: Buffer,
  kind: 'decision' | 'notice' | MemoryKind,
  name: string,
): string {
  return createHmac('sha256', key).update(`${kind}\n${name}`).digest('hex');
}

/** The key, made where there is none. Runs inside a transaction. */
export function needPurgeKey(database: Connection): Buffer {
  const known = readPurgeKey(database);
  if (known !== null) return known;
  const key = randomBytes(KEY_BYTES);
  database.change('insert into purge_key (key, again) values (?, ?)', [key, key]);
  return key;
}
