import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const TEST = import.meta.dirname;

/** What each room may import from, besides itself and the two at the top that all may have. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  register: [],
  person: ['register'],
  case: ['register', 'person'],
  sector: ['register', 'case'],
  notice: ['register', 'person', 'case', 'sector'],
  intake: ['register', 'sector'],
  ledger: ['register', 'person', 'notice', 'case'],
  publish: ['register', 'notice', 'sector'],
  deliver: ['register', 'notice'],
  screen: ['register', 'person', 'intake'],
  audit: ['register', 'notice', 'intake', 'ledger', 'publish'],
  watch: ['register', 'ledger'],
};
const FOR_ALL = new Set(['errors.ts', 'folders.ts']);
const PURE = new Set(['register', 'person', 'case', 'sector', 'notice']);
/** Outside packages and the one file that may import each at run time. */
const PACKAGE_HOMES: Readonly<Record<string, string>> = {
  'csv-parse/sync': 'intake/csv-rows.ts',
  libsql: 'ledger/database.ts',
  'p-limit': 'deliver/delivery.ts',
  pino: 'log.ts',
  undici: 'deliver/http-sink.ts',
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isPackage: boolean;
}

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .sort();
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/\bfrom '([^'\n]+)';$|\bimport\('([^'\n]+)'\)/gm);
  return [...found]
    .map(([, fixed, late]) => fixed ?? late ?? '')
    .map((target) =>
      target.startsWith('.')
        ? { file, target: relative(SRC, join(SRC, dirname(file), target)), isPackage: false }
        : { file, target, isPackage: true },
    );
}

const files = filesOf(SRC, '.ts');
const imports = files.flatMap(importsOf);

describe('imports', () => {
  it('go only in the direction of the house', () => {
    const wrong = imports.filter(({ file, target, isPackage }) => {
      const [room = '', from = ''] = [file.split('/')[0], target.split('/')[0]];
      if (isPackage || !file.includes('/') || room === from || room === 'cli') return false;
      if (FOR_ALL.has(target) || (room === 'run' && from !== 'cli')) return false;
      return !(ALLOWED[room] ?? []).includes(from);
    });

    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it('of pure rooms name no package but luxon and no node module but crypto', () => {
    const wrong = imports.filter(
      ({ file, target, isPackage }) =>
        isPackage &&
        PURE.has(file.split('/')[0] ?? '') &&
        !['luxon', 'node:crypto'].includes(target),
    );

    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it('of an outside package stand in one file', () => {
    const wrong = imports.filter(
      ({ file, target }) => PACKAGE_HOMES[target] !== undefined && PACKAGE_HOMES[target] !== file,
    );

    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it('of the completeness check reach nothing that judges, and it stays small', () => {
    const own = files.filter((file) => file.startsWith('audit/completeness/'));
    const reached = new Set(own);
    for (const file of reached)
      for (const { target, isPackage } of imports.filter((each) => each.file === file))
        if (!isPackage) reached.add(target);
    const judging = new Set(['person', 'case', 'sector', 'notice', 'screen', 'run']);
    const lines = own.flatMap((file) => readFileSync(join(SRC, file), 'utf8').split('\n'));

    expect([...reached].filter((file) => judging.has(file.split('/')[0] ?? ''))).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(300);
  });

  it('form no cycle', () => {
    const targets = new Map<string, string[]>();
    for (const { file, target, isPackage } of imports)
      if (!isPackage) targets.set(file, [...(targets.get(file) ?? []), target]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path, file].join(' -> ')];
      if (done.has(file)) return [];
      const cycles = (targets.get(file) ?? []).flatMap((target) => visit(target, [...path, file]));
      done.add(file);
      return cycles;
    };

    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });
});

describe('source files', () => {
  it('have at most 200 lines', () => {
    const long = files.filter(
      (file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 201,
    );

    expect(long).toEqual([]);
  });

  it('have no vague names', () => {
    const vague = files.filter((file) =>
      /(^|\/)(utils?|helpers?|types|common|manager|service|index)\.ts$/.test(file),
    );

    expect(vague).toEqual([]);
  });
});

describe('test files', () => {
  it('have titles that are unique in their file', () => {
    const doubled = filesOf(TEST, '.test.ts').flatMap((file) => {
      const text = readFileSync(join(TEST, file), 'utf8');
      const titles = [...text.matchAll(/(?:\bit\(|\]\)\(|\)\()\s*'([^'\n]+)',\s/g)];
      const seen = new Set<string>();
      return titles
        .map(([, title = '']) => title)
        .filter((title) => seen.size === seen.add(title).size)
        .map((title) => `${file}: ${title}`);
    });

    expect(doubled).toEqual([]);
  });
});
