import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { makeKeys, parsePrivateKey, parsePublicKey } from '../audit/signature.ts';
import { CatchUpError } from '../errors.ts';
import { writeText } from '../publish/csv-file.ts';
import { checkNewPlace } from './new-place.ts';
import { readSecret, readText } from './secrets.ts';
import { tell } from './tell.ts';
import { wordsOf } from './words-of.ts';

/** The options of `keygen` as commander gives them. */
export interface KeygenOptions {
  readonly signKey: string;
  readonly publicKey: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** `keygen`: a pair of keys in two new files; gives the exit code (contract 7). */
export async function keygenCommand(options: KeygenOptions): Promise<number> {
  const { signKey, publicKey } = options;
  const words = wordsOf(options).files;
  if (resolve(signKey) === resolve(publicKey))
    throw new CatchUpError('USAGE', '--sign-key and --public-key are two files');
  const places = { signKey: checkNewPlace(signKey), publicKey: checkNewPlace(publicKey) };
  const keys = makeKeys();
  await writeText(places.signKey, [keys.privateKey]);
  await writeText(places.publicKey, [keys.publicKey]);
  const text = `${words.privateKey(signKey)}\n${words.publicKey(publicKey)}\n`;
  tell(options, ['keygen', { signKey, publicKey }], text);
  return 0;
}

/** The key that signs runs; a file that others can read is refused: `CONFIGURATION`. */
export function readSigningKey(file: string): KeyObject {
  return parsePrivateKey(readSecret({ file }, '--sign-key', process.cwd(), {}));
}

/** The key that checks signatures: `CONFIGURATION`. */
export function readPublicKey(file: string): KeyObject {
  return parsePublicKey(readText(file, '--public-key'));
}
