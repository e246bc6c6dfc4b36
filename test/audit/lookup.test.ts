import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp } from '../../src/audit/lookup.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { callProgram } from '../support/in-process.ts';
import { type AuditedRuns, runAll, sampleRun, say } from './audited-run.ts';

/** What the files of the run said of each `source:id`, before they were purged. */
function sayings(folder: string): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  for (const [file, column] of [
    ['notices.csv', 'decision_ids'],
    ['review.csv', 'decision_ids'],
    ['considered.csv', 'decision_id'],
  ] as const) {
    const [header = '', ...rows] = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    const columns = header.split(',');
    for (const row of rows) {
      // No field of the sample that counts here holds a comma or a quote.
      const fields = row.replaceAll(/"[^"]*"/g, 'x').split(',');
      const of = (name: string) => fields[columns.indexOf(name)] ?? '';
      const outcome =
        file === 'notices.csv' ? 'NOTICE' : file === 'review.csv' ? 'REVIEW' : of('outcome');
      for (const reference of of(column).split(';')) {
        const [source, id, version] = reference.split(':');
        const name = `${source}:${id}`;
        said.set(name, [...(said.get(name) ?? []), `${of('sector')} ${outcome} ${version}`]);
      }
    }
  }
  return said;
}

describe('lookup', () => {
  let sound: AuditedRuns;
  let expected: ReadonlyMap<string, readonly string[]>;
  const places = () => ['--out', join(sound.home, 'out'), '--ledger', sound.ledger];
  const lookup = (decision: string, ...more: string[]) =>
    callProgram(['lookup', '--decision', decision, ...places(), ...more], '2026-01-01');
  const key = async () => {
    const ledger = await openLedger({ file: sound.ledger, access: 'snapshot', create: false });
    const found = ledger.purging().key();
    await ledger.close();
    return found;
  };

  beforeAll(async () => {
    sound = await runAll([sampleRun('2025-07-17', '2025-09-26')]);
    expected = sayings(sound.folders[0] ?? '');
    expect(await lookup('OM:X')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing was purged'),
    });
    await say('purge', '--yes', '--waiting', '--before', '2100-01-01', ...places());
  });
  afterAll(() => sound.remove());

  it('tells of every decision what the run had said of it', async () => {
    const ledger = await openLedger({ file: sound.ledger, access: 'snapshot', create: false });
    const secret = ledger.purging().key() ?? Buffer.alloc(0);
    expect(expected.size).toBeGreaterThan(150);

    for (const [name, said] of expected) {
      const { found } = await lookUp(ledger, join(sound.home, 'out'), { key: secret, name });

      const told = found.flatMap(({ answers }) =>
        answers.map(({ sector, outcome, version }) => `${sector} ${outcome} ${version}`),
      );
      expect(told.sort(), name).toEqual([...said].sort());
    }
    await ledger.close();
  });

  it('tells it to people and to programs', async () => {
    const [name = ''] = expected.keys();
    const runId = basename(sound.folders[0] ?? '');

    const { code, stdout } = await lookup(name);
    const json = JSON.parse((await lookup(name, '--json')).stdout);

    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${runId}, .* as of 2025-09-26\n {2}version \\d+ {2}`));
    expect(json).toMatchObject({ lookupVersion: 1, runs: 1, found: [{ runId }], missing: [] });
  });

  it('says that nothing was decided on a decision that touched nobody', async () => {
    const { code, stdout } = await lookup('OM:NOBODY');

    expect(code).toBe(0);
    expect(stdout).toContain('in 1 purged runs no notice, review item or considered fact rested');
  });

  it('trusts no purged.json but the one that the purge left', async () => {
    const file = join(sound.folders[0] ?? '', 'purged.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('"REVIEW"', '"NOTICE"'));

    const { code, stdout } = await lookup([...expected.keys()][0] ?? '');

    writeFileSync(file, text);
    expect(code).toBe(3);
    expect(stdout).toContain('has another purged.json');
  });

  it('tells nothing any more once the key is destroyed, and keeps no byte of it', async () => {
    const before = await key();
    const [name = ''] = expected.keys();
    const refused = ['purge', '--destroy-key', '--before', '2026-01-01', ...places()];
    expect((await callProgram(refused, '2026-01-01')).code).toBe(2);

    const destroyed = await say('purge', '--destroy-key', '--yes', ...places());
    expect(destroyed.code).toBe(0);
    expect(destroyed.lines.join()).toContain(
      `does not reach the processing log ${sound.ledger}.processing`,
    );

    const { code, stderr } = await lookup(name);
    expect(code).toBe(2);
    expect(stderr).toContain('the key was destroyed on');
    expect(await key()).toBeNull();
    expect(readFileSync(sound.ledger).includes(before ?? '')).toBe(false);
    const verified = await say('verify', sound.folders[0] ?? '', '--ledger', sound.ledger);
    expect(verified.code).toBe(0);
    expect((await say('purge', '--yes', '--before', '2100-01-01', ...places())).code).toBe(0);
  });
});
