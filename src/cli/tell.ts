import { type JsonName, jsonLine } from './json-line.ts';

/** How much and in which form a command says what came of it. */
export interface TellOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Says what came of it: to programs as JSON, to people in words, or with `--quiet` not at all where all is well. */
export function tell(
  { json, quiet = false, isWell = true }: TellOptions & { readonly isWell?: boolean },
  [name, value]: readonly [JsonName, object],
  text: string,
): void {
  if (json === true) process.stdout.write(jsonLine(name, value));
  else if (!quiet || !isWell) process.stdout.write(text);
}
