/** Something that is not as it should be: where, and what; never personal data. */
export interface Fault {
  /** File of the run folder, `run/file` of another run, `ledger`, or `inputs`. */
  readonly place: string;
  /** Physical line, the header being 1; null where it concerns the whole file. */
  readonly line: number | null;
  readonly what: string;
}

/** `review.csv line 3: reasons is empty`, with the words for a line and for what it is. */
export function describeFault(
  { place, line, what }: Fault,
  lineAt = (number: number) => `line ${number}`,
  said = (sentence: string) => sentence,
): string {
  return `${showName(place)}${line === null ? '' : ` ${lineAt(line)}`}: ${said(what)}`;
}

/** A fault of a whole file. */
export function faultOf(place: string, what: string): Fault {
  return { place, line: null, what };
}

/** A name that somebody else may have given: nothing in it steers a terminal. */
export function showName(name: string): string {
  return name.replace(/[^\x20-\x7e]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
