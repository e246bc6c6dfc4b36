import { hash } from 'node:crypto';
import { FIRST_CHAIN } from '../ledger/row-digest.ts';

const SEALED = /^(.*),"sha256":"([0-9a-f]{64})"\}$/;

/**
 * One line of the audit record as JSON, without its line end: what it says, the seal of the line before
 * it, and its own seal, SHA-256 over all that stands before `,"sha256"` and a closing brace.
 */
export function sealLine(said: Readonly<Record<string, unknown>>, before: string | null): string {
  const previous = before === null ? FIRST_CHAIN : linkOf(before);
  const text = JSON.stringify({ ...said, previous });
  return `${text.slice(0, -1)},"sha256":"${hash('sha256', text)}"}`;
}

/** Whether a line bears a seal, and the right one. */
export function checkSeal(line: string): 'SOUND' | 'WRONG' | 'NONE' {
  const [, said, seal] = SEALED.exec(line) ?? [];
  if (said === undefined) return 'NONE';
  return hash('sha256', `${said}}`) === seal ? 'SOUND' : 'WRONG';
}

/** What the line after this one names it by. */
export function linkOf(line: string): string {
  return SEALED.exec(line)?.[2] ?? hash('sha256', line);
}
