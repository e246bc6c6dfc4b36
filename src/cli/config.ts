import { probe } from '../deliver/http-probe.ts';
import { DEFAULT_RULES_FOLDER, readRuleFiles } from '../intake/rule-files.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { DELIVERY_SCHEMA } from './delivery-configuration.ts';
import { jsonLine } from './json-line.ts';
import { flagOf, keyOf, type OptionSpec, SETTINGS } from './options.ts';
import { PROCESSING_SCHEMA } from './processing-configuration.ts';
import { httpOptions } from './sinks.ts';
import { tell } from './tell.ts';
import { wordsOf } from './words-of.ts';

/** The options of `config show` and `config check` as commander gives them. */
export interface ConfigOptions {
  readonly config?: string;
  readonly ledger: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
  /** Those of `SETTINGS`. */
  readonly [name: string]: unknown;
}

/**
 * `config show`: every value and where it came from: a flag, else a variable of the environment, else
 * the file, else the default. A secret shows only where it is kept.
 */
export async function showConfiguration(
  options: ConfigOptions,
  sourceOf: (option: OptionSpec) => string,
): Promise<number> {
  const words = wordsOf({ lang: String(options.lang ?? 'en') }).files;
  const tell = ({ name, value, source }: Setting) =>
    process.stdout.write(
      options.json === true
        ? jsonLine('setting', { name, value, source })
        : `${name} = ${JSON.stringify(value)}  (${source === 'default' ? words.default : source})\n`,
    );
  for (const option of SETTINGS) tell(settingOf(option, options, sourceOf));
  const { delivery, processing, given, profiles } = await readConfiguration(options.config);
  const source = options.config ?? 'no file';
  for (const [path, value] of leaves({ commands: given.commands ?? {} }))
    tell({ name: path.join('.'), value, source });
  tell({ name: 'profiles', value: profiles.length, source });
  const defaults = { delivery: DELIVERY_SCHEMA.parse({}), processing: PROCESSING_SCHEMA.parse({}) };
  for (const [path, value] of leaves({ delivery, processing })) {
    const isGiven = has(given, path) || !has(defaults, path);
    tell({ name: path.join('.'), value, source: isGiven ? source : 'default' });
  }
  return 0;
}

/** `config check`: reads every secret, knows every sector and reaches every HTTP sink, without sending a notice. */
export async function checkConfiguration(options: ConfigOptions): Promise<number> {
  const configuration = await readConfiguration(options.config);
  const { files: words, messages } = wordsOf(options);
  let isSound = true;
  const { sectors } = await readRuleFiles(String(options.rules ?? DEFAULT_RULES_FOLDER));
  for (const [sector, fault] of await probeSinks(configuration, options.ledger, sectors)) {
    const isReached = fault === null;
    tell(
      { ...options, isWell: isReached },
      ['sink', { sector, isReached, fault }],
      `${sector}: ${fault === null ? words.reached : messages.said(fault)}\n`,
    );
    if (!isReached) isSound = false;
  }
  const verdict = `${isSound ? words.sound : words.notReached}\n`;
  if (options.json !== true && !(options.quiet === true && isSound)) process.stdout.write(verdict);
  return isSound ? 0 : 3;
}

interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly source: string;
}

function settingOf(
  option: OptionSpec,
  options: ConfigOptions,
  sourceOf: (option: OptionSpec) => string,
): Setting {
  const name = flagOf(option).slice(2);
  const value = options[keyOf(option)] ?? null;
  const isHidden = option.isSecret === true && value !== null;
  return { name, value: isHidden ? '***' : value, source: sourceOf(option) };
}

async function probeSinks(
  { delivery, folder }: Configuration,
  ledgerFile: string,
  sectors: { has(sector: string): boolean },
): Promise<readonly (readonly [string, string | null])[]> {
  const around = { ledgerFile, folder, environment: process.env };
  const found: (readonly [string, string | null])[] = [];
  for (const [sector, sink] of Object.entries(delivery.sinks)) {
    if (!sectors.has(sector)) found.push([sector, 'no rule file is for a sector of this name']);
    else if (sink.kind === 'http')
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
