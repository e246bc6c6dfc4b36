import { type Connection, damaged } from './database.ts';

const KEY_BYTES = 16;

/** Made with the ledger; nothing but fingerprints depends on it. */
export function readCountingKey(database: Connection): Buffer {
  const rows = database.all('select key, again from counting_key');
  const [key, again] = rows[0] ?? [];
  const isSound = Buffer.isBuffer(key) && Buffer.isBuffer(again) && key.equals(again);
  if (rows.length !== 1 || !isSound || key.length !== KEY_BYTES)
    throw damaged(database.file, 'its counting key is not as it was made');
  return key;
}
