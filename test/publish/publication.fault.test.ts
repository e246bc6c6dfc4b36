import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatchUpError } from '../../src/errors.ts';
import {
  findStaged,
  hasRunFolders,
  prepareOutFolder,
  publishStaged,
  stageRun,
} from '../../src/publish/publication.ts';
import { writeAll } from '../../src/publish/safe-file.ts';
import { aRunResult, RUN_FILES, RUN_ID } from './run-result.ts';

let root = '';
let out = '';
let victim = '';
let folder = '';
let staged = '';
let aside = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'publication-fault-'));
  out = join(root, 'out');
  victim = join(root, 'victim');
  folder = join(out, RUN_ID);
  staged = join(out, `.${RUN_ID}.partial`);
  aside = join(out, `.${RUN_ID}.replaced`);
  mkdirSync(victim);
  writeFileSync(join(victim, 'manifest.json.sig'), 'not ours');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

async function publish() {
  await stageRun(aRunResult(), out);
  return publishStaged(out, RUN_ID);
}

describe('modes', () => {
  it('are 0600 for files and 0700 for folders under umask 0 (5)', async () => {
    const before = process.umask(0);
    try {
      await prepareOutFolder(join(out, 'deep'));
      await stageRun(aRunResult(), join(out, 'deep'));
      await publishStaged(join(out, 'deep'), RUN_ID);
    } finally {
      process.umask(before);
    }

    const published = join(out, 'deep', RUN_ID);
    for (const path of [out, join(out, 'deep'), published])
      expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const name of RUN_FILES) expect(statSync(join(published, name)).mode & 0o777).toBe(0o600);
  });

  it('are 0600 and 0700 under a umask that takes rights away too', async () => {
    mkdirSync(out);
    const before = process.umask(0o777);
    try {
      await publish();
    } finally {
      process.umask(before);
    }

    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of RUN_FILES) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});

describe('planted links', () => {
  afterEach(() => {
    expect(readdirSync(victim)).toEqual(['manifest.json.sig']);
    expect(readFileSync(join(victim, 'manifest.json.sig'), 'utf8')).toBe('not ours');
  });

  it('at the output folder are refused', async () => {
    symlinkSync(victim, out);

    await expect(prepareOutFolder(out)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  it.each([
    ['folder', () => folder, 'replaced'],
    ['staged folder', () => staged, 'published'],
    ['replaced folder', () => aside, 'published'],
  ])('at the %s are not followed', async (_, place, outcome) => {
    mkdirSync(out);
    symlinkSync(victim, place());

    const published = await publish();

    expect(published.outcome).toBe(outcome);
    expect(lstatSync(folder).isDirectory()).toBe(true);
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });

  it('at the replaced folder do not get in the way of a replacement', async () => {
    mkdirSync(out);
    await publish();
    writeFileSync(join(folder, 'notices.csv'), 'x');
    symlinkSync(victim, aside);

    const { outcome } = await publish();

    expect(outcome).toBe('replaced');
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });

  it('to a file of the same bytes still make a folder different', async () => {
    mkdirSync(out);
    await publish();
    renameSync(join(folder, 'report.html'), join(root, 'report.html'));
    symlinkSync(join(root, 'report.html'), join(folder, 'report.html'));

    const { outcome } = await publish();

    expect(outcome).toBe('replaced');
    expect(lstatSync(join(folder, 'report.html')).isFile()).toBe(true);
  });

  it('at the staged folder hide no whole run', async () => {
    mkdirSync(out);
    const { manifestSha256 } = await stageRun(aRunResult(), out);
    renameSync(staged, join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), staged);

    expect(await findStaged(out, RUN_ID, manifestSha256)).toBe(false);
  });
});

describe('a kill in the middle of a replacement', () => {
  beforeEach(async () => {
    mkdirSync(out);
    await publish();
    writeFileSync(join(folder, 'manifest.json.sig'), 'signature');
    renameSync(folder, aside);
  });

  it('before the new folder has its name is mended by the next run', async () => {
    const { outcome } = await publish();

    expect(outcome).toBe('replaced');
    expect(readFileSync(join(folder, 'manifest.json.sig'), 'utf8')).toBe('signature');
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });

  it('after the new folder has its name is mended by the next run', async () => {
    await stageRun(aRunResult(), out);
    renameSync(staged, folder);

    const { outcome } = await publish();

    expect(outcome).toBe('unchanged');
    expect(readFileSync(join(folder, 'manifest.json.sig'), 'utf8')).toBe('signature');
    expect(readdirSync(out)).toEqual([RUN_ID]);
  });
});

describe('a place that cannot be written', () => {
  it('below a file is refused with a message that says what to do (7)', async () => {
    writeFileSync(join(root, 'file'), '');

    const refused = prepareOutFolder(join(root, 'file', 'out'));

    await expect(refused).rejects.toThrow(/cannot write file\/out: .*ENOTDIR.* same command again/);
    await expect(refused).rejects.toBeInstanceOf(CatchUpError);
  });

  it('is refused where a file has the name of the output folder (7)', async () => {
    writeFileSync(out, '');

    await expect(prepareOutFolder(out)).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      exitCode: 1,
    });
    await expect(hasRunFolders(out)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  });

  it('is told where the output folder is gone (7)', async () => {
    await expect(stageRun(aRunResult(), out)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });

    expect(existsSync(out)).toBe(false);
  });

  it('is told where nothing is staged to publish (7)', async () => {
    mkdirSync(out);

    await expect(publishStaged(out, RUN_ID)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });

    expect(readdirSync(out)).toEqual([]);
  });

  it('names file and folder of a full disk, without the way to them (7)', async () => {
    const full = await open('/dev/full', 'w');
    try {
      const written = writeAll(full, Buffer.from('x'), '/some/where/out/notices.csv');

      await expect(written).rejects.toMatchObject({
        code: 'NOT_WRITABLE',
        message:
          'cannot write out/notices.csv: the disk is full (ENOSPC). Make room or give access there, then give the same command again',
      });
    } finally {
      await full.close();
    }
  });
});
