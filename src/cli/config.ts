import { probe } from '../deliver/http-probe.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { DELIVERY_SCHEMA } from './delivery-configuration.ts';
import { PROCESSING_SCHEMA } from './processing-configuration.ts';
import { httpOptions } from './sinks.ts';

/** The options of `config show` and `config check` as commander gives them. */
export interface ConfigOptions {
  readonly config?: string;
  readonly ledger: string;
}

/** `config show`: every value and where it came from; a secret shows only where it is kept. */
export async function showConfiguration(options: ConfigOptions): Promise<number> {
  const { delivery, processing, given, profiles } = await readConfiguration(options.config);
  const source = options.config ?? 'no file';
  process.stdout.write(`profiles = ${profiles.length}  (${source})\n`);
  const defaults = { delivery: DELIVERY_SCHEMA.parse({}), processing: PROCESSING_SCHEMA.parse({}) };
  for (const [path, value] of leaves({ delivery, processing })) {
    const isGiven = has(given, path) || !has(defaults, path);
    process.stdout.write(
      `${path.join('.')} = ${JSON.stringify(value)}  (${isGiven ? source : 'default'})\n`,
    );
  }
  return 0;
}

/** `config check`: reads every secret and reaches every HTTP sink, without sending a notice. */
export async function checkConfiguration(options: ConfigOptions): Promise<number> {
  const configuration = await readConfiguration(options.config);
  let isSound = true;
  for (const [sector, fault] of await probeSinks(configuration, options.ledger)) {
    process.stdout.write(`${sector}: ${fault ?? 'reached'}\n`);
    if (fault !== null) isSound = false;
  }
  process.stdout.write(isSound ? 'the configuration is sound\n' : 'not every sink was reached\n');
  return isSound ? 0 : 3;
}

async function probeSinks(
  { delivery, folder }: Configuration,
  ledgerFile: string,
): Promise<readonly (readonly [string, string | null])[]> {
  const around = { ledgerFile, folder, environment: process.env };
  const found: (readonly [string, string | null])[] = [];
  for (const [sector, sink] of Object.entries(delivery.sinks)) {
    if (sink.kind !== 'http') continue;
    found.push([sector, await probe(httpOptions(sector, sink, delivery, around))]);
  }
  return found;
}

function* leaves(value: unknown, ...path: string[]): Generator<readonly [string[], unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, mask(path, value)];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, ...path, key);
}

/** A query in an address may hold a token. */
function mask(path: readonly string[], value: unknown): unknown {
  if (path.at(-1) !== 'url' || typeof value !== 'string') return value;
  return value.replace(/\?.*$/, '?***').replace(/\/\/[^/@]*@/, '//***@');
}

function has(value: unknown, path: readonly string[]): boolean {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return false;
    inner = Object.entries(inner).find(([name]) => name === key)?.[1];
  }
  return true;
}
