import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { CommonRules, RuleSet, SectorRules } from '../sector/rule-file.ts';
import { compileCommon, compileSector } from './rule-compiling.ts';

/** The rule files that come with the program. */
export const DEFAULT_RULES_FOLDER = join(import.meta.dirname, '..', 'sector', 'rules');

const COMMON_FILE = 'common.json';

/**
 * Reads `common.json` and every sector's rule file of a folder (contract 3.5). Throws `RULE_FILE`
 * with file and place (a JSON pointer) where one has a fault.
 */
export async function readRuleFiles(folder: string): Promise<RuleSet> {
  const names = (await listFiles(folder)).sort(compareCodePoints);
  if (!names.includes(COMMON_FILE))
    throw new CatchUpError('RULE_FILE', `${folder} holds no ${COMMON_FILE}`);
  const files: { name: string; version: string; sha256: string }[] = [];
  const load = async <T extends { readonly version: string }>(
    name: string,
    compile: (content: unknown, name: string) => T,
  ): Promise<T> => {
    const bytes = await readBytes(join(folder, name));
    const rules = compile(parseJson(bytes, name), name);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, version: rules.version, sha256 });
    return rules;
  };
  const common: CommonRules = await load(COMMON_FILE, compileCommon);
  const sectors = new Map<string, SectorRules>();
  for (const name of names.filter((file) => file !== COMMON_FILE)) {
    const rules = await load(name, (content) => compileSector(content, name, common.laws));
    if (sectors.has(rules.sector))
      throw new CatchUpError('RULE_FILE', `${name}: another file has rules for ${rules.sector}`);
    sectors.set(rules.sector, rules);
  }
  if (sectors.size === 0)
    throw new CatchUpError('RULE_FILE', `${folder} holds no sector's rule file`);
  return Object.freeze({ common, sectors, files: Object.freeze(files) });
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
  } catch (cause: unknown) {
    throw new CatchUpError('RULE_FILE', `cannot read the rules folder ${folder}`, { cause });
  }
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause: unknown) {
    throw new CatchUpError('RULE_FILE', `cannot read the rule file ${file}`, { cause });
  }
}

function parseJson(bytes: Buffer, name: string): unknown {
  try {
    // Other bytes than UTF-8 are refused: a law's name must not become another one.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause: unknown) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new CatchUpError('RULE_FILE', `${name} is not valid JSON: ${reason}`, { cause });
  }
}
