import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';

describe('assembleResult', () => {
  let folder = '';
  let config = '';
  let subscriptions = '';
  let decisions = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assemble-'));
    config = join(folder, 'config.json');
    subscriptions = writeSubscriptions(folder);
    const at = '2025-08-14T10:00:00+02:00';
    decisions = writeDecisions(folder, 'om.csv', [{ id: 'OM1', at, isOfSubscriber: true }]);
    nameProfile('export');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function nameProfile(name: string): void {
    const profile = { name, input: 'decisions', files: '*', delimiter: ',' };
    writeFileSync(config, JSON.stringify({ profiles: [profile] }));
  }

  async function run(...files: string[]): Promise<string[]> {
    const place = ['--out', join(folder, 'out'), '--ledger', join(folder, 'ledger.db')];
    const window = ['--from', '2025-08-14', '--until', '2025-08-15', '--quiet'];
    const inputs = ['--decisions', ...files, '--subscriptions', subscriptions];
    const args = ['run', ...window, ...inputs, '--config', config, ...place];
    const { code, stdout } = await callProgram(args, '2025-08-15T06:00:00Z');
    expect(code).toBe(0);
    const published = stdout.trim();
    return readdirSync(published).map((name) => readFileSync(join(published, name), 'utf8'));
  }

  it('counts the first of two equal files again when the run is rebuilt (contract 3.2, 3.9)', async () => {
    const copy = join(folder, 'copy.csv');
    copyFileSync(decisions, copy);

    const first = await run(decisions, copy);

    expect(first.join()).toContain('decisions,om.csv,DUPLICATE,1');
    expect(await run(decisions, copy)).toEqual(first);
    expect(await run(copy, decisions)).toEqual(first);
  });

  it('keeps the names that its input profiles had at first, as those of its files (contract 1)', async () => {
    const first = await run(decisions);
    const copy = join(folder, 'copy.csv');
    copyFileSync(decisions, copy);
    nameProfile('another name');

    expect(await run(copy)).toEqual(first);
  });
});
