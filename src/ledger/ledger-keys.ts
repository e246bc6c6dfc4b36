import { type Connection, damaged } from './database.ts';

/** Secrets that are made with the ledger, and the bytes of each. */
const KEY_BYTES = {
  /** Nothing but fingerprints depends on it. */
  counting_key: 16,
  /** Nothing but the pseudonyms of the processing log depends on it. */
  processing_key: 32,
} as const;

export function readKey(database: Connection, name: keyof typeof KEY_BYTES): Buffer {
  const rows = database.all(`select key, again from ${name}`);
  const [key, again] = rows[0] ?? [];
  const isSound = Buffer.isBuffer(key) && Buffer.isBuffer(again) && key.equals(again);
  if (rows.length !== 1 || !isSound || key.length !== KEY_BYTES[name])
    throw damaged(database.file, `its ${name.replace('_', ' ')} is not as it was made`);
  return key;
}
