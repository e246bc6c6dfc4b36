import { CatchUpError, InternalError } from '../errors.ts';
import { printable } from './printable.ts';
import { ENGLISH } from './words/english.ts';

/** Says on standard error why a command failed and gives its exit code (contract 7). */
export function reportFailure(
  error: unknown,
  signal: AbortSignal,
  words = ENGLISH.messages,
): number {
  if (signal.aborted && error === signal.reason) {
    process.stderr.write(`screening-catchup: ${words.stopped}\n`);
    return 1;
  }
  if (error instanceof CatchUpError) {
    process.stderr.write(
      `screening-catchup: ${printable(words.failed(error.code, error.message))}\n`,
    );
    return error.exitCode;
  }
  const place =
    error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  // Messages of our own hold no data; those of others might.
  const name =
    error instanceof InternalError
      ? error.message
      : error instanceof Error
        ? error.constructor.name
        : 'unknown';
  process.stderr.write(`screening-catchup: ${words.internal(name)}\n${place}\n`);
  return 1;
}

/** How a command ends that failed (contract 7). */
export function exitCodeOf(error: unknown): number {
  return error instanceof CatchUpError ? error.exitCode : 1;
}
