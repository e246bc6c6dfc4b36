import { CatchUpError } from '../errors.ts';
import { ENCODING_NAMES, type Encoding, parseEncoding } from './decoding.ts';

/** The encoding of a name, null for none. Throws `CONFIGURATION` where the name is not known. */
export function checkEncoding(name: string | null | undefined, label: string): Encoding | null {
  if (name === undefined || name === null) return null;
  const encoding = parseEncoding(name);
  if (encoding !== undefined) return encoding;
  throw new CatchUpError(
    'CONFIGURATION',
    `The encoding "${name}" for ${label} is not known: use one of ${ENCODING_NAMES.join(', ')}.`,
  );
}
