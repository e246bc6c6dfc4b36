import { CatchUpError } from '../errors.ts';

/** One line for reports; what looks like a citizen service or case number is refused unseen. */
export function parseSentence(text: string, option: string): string {
  const sentence = text.trim();
  if (sentence === '' || sentence.length > 200 || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(sentence))
    throw new CatchUpError('USAGE', `${option} takes one line of 1 to 200 characters`);
  if (/\d{8,}|\d{2}\W\d{6}\W\d{2}/.test(sentence))
    throw new CatchUpError(
      'USAGE',
      `${option} stands in reports: leave personal numbers out of it`,
    );
  return sentence;
}
