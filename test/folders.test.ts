import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from '../src/folders.ts';

describe('makeFolders', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'folders-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('makes what is missing for its owner alone, and names the first one that it made', () => {
    expect(makeFolders(join(root, 'a/b/c'))).toBe(join(root, 'a'));
    expect(statSync(join(root, 'a/b/c')).mode & 0o777).toBe(0o700);
    expect(makeFolders(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
    expect(makeFolders(join(root, 'a/b/d'))).toBeUndefined();
  });

  it.each([['file'], ['file/below'], ['link'], ['link/below']])('refuses %s', (path) => {
    writeFileSync(join(root, 'file'), '');
    symlinkSync(join(root, 'nowhere'), join(root, 'link'));

    expect(() => makeFolders(join(root, path))).toThrow(/EEXIST|ENOTDIR|ENOENT/);
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });

  it.skipIf(!existsSync('/proc/self'))('refuses a file system that takes no folders', () => {
    expect(() => makeFolders('/proc/none/such')).toThrow('ENOENT');
  });
});
