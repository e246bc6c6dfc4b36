import { readFileSync } from 'node:fs';

/** The program's version as its package states it: part of every run id (contract 1). */
export function readProgramVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
