import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { type AuditedRuns, FIXTURES, runAll, type Said, sampleRun, say } from './audited-run.ts';
import { mendCounts, mendHashes } from './forger.ts';

const PERSONAL = /\b\d{9}\b|\b\d\d\/\d{6}-\d\d\b/;
const SAMPLE = join(FIXTURES, 'sample/in');

describe('verify with the inputs', () => {
  let sound: AuditedRuns;
  let out = '';
  let folder = '';
  let inputs: readonly string[] = [];

  beforeAll(async () => {
    sound = await runAll([
      sampleRun('2025-07-17', '2025-08-20'),
      sampleRun('2025-08-20', '2025-09-26'),
    ]);
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    out = join(sound.home, 'damaged');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    folder = join(out, basename(sound.folders[1] ?? ''));
    inputs = sound.inputs[1] ?? [];
  });
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  async function judge(...given: readonly string[]): Promise<Said> {
    const said = await say('verify', folder, '--ledger', sound.ledger, ...given);
    expect(said.lines.join('\n')).not.toMatch(PERSONAL);
    return said;
  }

  it('finds no fault in the first run either, though the ledger knows a later one', async () => {
    folder = join(out, basename(sound.folders[0] ?? ''));

    expect(await judge(...inputs)).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('inputs judged again')],
    });
  });

  const lineOf = (text: string, at: number) => text.split('\n')[at] ?? '';

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a row that is gone',
      'notices.csv',
      (t) => t.replace(`${lineOf(t, 3)}\n`, ''),
      /^notices\.csv line 4: a row that the inputs give is missing here$/m,
    ],
    [
      'a last row that is gone',
      'review.csv',
      (t) => `${t.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
      /^review\.csv line \d+: a row that the inputs give is missing here$/m,
    ],
    [
      'a row that was added',
      'considered.csv',
      (t) => t.replace(lineOf(t, 2), (row) => `${row}\n${row.replace(/:\d+,/, ':900,')}`),
      /^considered\.csv line [34]: is no row that the inputs give$/m,
    ],
    [
      'a changed category',
      'notices.csv',
      (t) =>
        t.replace(/,[A-Z_]+(,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,BSN)/, ',OTHER$1'),
      /^notices\.csv line \d+: is not what the inputs give in category$/m,
    ],
    [
      'another outcome',
      'considered.csv',
      (t) => t.replace(/,(OUTSIDE_LOOKBACK|NOT_RELEVANT),/, ',CLEARED,'),
      /^considered\.csv line \d+: is not what the inputs give in outcome$/m,
    ],
    [
      'a rejected row that touches nobody any more',
      'rejects.csv',
      (t) => t.replace(',YES,', ',NO,'),
      /^rejects\.csv line \d+: is not what the inputs give in touches_subscription$/m,
    ],
    [
      'a changed report',
      'report.html',
      (t) => t.replace('</h1>', '!</h1>'),
      /^report\.html line \d+: is not what the inputs give$/m,
    ],
    [
      'a report with more lines',
      'report.html',
      (t) => `${t}\n`,
      /^report\.html(: has more lines| line \d+: is not what)/m,
    ],
    [
      'a manifest that forgets a column',
      'manifest.json',
      (t) => t.replace(/"hasFinalLineEnd": true/, '"hasFinalLineEnd": false'),
      /^manifest\.json line \d+: is not what the inputs give$/m,
    ],
  ])('names %s although everything else was mended', async (_, file, change, fault) => {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(folder, file), after);
    mendCounts(folder);
    expect((await say('verify', folder)).code).toBe(0);

    const { code, lines } = await judge(...inputs);

    expect(code).toBe(3);
    expect(lines.join('\n')).toMatch(fault);
  });

  it('names an input that is not that of the run, and compares nothing then', async () => {
    const copy = join(sound.home, 'om.csv');
    cpSync(join(SAMPLE, 'om.csv'), copy);
    appendFileSync(copy, '\n');

    const { code, lines } = await judge(
      ...inputs.map((each) => (each === join(SAMPLE, 'om.csv') ? copy : each)),
    );

    expect(code).toBe(3);
    expect(lines).toEqual([
      'inputs: decisions om.csv was not given, or was altered since the run',
      expect.stringMatching(/^inputs: decisions .*om\.csv is not as this run read one$/),
      '2 faults',
    ]);
  });

  it('names an input that was left out, and rules that are not those of the run', async () => {
    const rules = join(sound.home, 'rules');
    cpSync(join(FIXTURES, '../src/sector/rules'), rules, { recursive: true });
    appendFileSync(join(rules, 'taxi.json'), '\n');
    const fewer = inputs.slice(0, inputs.indexOf('--identities'));

    const { lines } = await judge(...fewer, '--rules', rules);

    expect(lines).toEqual([
      'inputs: already-signalled already-signalled.csv was not given, or was altered since the run',
      'inputs: identities identities.csv was not given, or was altered since the run',
      'inputs: rule file taxi.json was not given, or was altered since the run',
      'inputs: rule file taxi.json is not as this run read one',
      '4 faults',
    ]);
  });

  it('says that a run which the ledger does not hold cannot be judged again', async () => {
    const path = join(folder, 'manifest.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"asOf": "2025/, '"asOf": "2024'));
    mendHashes(folder);

    const { code, lines } = await judge(...inputs);

    expect(code).toBe(3);
    expect(lines.join('\n')).toMatch(/^inputs: cannot be judged again: the ledger holds no run/m);
  });

  it('says where runs before it were purged that a difference may come of that', async () => {
    const first = await runAll([sampleRun('2025-07-17', '2025-07-21')]);
    try {
      const where = ['--out', join(first.home, 'out'), '--ledger', first.ledger];
      const before = new Date().toISOString();
      const args = sampleRun('2025-07-21', '2025-07-25');
      const second = (await say('run', ...args, ...where, '--log-level', 'silent')).lines.at(-1);
      await say('purge', '--before', before, '--yes', ...where);
      const again = ['verify', second ?? '', '--ledger', first.ledger, ...(first.inputs[0] ?? [])];
      expect((await say(...again)).code).toBe(0);
      appendFileSync(join(second ?? '', 'report.html'), '\n');

      expect((await say(...again)).lines).toContain(
        'inputs: earlier runs were purged since: a difference may come of that alone',
      );
    } finally {
      first.remove();
    }
  });

  it('says that nothing can be judged again over a damaged ledger', async () => {
    const ledger = join(sound.home, 'damaged.db');
    const bytes = readFileSync(sound.ledger);
    for (let at = bytes.indexOf('KINDEROPVANG'); at >= 0; at = bytes.indexOf('KINDEROPVANG', at))
      bytes.write('X', at);
    writeFileSync(ledger, bytes);

    const { code, lines } = await say('verify', folder, '--ledger', ledger, ...inputs);

    expect(code).toBe(3);
    expect(lines.at(-2)).toBe('inputs: cannot be judged again: the ledger is damaged');
  });

  it.each<[string, (given: readonly string[]) => readonly string[]]>([
    ['without the ledger', (given) => given],
    ['without the subscriptions', () => ['--decisions', join(SAMPLE, 'om.csv'), '--ledger', 'x']],
    ['with standard input', (given) => ['--ledger', 'x', ...given, '--identities', '-']],
  ])('refuses to judge again %s', async (_, change) => {
    const { code } = await callProgram(
      ['verify', folder, ...change(inputs)],
      '2025-10-01T00:00:00Z',
    );

    expect(code).toBe(2);
  });
});
