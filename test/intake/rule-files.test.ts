import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RULES_FOLDER, readRuleFiles } from '../../src/intake/rule-files.ts';

describe('readRuleFiles', () => {
  let folder = '';
  let file = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rule-files-'));
    file = join(folder, 'taxi.json');
    cpSync(DEFAULT_RULES_FOLDER, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('refuses a file in another encoding, and repairs nothing', async () => {
    const text = readFileSync(file, 'latin1');
    writeFileSync(file, text.replace('"version": "', '"version": "\xe9'), 'latin1');

    await expect(readRuleFiles(folder)).rejects.toMatchObject({
      ...{ code: 'RULE_FILE', message: expect.stringContaining('taxi.json') },
    });
  });

  it('takes a byte order mark for what it is, and hashes it', async () => {
    const plain = await readRuleFiles(folder);
    writeFileSync(file, `\ufeff${readFileSync(file, 'utf8')}`);

    const marked = await readRuleFiles(folder);

    expect(marked.sectors.get('TAXI')).toEqual(plain.sectors.get('TAXI'));
    expect(marked.files).not.toEqual(plain.files);
  });
});
