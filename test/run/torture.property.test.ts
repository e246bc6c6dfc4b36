import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';
import { aTornFile, type TornFile } from './torn-file.ts';

/** More by the environment: `npm run check:torture`. */
const FILES = Number(process.env.TORTURE_FILES ?? 80);
const SEED = Number(process.env.TORTURE_SEED ?? 20_250_717);

describe(`${FILES} files that are damaged in known places, seed ${SEED}`, () => {
  let folder = '';
  let files: readonly TornFile[] = [];
  let rejects = '';
  let notices = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'torture-'));
    files = fc.sample(aTornFile(), { numRuns: FILES, seed: SEED });
    const names = files.map(({ isPacked, bytesOf }, number) => {
      const name = `f${number}.csv${isPacked ? '.gz' : ''}`;
      const bytes = bytesOf(number);
      writeFileSync(join(folder, name), isPacked ? gzipSync(bytes) : bytes);
      return name;
    });
    writeFileSync(
      join(folder, 'subscriptions.csv'),
      'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from\n' +
        'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01\n',
    );
    const args = ['run', '--from', '2025-08-14', '--until', '2025-08-15', '--quiet'];
    const inputs = ['--decisions', ...names, '--subscriptions', 'subscriptions.csv'];
    const { code, stdout, stderr } = runCommand([...args, ...inputs], { cwd: folder });
    expect(stderr).toContain('rejected');
    expect(code).toBe(3);
    rejects = readFileSync(join(stdout.trim(), 'rejects.csv'), 'utf8');
    notices = readFileSync(join(stdout.trim(), 'notices.csv'), 'utf8');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('lose exactly the damaged rows, by their physical lines and with the reason (2.5)', () => {
    const found = [...rejects.matchAll(/^decisions,f(\d+)\.csv(?:\.gz)?,(\d+),([A-Z_;]+),/gm)].map(
      ([, file, line, codes]) => `f${file} line ${line}: ${codes}`,
    );
    const expected = files.flatMap(({ damaged }, number) =>
      damaged.map(({ line, code }) => `f${number} line ${line}: ${code}`),
    );

    expect(expected.length).toBeGreaterThan(FILES);
    expect(withoutKindOfBreak(found)).toEqual(withoutKindOfBreak(expected));
  });

  it('keep every other row, each with its notice', () => {
    const found = [...notices.matchAll(/\bOM:(F\d+R\d+):1\b/g)].map(([, id]) => id);
    const expected = files.flatMap(({ sound }, number) => sound.map((row) => `F${number}R${row}`));

    expect(expected.length).toBeGreaterThan(FILES);
    expect(found.sort()).toEqual(expected.sort());
  });
});

/** An open quote ends at some quote of a later row: whether the form or the count tells is all the same. */
function withoutKindOfBreak(rejections: readonly string[]): readonly string[] {
  return rejections.map((text) => text.replace(/MALFORMED_CSV|COLUMN_COUNT/, 'BROKEN')).sort();
}
