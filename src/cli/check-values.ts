import { CatchUpError } from '../errors.ts';
import { flagOf, keyOf, type OptionSpec } from './options.ts';

/** So many letters of a value for one slip; where there are more slips, another word was meant. */
const LETTERS_PER_SLIP = 3;

/** Refuses a value of which the table of options knows that it is none, and says which it may have been. Throws `USAGE`. */
export function checkValues(
  options: readonly OptionSpec[],
  given: Readonly<Record<string, unknown>>,
): void {
  for (const option of options) {
    const value = given[keyOf(option)];
    const { values = [], isOpen } = option;
    if (typeof value !== 'string' || values.length === 0 || isOpen === true) continue;
    if (values.includes(value)) continue;
    const meant = values.find((each) => {
      const slips = countSlips(each.toLowerCase(), value.toLowerCase());
      return slips * LETTERS_PER_SLIP <= each.length;
    });
    const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
    throw new CatchUpError('USAGE', `${flagOf(option)} takes one of ${values.join(', ')}${hint}`);
  }
}

/** Letters that were added, left out or taken for another, at least. */
function countSlips(meant: string, typed: string): number {
  let above = Array.from({ length: typed.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...meant].entries()) {
    const line = [row + 1];
    for (const [place, other] of [...typed].entries()) {
      const replaced = (above[place] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(replaced, (above[place + 1] ?? 0) + 1, (line[place] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
