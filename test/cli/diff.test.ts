import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RULES_FOLDER } from '../../src/intake/rule-files.ts';
import { mendHashes } from '../audit/forger.ts';
import { callProgram } from '../support/in-process.ts';
import { type NightRow, writeDecisions } from '../support/nights.ts';

const SUBSCRIPTIONS =
  'subscription_id,sector,bsn,skn,family_name,birth_date,status,valid_from,valid_until\n';
const PERSON = '999990342,,Visser,1980-05-17';
const AT = '2025-08-14T12:00:00Z';
const D1: NightRow = { id: 'D1', at: AT, isOfSubscriber: true };
const D2: NightRow = { id: 'D2', at: AT, isOfSubscriber: true };

interface Told {
  readonly what: string;
  readonly change: string;
  readonly columns: readonly string[];
  readonly causes: readonly unknown[];
  readonly isCertain: boolean;
}

describe('diff', () => {
  const home = process.cwd();
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diff-'));
    process.chdir(folder);
    writeDecisions(folder, 'decisions.csv', [D1]);
    writePeople('ACTIVE', '');
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  });

  function writePeople(status: string, until: string): void {
    const line = `K1,KINDEROPVANG,${PERSON},${status},2020-01-01,${until}\n`;
    writeFileSync('subscriptions.csv', SUBSCRIPTIONS + line);
  }
  function call(...args: readonly string[]) {
    return callProgram(args, '2026-11-28T08:00:00+01:00');
  }
  async function run(...more: readonly string[]): Promise<string> {
    const { stdout } = await call(
      ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--log-level', 'silent'],
      ...['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv', ...more],
    );
    return String(stdout.trim().split('\n').at(-1));
  }
  /** Rules under which 300 Sr is of no weight. */
  function writeRules(): void {
    cpSync(DEFAULT_RULES_FOLDER, 'rules', { recursive: true });
    const file = 'rules/kinderopvang.json';
    const rules = JSON.parse(readFileSync(file, 'utf8'));
    rules.categories = rules.categories.filter(
      (one: { offences: { law: string; articles: string[] }[] }) =>
        !one.offences.some(({ articles }) => articles.some((each) => /^300/.test(each))),
    );
    rules.notRelevant.unshift({ law: 'Sr', articles: ['300'] });
    writeFileSync(file, JSON.stringify(rules));
  }
  /** The differences of the two runs, with the ledger at hand or without. */
  async function diff(
    before: string,
    now: string,
    ledger = './ledger/catchup.db',
    ...inputs: readonly string[]
  ) {
    const asked = [...inputs, '--json', '--ledger', ledger];
    const { code, stdout } = await call('diff', before, now, ...asked);
    expect(code).toBe(0);
    const { differences } = JSON.parse(stdout) as { differences: readonly Told[] };
    return differences.map(({ what, change, causes, isCertain }) => ({
      ...{ what, change, causes, isCertain },
    }));
  }
  const row = (change: string, reference: string) => ({
    cause: 'INPUT_ROW',
    change,
    row: reference,
  });

  it('finds nothing between a run and itself', async () => {
    const only = await run();
    const { stdout } = await call('diff', only, only);

    expect(await diff(only, only)).toEqual([]);
    expect(stdout).toMatch(/^notices {5}the same\nreviews {5}the same\nconsidered {2}the same$/m);
  });

  it('names a row that is new, and the notice that comes of it', async () => {
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D1, D2]);
    const now = await run();

    const found = {
      what: 'NOTICE',
      change: 'CAME',
      causes: [row('NEW', 'OM:D2:1')],
      isCertain: true,
    };
    expect(await diff(before, now)).toEqual([found]);
    expect(await diff(before, now, 'none.db')).toEqual([found]);
  });

  it('names a row that is gone, and the notice that went with it', async () => {
    writeDecisions(folder, 'decisions.csv', [D1, D2]);
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D1]);
    const now = await run('--ledger', 'other.db', '--new-ledger');

    expect(await diff(before, now)).toEqual([
      { what: 'NOTICE', change: 'WENT', causes: [row('GONE', 'OM:D2:1')], isCertain: true },
    ]);
  });

  it('names a version that took the place of another: a notice that changed', async () => {
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D1, { ...D1, version: 2, article: '287 Sr' }]);
    const now = await run();

    expect(await diff(before, now)).toEqual([
      { what: 'NOTICE', change: 'CHANGED', causes: [row('CHANGED', 'OM:D1:2')], isCertain: true },
    ]);
  });

  it('names the version that withdrew a decision, as the ledger knows it: a retraction', async () => {
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D1, { ...D1, version: 2 }]);
    const text = readFileSync('decisions.csv', 'utf8').trimEnd().split('\n');
    const lines = text.map((line, at) => `${line},${['status', '', 'WITHDRAWN'][at]}`);
    writeFileSync('decisions.csv', `${lines.join('\n')}\n`);
    const now = await run();

    expect(await diff(before, now)).toEqual([
      { what: 'NOTICE', change: 'WENT', causes: [row('CHANGED', 'OM:D1:2')], isCertain: true },
    ]);
    expect(await diff(before, now, 'none.db')).toEqual([
      { what: 'NOTICE', change: 'WENT', causes: [row('GONE', 'OM:D1:1')], isCertain: true },
    ]);
  });

  it('names a subscription that changed', async () => {
    const before = await run();
    writePeople('ENDED', '');
    const now = await run();

    const causes = [{ cause: 'SUBSCRIPTION', change: 'CHANGED' }];
    const ended = { what: 'CONSIDERED', change: 'CAME', causes, isCertain: true };
    const gone = { what: 'NOTICE', change: 'WENT', causes, isCertain: true };
    expect(await diff(before, now)).toEqual([ended, gone]);
    expect(await diff(before, now, 'none.db')).toEqual([ended, gone]);
  });

  it('names the as-of date', async () => {
    writePeople('ACTIVE', '2025-09-01');
    const before = await run();
    const now = await run('--as-of', '2025-09-01');

    const found = await diff(before, now);
    expect(found.map(({ what, change }) => `${what} ${change}`)).toEqual([
      'CONSIDERED CAME',
      'NOTICE WENT',
    ]);
    for (const { causes, isCertain } of found)
      expect({ causes, isCertain }).toEqual({ causes: [{ cause: 'AS_OF_DATE' }], isCertain: true });
  });

  it('names the rules, and the version of the program, and both where both differ', async () => {
    const before = await run();
    writeRules();
    const now = await run('--rules', 'rules');
    const read = (path: string) => JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
    const write = (path: string, manifest: object) =>
      writeFileSync(join(path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const causesOf = async () =>
      (await diff(before, now)).map(({ causes, isCertain }) => ({ causes, isCertain }));

    const rule = { causes: [{ cause: 'RULE' }], isCertain: true };
    expect(await causesOf()).toEqual([rule, rule]);
    const manifest = read(now);
    write(now, { ...manifest, programVersion: '0.2.0' });
    const either = { causes: [{ cause: 'PROGRAM_VERSION' }, { cause: 'RULE' }], isCertain: false };
    expect(await causesOf()).toEqual([either, either]);
    write(now, { ...manifest, programVersion: '0.2.0', rules: read(before).rules });
    const version = { causes: [{ cause: 'PROGRAM_VERSION' }], isCertain: true };
    expect(await causesOf()).toEqual([version, version]);
  });

  it('says that it may be a new row or a new subscription where the folders do not show which', async () => {
    const came = { what: 'NOTICE', change: 'CAME' };
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D1, D2]);
    writeFileSync(
      'subscriptions.csv',
      `${readFileSync('subscriptions.csv', 'utf8')}T1,TAXI,${PERSON},ACTIVE,2020-01-01,\n`,
    );
    const now = await run();

    const person = { cause: 'SUBSCRIPTION', change: 'NEW' };
    expect(await diff(before, now, 'none.db')).toEqual([
      { ...came, causes: [row('NEW', 'OM:D2:1')], isCertain: true },
      { ...came, causes: [person], isCertain: true },
      { ...came, causes: [row('NEW', 'OM:D2:1'), person], isCertain: false },
    ]);
  });

  it('finds by the inputs of both runs what each difference comes of', async () => {
    const came = { what: 'NOTICE', change: 'CAME', isCertain: true };
    const before = await run();
    cpSync('decisions.csv', 'decisions-before.csv');
    cpSync('subscriptions.csv', 'subscriptions-before.csv');
    writeDecisions(folder, 'decisions.csv', [D1, D2]);
    const people = readFileSync('subscriptions.csv', 'utf8');
    writeFileSync('subscriptions.csv', `${people}T1,TAXI,${PERSON},ACTIVE,2020-01-01,\n`);
    const now = await run('--as-of', '2025-08-16');
    const inputs = [
      ...['--decisions', 'decisions-before.csv', 'decisions.csv'],
      ...['--subscriptions', 'subscriptions-before.csv', 'subscriptions.csv'],
    ];

    const person = { cause: 'SUBSCRIPTION', change: 'NEW' };
    expect(await diff(before, now, undefined, ...inputs)).toEqual([
      { ...came, causes: [row('NEW', 'OM:D2:1')] },
      { ...came, causes: [person] },
      { ...came, causes: [row('NEW', 'OM:D2:1'), person] },
    ]);
    const back = await diff(now, before, undefined, ...inputs);
    const gone = { cause: 'SUBSCRIPTION', change: 'GONE' };
    expect(back.map(({ causes, isCertain }) => ({ causes, isCertain }))).toEqual([
      { causes: [row('GONE', 'OM:D2:1')], isCertain: true },
      { causes: [gone], isCertain: true },
      { causes: [row('GONE', 'OM:D2:1'), gone], isCertain: true },
    ]);
    const some = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
    const refused = await call('diff', before, now, ...some);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('give the files of both runs');
  });

  it('finds by the inputs that an earlier run had set a later as-of date (contract 3.9)', async () => {
    writePeople('ACTIVE', '2025-08-16');
    const before = await run();
    cpSync('subscriptions.csv', 'subscriptions-before.csv');
    writePeople('ACTIVE', '2025-08-15');
    const now = await run('--as-of', '2025-08-14');
    const inputs = [
      ...['--decisions', 'decisions.csv'],
      ...['--subscriptions', 'subscriptions-before.csv', 'subscriptions.csv'],
    ];

    const causes = [{ cause: 'SUBSCRIPTION', change: 'CHANGED' }, { cause: 'EARLIER_RUNS' }];
    expect(await diff(before, now, undefined, ...inputs)).toEqual([
      { what: 'CONSIDERED', change: 'CAME', causes, isCertain: true },
      { what: 'NOTICE', change: 'WENT', causes, isCertain: true },
    ]);
  });

  it('finds by the inputs what comes of the rules and what of a subscription (contract 3.5)', async () => {
    const before = await run();
    cpSync('subscriptions.csv', 'subscriptions-before.csv');
    const people = readFileSync('subscriptions.csv', 'utf8');
    writeFileSync('subscriptions.csv', `${people}T1,TAXI,${PERSON},ENDED,2020-01-01,\n`);
    writeRules();
    const now = await run('--rules', 'rules');
    const inputs = [
      ...['--decisions', 'decisions.csv'],
      ...['--subscriptions', 'subscriptions-before.csv', 'subscriptions.csv'],
    ];
    const causesOf = async (...asked: Parameters<typeof diff>) =>
      (await diff(...asked)).map(({ causes, isCertain }) => ({ causes, isCertain }));

    const rule = { causes: [{ cause: 'RULE' }], isCertain: true };
    const person = (change: string) => ({
      ...{ causes: [{ cause: 'SUBSCRIPTION', change }], isCertain: true },
    });
    expect(await causesOf(before, now, undefined, ...inputs, '--rules', 'rules')).toEqual([
      ...[rule, rule, person('NEW')],
    ]);
    const unknown = await call('diff', now, before, ...inputs);
    const file = String.raw`kinderopvang\.json \S+ \([0-9a-f]{8}\)`;
    expect(unknown.stdout).toMatch(
      new RegExp(`^differs {5}rules: ${file} before, ${file} now$`, 'm'),
    );
    expect(unknown.stdout).toMatch(/ or the rules are others\n\nto know .* \(--rules-before/);
    expect(await causesOf(now, before, undefined, ...inputs, '--rules-before', 'rules')).toEqual([
      ...[rule, rule, person('GONE')],
    ]);
    const wrong = await call('diff', now, before, ...inputs, '--rules-before', 'no-such-folder');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    const foreign = ['--rules', 'rules', '--rules-before', 'rules'];
    const { code, stderr } = await call('diff', now, before, ...inputs, ...foreign);
    expect(code).toBe(2);
    expect(stderr).toContain('rule file kinderopvang.json was not given');
  });

  it('tells by the inputs what comes of the program, and what of nothing that is known', async () => {
    const before = await run();
    const now = await run('--as-of', '2025-08-16');
    const inputs = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
    const edit = (path: string, file: string, from: RegExp, to: string) => {
      const text = readFileSync(join(path, file), 'utf8');
      writeFileSync(join(path, file), text.replace(from, to));
      mendHashes(path);
    };

    expect(await diff(before, now, undefined, ...inputs)).toEqual([]);
    edit(before, 'notices.csv', /,GEWELD,/, ',ZEDEN,');
    const changed = { what: 'NOTICE', change: 'CHANGED', isCertain: true };
    expect(await diff(before, now, undefined, ...inputs)).toEqual([
      { ...changed, causes: [{ cause: 'UNEXPLAINED' }] },
    ]);
    edit(before, 'manifest.json', /"programVersion": ".*"/, '"programVersion": "0.0.9"');
    expect(await diff(before, now, undefined, ...inputs)).toEqual([
      { ...changed, causes: [{ cause: 'PROGRAM_VERSION' }] },
    ]);
    edit(now, 'manifest.json', /"programVersion": ".*"/, '"programVersion": "0.0.8"');
    const refused = await call('diff', before, now, ...inputs);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('version 0.0.9 and 0.0.8, this is');
  });

  it('names the answer to a review item', async () => {
    const doubtful = readFileSync('decisions.csv', 'utf8').replace('1980-05-17', '1980-05-18');
    writeFileSync('decisions.csv', doubtful);
    const asked = await run();
    const [line = ''] = (await call('review', 'list')).stdout.split('\n');
    const answer = ['--as', 'notice', '--by', 'A. Jansen', '--reason', 'looked'];
    expect((await call('review', 'resolve', line.slice(0, 36), ...answer)).code).toBe(0);
    const answered = await run('--as-of', '2025-08-16');

    const causes = [{ cause: 'REVIEW_ANSWER' }];
    const inputs = ['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'];
    for (const given of [[], inputs])
      expect(await diff(asked, answered, undefined, ...given)).toEqual([
        { what: 'NOTICE', change: 'CAME', causes, isCertain: true },
      ]);
  });

  it('names the window where the inputs are the same', async () => {
    const early = { ...D2, at: '2025-08-13T12:00:00Z' };
    writeDecisions(folder, 'decisions.csv', [D1, early]);
    const before = await run();
    const now = await run('--from', '2025-08-13');

    expect(await diff(before, now)).toEqual([
      { what: 'NOTICE', change: 'CAME', causes: [{ cause: 'WINDOW' }], isCertain: true },
    ]);
  });

  it('shows neither a person nor a case', async () => {
    const before = await run();
    writeDecisions(folder, 'decisions.csv', [D2]);
    const now = await run('--ledger', 'other.db', '--new-ledger');

    for (const form of [[], ['--json']]) {
      const { stdout, stderr } = await call('diff', before, now, ...form);
      expect(stdout).toContain('K1');
      expect(stdout + stderr).not.toMatch(/999990342|Visser|1980-05-17|16.111111|111112/);
    }
  });

  it('takes two run folders, as they were published', async () => {
    const only = await run();
    expect((await call('diff', only)).code).toBe(2);
    expect((await call('diff', only, 'no-such-folder')).code).toBe(2);
    writeFileSync(join(only, 'notices.csv'), 'altered');

    expect((await call('diff', only, only)).code).toBe(6);
  });
});
