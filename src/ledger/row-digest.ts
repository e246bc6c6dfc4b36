import { hash, randomBytes } from 'node:crypto';
import type { SqlValue } from './database.ts';
import type { TableName } from './tables.ts';

export const SALT_BYTES = 16;
export const DIGEST_BYTES = 32;

/** What a row says: where it stands, the run that brought it, its columns in order and its content. */
export interface RowText {
  readonly table: TableName;
  readonly run: number;
  readonly columns: readonly SqlValue[];
  readonly content: string;
}

/**
 * SHA-256 over salt, table and row. The salt lies beside the row: once a purge has dropped row and
 * salt, the digest alone does not let a guess at the person be tested.
 */
export function digestRow(row: RowText, salt: Buffer): Buffer {
  const place = JSON.stringify([row.table, row.run, ...row.columns]);
  return hash('sha256', `${salt.toString('hex')}\n${place}\n${row.content}`, 'buffer');
}

/** The next link: over the link before it and what the run brought; 64 hexadecimal digits. */
export function chainRun(previousChain: string, runContent: string): string {
  return hash('sha256', `${previousChain}\n${runContent}`);
}

export const FIRST_CHAIN = '0'.repeat(64);

/** JSON with the keys of every object in order, so that equal values are equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const unsorted = value as Readonly<Record<string, unknown>>;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(unsorted).sort()) sorted[key] = sortKeys(unsorted[key]);
  return sorted;
}

/** Gives a fresh salt at each call; asks for randomness in blocks, one call a row costs more than its digest. */
export function makeSaltSource(): () => Buffer {
  let block = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === block.length) {
      block = randomBytes(SALT_BYTES * SALTS_PER_BLOCK);
      used = 0;
    }
    used += SALT_BYTES;
    return block.subarray(used - SALT_BYTES, used);
  };
}

const SALTS_PER_BLOCK = 1024;
