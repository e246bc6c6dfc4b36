import { CatchUpError } from '../errors.ts';
import { DUTCH } from './words/dutch.ts';
import { ENGLISH } from './words/english.ts';
import type { Words } from './words/words.ts';

const LANGUAGES = new Map([
  ['en', ENGLISH],
  ['nl', DUTCH],
]);

/** The words for people; English where nothing is asked for. Throws `USAGE`. */
export function wordsOf({ lang = 'en' }: { readonly lang?: string }): Words {
  const words = LANGUAGES.get(lang);
  if (words === undefined) throw new CatchUpError('USAGE', '--lang takes nl or en');
  return words;
}
