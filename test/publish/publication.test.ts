import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InternalError } from '../../src/errors.ts';
import {
  findStaged,
  hasRunFolders,
  prepareOutFolder,
  publishStaged,
  removeStale,
  stageRun,
} from '../../src/publish/publication.ts';
import type { RunResult } from '../../src/publish/run-result.ts';
import { anInput, aRunResult, RUN_FILES, RUN_ID } from './run-result.ts';

const OTHER_RUN = 'catchup-20250717-20250718T100000Z-ffffffffffff';

let root = '';
let out = '';
let folder = '';

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'publication-test-'));
  out = join(root, 'new', 'out');
  folder = join(out, RUN_ID);
  await prepareOutFolder(out);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

async function publish(result: RunResult = aRunResult()) {
  const staged = await stageRun(result, out);
  return { ...staged, ...(await publishStaged(out, result.runId)) };
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function bytesOf(path: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((name) => [name, readFileSync(join(path, name), 'base64')]),
  );
}

describe('a published run', () => {
  it('holds the files of the contract and nothing else lies beside it (5)', async () => {
    const published = await publish();

    expect(published).toMatchObject({ folder, outcome: 'published', runId: RUN_ID });
    expect(readdirSync(folder).sort()).toEqual(RUN_FILES);
    expect(readdirSync(out)).toEqual([RUN_ID]);
    expect(await hasRunFolders(out)).toBe(true);
  });

  it('passes sha256sum -c, sorted by name (5)', async () => {
    await publish();

    const checked = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder });

    const wanted = RUN_FILES.filter((name) => name !== 'SHA256SUMS');
    expect(checked.toString()).toBe(wanted.map((name) => `${name}: OK\n`).join(''));
  });

  it('lists in the data package exactly the columns of each file (5)', async () => {
    await publish();

    const { resources } = JSON.parse(read('datapackage.json')) as {
      resources: { path: string; schema: { fields: { name: string }[] } }[];
    };
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    expect(resources.map(({ path }) => path).sort()).toEqual(files.sort());
    for (const { path, schema } of resources)
      expect(parse(read(path))[0]).toEqual(schema.fields.map(({ name }) => name));
  });

  it('guards text but neither numbers nor dates (5)', async () => {
    await publish();

    const [notice] = parse(read('notices.csv'), { columns: true }) as Record<string, string>[];
    expect(notice).toMatchObject({
      family_name: "''t Hooft",
      signalled_before_ref: "'=REF",
      priority: '1',
      birth_date: '1980-00-00',
    });
    expect(parse(read('rejects.csv'))[1]?.[5]).toBe('\'=1,"a\r\nb",\tc');
  });

  it('hashes every artefact in the manifest and carries no time of day of its making (5)', async () => {
    const { manifestSha256 } = await publish();

    const manifest = JSON.parse(read('manifest.json'));
    const sums = read('SHA256SUMS');
    for (const { file, sha256, bytes } of manifest.artefacts) {
      expect(sums).toContain(`${sha256}  ${file}\n`);
      expect(bytes).toBe(statSync(join(folder, file)).size);
    }
    expect(sums).toContain(`${manifestSha256}  manifest.json\n`);
    const year = String(new Date().getFullYear());
    if (year !== '2025') expect(JSON.stringify(manifest)).not.toContain(`${year}-`);
  });

  it('does not show the order of files, rules or rows (3)', async () => {
    const run = aRunResult();
    await publish(run);
    const first = bytesOf(folder);

    const { outcome } = await publish({
      ...run,
      rules: run.rules.toReversed(),
      inputs: run.inputs.toReversed(),
      totals: run.totals.toReversed(),
    });

    expect(outcome).toBe('unchanged');
    expect(bytesOf(folder)).toEqual(first);
  });
});

describe('stageRun', () => {
  it('writes nothing where the totals do not add up (4)', async () => {
    const run = aRunResult({ inputs: [anInput({ rows: 4 })] });

    await expect(stageRun(run, out)).rejects.toThrow(InternalError);

    expect(readdirSync(out)).toEqual([]);
  });

  it('begins anew where an interrupted attempt left files', async () => {
    const staged = await stageRun(aRunResult(), out);
    writeFileSync(join(staged.folder, 'left-over.csv'), 'x');

    await stageRun(aRunResult(), out);

    expect(readdirSync(staged.folder).sort()).toEqual(RUN_FILES);
  });

  it.each(['../../x', 'catchup-1-2-0123456789ab/../../x', `${RUN_ID}\n`, '', 'x'])(
    'refuses the run id %j',
    async (runId) => {
      await expect(stageRun(aRunResult({ runId }), out)).rejects.toThrow(InternalError);
      await expect(publishStaged(out, runId)).rejects.toThrow(InternalError);

      expect(readdirSync(out)).toEqual([]);
    },
  );
});

describe('publishStaged', () => {
  it('leaves a folder that is the same, and says so (3.9)', async () => {
    await publish();
    const { ino } = statSync(folder);

    const { outcome } = await publish();

    expect(outcome).toBe('unchanged');
    expect(statSync(folder).ino).toBe(ino);
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });

  it.each([
    ['has a changed byte', () => writeFileSync(join(folder, 'notices.csv'), 'x')],
    ['lacks a file', () => rmSync(join(folder, 'review.csv'))],
    ['has a file too many', () => writeFileSync(join(folder, 'extra.csv'), 'x')],
  ])('replaces a folder that %s, and says so (3.9)', async (_, harm) => {
    await publish();
    const wanted = bytesOf(folder);
    harm();

    const { outcome } = await publish();

    expect(outcome).toBe('replaced');
    expect(bytesOf(folder)).toEqual(wanted);
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });

  it('keeps signature and purge record, and does not count them as a difference (5)', async () => {
    await publish();
    writeFileSync(join(folder, 'manifest.json.sig'), 'signature');
    writeFileSync(join(folder, 'purged.json'), '{}');

    const same = await publish();
    writeFileSync(join(folder, 'totals.csv'), 'x');
    const different = await publish();

    expect([same.outcome, different.outcome]).toEqual(['unchanged', 'replaced']);
    expect([read('manifest.json.sig'), read('purged.json')]).toEqual(['signature', '{}']);
  });

  it.each([
    ['the same', ''],
    ['not the same', 'x'],
  ])('gives a folder that is %s the signature made with the staged run (5)', async (_, more) => {
    await publish();
    writeFileSync(join(folder, 'manifest.json.sig'), 'old');
    writeFileSync(join(folder, 'report.html'), read('report.html') + more);
    const staged = await stageRun(aRunResult(), out);
    writeFileSync(join(staged.folder, 'manifest.json.sig'), 'new');

    expect(await findStaged(out, RUN_ID, staged.manifestSha256)).toBe(true);
    await publishStaged(out, RUN_ID);

    expect(read('manifest.json.sig')).toBe('new');
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });
});

describe('findStaged', () => {
  it('finds a whole staged run by the hash of its manifest', async () => {
    const { manifestSha256 } = await stageRun(aRunResult(), out);

    expect(await findStaged(out, RUN_ID, manifestSha256)).toBe(true);
    expect(await findStaged(out, RUN_ID, 'b'.repeat(64))).toBe(false);
    expect(await findStaged(out, OTHER_RUN, manifestSha256)).toBe(false);
  });

  it.each(RUN_FILES)('does not take a staged run with a damaged %s', async (name) => {
    const staged = await stageRun(aRunResult(), out);
    const path = join(staged.folder, name);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')]));

    expect(await findStaged(out, RUN_ID, staged.manifestSha256)).toBe(false);
  });

  it.each(RUN_FILES)('does not take a staged run without %s', async (name) => {
    const staged = await stageRun(aRunResult(), out);
    rmSync(join(staged.folder, name));

    expect(await findStaged(out, RUN_ID, staged.manifestSha256)).toBe(false);
  });
});

describe('removeStale', () => {
  it('removes staged runs but those to keep, and nothing else', async () => {
    await publish();
    await stageRun(aRunResult(), out);
    await stageRun(aRunResult({ runId: OTHER_RUN }), out);
    writeFileSync(join(out, '.notes.partial'), 'x');

    const removed = await removeStale(out, new Set([RUN_ID]));

    expect(removed).toEqual([OTHER_RUN]);
    expect(readdirSync(out).sort()).toEqual(
      ['.notes.partial', `.${RUN_ID}.partial`, RUN_ID].sort(),
    );
  });

  it('has nothing to do where there is no output folder', async () => {
    expect(await removeStale(join(root, 'missing'), new Set())).toEqual([]);
    expect(await hasRunFolders(join(root, 'missing'))).toBe(false);
    expect(existsSync(join(root, 'missing'))).toBe(false);
  });
});
