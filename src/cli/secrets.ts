import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CatchUpError } from '../errors.ts';
import type { Secret } from './delivery-configuration.ts';

const READABLE_BY_OTHERS = 0o077;

/** Reads a secret from the environment or from a file that others cannot read. Throws `CONFIGURATION`. */
export function readSecret(
  secret: Secret,
  place: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if ('env' in secret) {
    const value = environment[secret.env]?.trim();
    if (value) return value;
    throw new CatchUpError('CONFIGURATION', `${place}: the environment has no ${secret.env}`);
  }
  const file = resolve(folder, secret.file);
  const mode = attempt(place, file, () => statSync(file).mode);
  if ((mode & READABLE_BY_OTHERS) !== 0)
    throw new CatchUpError(
      'CONFIGURATION',
      `${place}: others can read ${file}; take their rights away with chmod 600`,
    );
  const value = readText(file, place).trim();
  if (value === '') throw new CatchUpError('CONFIGURATION', `${place}: ${file} is empty`);
  return value;
}

/** Reads a file that the configuration names. Throws `CONFIGURATION`. */
export function readText(file: string, place: string): string {
  return attempt(place, file, () => readFileSync(file, 'utf8'));
}

function attempt<T>(place: string, file: string, work: () => T): T {
  try {
    return work();
  } catch (cause: unknown) {
    throw new CatchUpError('CONFIGURATION', `${place}: cannot read ${file}`, { cause });
  }
}
