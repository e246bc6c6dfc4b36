import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { CatchUpError } from '../errors.ts';
import type { InputProfile } from '../intake/input-profile.ts';
import { parseProfiles } from '../intake/profile-parsing.ts';
import { DELIVERY_SCHEMA, type DeliveryConfiguration } from './delivery-configuration.ts';
import { PROCESSING_SCHEMA, type ProcessingConfiguration } from './processing-configuration.ts';

/** What the configuration file holds, defaults filled in. */
export interface Configuration {
  readonly profiles: readonly InputProfile[];
  readonly delivery: DeliveryConfiguration;
  readonly processing: ProcessingConfiguration;
  /** The file as it stands, for telling what was given from what is a default. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Files that it names are found from here. */
  readonly folder: string;
}

/** Reads the configuration; without a file all is default. Throws `CONFIGURATION`. */
export async function readConfiguration(file: string | undefined): Promise<Configuration> {
  const given = file === undefined ? {} : await readGiven(file);
  const unknown = Object.keys(given).filter((key) => !KEYS.has(key));
  if (unknown.length > 0)
    throw new CatchUpError('CONFIGURATION', `${file}: unknown key ${unknown.join(', ')}`);
  const delivery = parsePart(DELIVERY_SCHEMA, given.delivery, `${file}: delivery`);
  checkSource(delivery, file);
  return {
    profiles: 'profiles' in given ? parseProfiles(given.profiles) : [],
    delivery,
    processing: parsePart(PROCESSING_SCHEMA, given.processing, `${file}: processing`),
    given,
    folder: file === undefined ? process.cwd() : dirname(resolve(file)),
  };
}

// `options` and `commands` are read by whoever gives them to a command.
const KEYS = new Set(['$schema', 'options', 'commands', 'profiles', 'delivery', 'processing']);

/** The object that a configuration file holds. Throws `CONFIGURATION`. */
export async function readGiven(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause: unknown) {
    throw new CatchUpError('CONFIGURATION', `cannot read the configuration ${file}`, { cause });
  }
  const content = parseJson(text, file);
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new CatchUpError('CONFIGURATION', `${file} must hold one JSON object`);
  return Object.fromEntries(Object.entries(content));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause: unknown) {
    throw new CatchUpError('CONFIGURATION', `${file} is not valid JSON`, { cause });
  }
}

/** A part of the configuration, defaults filled in. Throws `CONFIGURATION`. */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  place: string,
): z.output<Schema> {
  const { data, error } = schema.safeParse(given ?? {});
  if (error !== undefined) throw new CatchUpError('CONFIGURATION', `${place}: ${describe(error)}`);
  return data;
}

/** Every fault with its place; values are not shown, one might be a secret in the wrong place. */
function describe(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`)
    .join('; ');
}

/** A receiver must be able to tell who sends: only the file sink goes without a name of one's own. */
function checkSource({ sinks, source }: DeliveryConfiguration, file: string | undefined): void {
  const isHttp = Object.values(sinks).some(({ kind }) => kind === 'http');
  if (isHttp && source === DELIVERY_SCHEMA.shape.source.parse(undefined))
    throw new CatchUpError(
      'CONFIGURATION',
      `${file}: delivery.source is missing: the URN of the sending system, as in urn:nld:oin:<20 digits>:systeem:<name>`,
    );
}
