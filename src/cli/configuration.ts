import { readFile } from 'node:fs/promises';
import { CatchUpError } from '../errors.ts';
import type { InputProfile } from '../intake/input-profile.ts';
import { parseProfiles } from '../intake/profile-parsing.ts';

/** What the configuration file holds. */
export interface Configuration {
  readonly profiles: readonly InputProfile[];
}

/** Reads the configuration; without a file nothing is configured. */
export async function readConfiguration(file: string | undefined): Promise<Configuration> {
  if (file === undefined) return { profiles: [] };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause: unknown) {
    throw new CatchUpError('CONFIGURATION', `cannot read the configuration ${file}`, { cause });
  }
  const content = parseJson(text, file);
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new CatchUpError('CONFIGURATION', `${file} must hold one JSON object`);
  const unknown = Object.keys(content).filter((key) => !['$schema', 'profiles'].includes(key));
  if (unknown.length > 0)
    throw new CatchUpError('CONFIGURATION', `${file}: unknown key ${unknown.join(', ')}`);
  return { profiles: 'profiles' in content ? parseProfiles(content.profiles) : [] };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause: unknown) {
    throw new CatchUpError('CONFIGURATION', `${file} is not valid JSON`, { cause });
  }
}
