import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { aRun, changesOf } from '../ledger/ledger-rows.ts';
import { callProgram } from '../support/in-process.ts';
import { runCommand } from '../support/program.ts';

const NOW = '2025-08-20T08:00:00+02:00';
const HEADER =
  'decision_id,version,status,source,kind,registered_at,decided_on,case_number,fact_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date';
const VISSER = '999990342,,Visser,1980-05-17';
const DE_BOER = ',,de Boer,1975-03-02';
const SUBSCRIPTIONS = [
  'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from,role',
  'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01,GASTOUDER',
  'K2,KINDEROPVANG,,,de Boer,1975-03-02,2020-01-01,GASTOUDER',
];

interface Row {
  readonly id: string;
  readonly caseNumber: string;
  readonly version?: number;
  readonly status?: string;
  readonly fact?: string;
  readonly articles?: string;
  readonly person?: string;
  readonly day?: string;
}

/** A doubtful match by name, an unknown article, and an unknown article beside a notice. */
const BY_NAME: Row = { id: 'D1', caseNumber: '16/100001-25', person: DE_BOER };
const UNKNOWN: Row = { id: 'D2', caseNumber: '16/100002-25', articles: '1 Onbekend' };
const CERTAIN: Row = { id: 'D3', caseNumber: '16/100003-25', fact: '1' };
const BESIDE: Row = { ...UNKNOWN, id: 'D4', caseNumber: '16/100003-25', fact: '2' };
const CROWD: Row = { id: 'D9', caseNumber: '16/100009-25', person: ',,Jansen,1970-01-02' };

describe('review', () => {
  let folder = '';
  let runs: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'review-'));
    runs = [];
    writeFileSync(join(folder, 'subscriptions.csv'), `${SUBSCRIPTIONS.join('\n')}\n`);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const ledger = () => ['--ledger', join(folder, 'ledger.db')];
  const review = (...args: string[]) => callProgram(['review', ...args, ...ledger()], NOW);

  /** Runs one local day; gives the rows of its notices, and how it ended. */
  async function run(day: string, rows: readonly Row[]) {
    const lines = rows.map(({ id, caseNumber, version = 1, status = '', ...row }) => {
      const at = `${row.day ?? day}T10:00:00+02:00`;
      const { fact = '', articles = '249 Sr', person = VISSER } = row;
      return `${id},${version},${status},OM,DAGVAARDING,${at},2025-08-01,${caseNumber},${fact},MISDRIJF,${articles},2025-06-01,${person}`;
    });
    writeFileSync(join(folder, 'om.csv'), `${[HEADER, ...lines].join('\n')}\n`);
    const next = `2025-08-${Number(day.slice(-2)) + 1}`;
    const { code, stdout } = await callProgram(
      [
        ...['run', '--from', day, '--until', next, '--decisions', join(folder, 'om.csv')],
        ...['--subscriptions', join(folder, 'subscriptions.csv'), '--log-level', 'silent'],
        ...['--out', join(folder, 'out'), ...ledger()],
      ],
      NOW,
    );
    const published = stdout.trimEnd().split('\n').at(-1) ?? '';
    runs.push(published);
    return { code, stdout, folder: published, notices: noticesOf(published) };
  }

  function noticesOf(published: string) {
    const [header = '', ...lines] = readFileSync(join(published, 'notices.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    const place = (name: string) => header.split(',').indexOf(name);
    return lines.map((line) => {
      const cells = line.split(',');
      const [version, action, facts, flags] = ['notice_version', 'action', 'facts', 'flags'].map(
        (name) => cells[place(name)],
      );
      return `${action} ${version} ${facts} ${flags}`;
    });
  }

  /** The id of the only open item. */
  async function openItem(): Promise<string> {
    const { stdout } = await review('list', '--open');
    expect(stdout.split('\n')).toHaveLength(2);
    return stdout.slice(0, 36);
  }

  function resolve(id: string, as: string) {
    return review('resolve', id, '--as', as, '--by', 'A. Jansen', '--reason', 'seen the file');
  }

  async function deliver(): Promise<readonly string[]> {
    await callProgram(['deliver', ...ledger(), '--log-level', 'silent'], NOW);
    const file = join(folder, 'outbox', 'KINDEROPVANG.ndjson');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.map((line) => {
      const { data } = JSON.parse(line);
      return `${data.action} ${data.notice_version} ${data.facts.join(';')} ${data.flags.join(';')}`;
    });
  }

  async function allVerify(): Promise<void> {
    for (const published of runs) {
      const said = await callProgram(['verify', published, ...ledger()], NOW);
      expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('ledger agrees') });
    }
  }

  it('makes a notice of its own, for the next delivery and the next run whatever its window', async () => {
    const first = await run('2025-08-14', [BY_NAME]);
    expect(first).toMatchObject({ code: 3, notices: [] });

    const said = await resolve(await openItem(), 'notice');

    expect(said).toMatchObject({ code: 0, stdout: expect.stringMatching(/: NEW .*\.1, for the/) });
    expect(await deliver()).toEqual(['NEW 1 * RESOLVED_BY_REVIEW']);
    const next = await run('2025-08-15', [CROWD]);
    expect(next.notices).toEqual(['UNCHANGED 1 * RESOLVED_BY_REVIEW']);
    expect((await run('2025-08-16', [CROWD])).notices).toEqual([]);
    await allVerify();
  });

  it('amends a notice that stands beside it', async () => {
    const first = await run('2025-08-14', [CERTAIN, BESIDE]);
    expect(first.notices).toEqual(['NEW 1 1 ']);

    await resolve(await openItem(), 'notice');

    expect(await deliver()).toEqual(['NEW 1 1 ', 'AMENDED 2 1;2 RESOLVED_BY_REVIEW']);
    const again = await run('2025-08-14', [CERTAIN, BESIDE, CROWD]);
    expect(again).toMatchObject({ code: 0, notices: ['UNCHANGED 2 1;2 RESOLVED_BY_REVIEW'] });
    expect(again.stdout).toContain('reviews           0 (1 more are answered)\n');
    await allVerify();
  });

  it('is not asked again while nothing of the case changes, and is counted as open no more', async () => {
    await run('2025-08-14', [UNKNOWN]);
    const status = () => callProgram(['status', ...ledger()], NOW);
    expect((await status()).stdout).toContain('open reviews 1\n');

    expect((await resolve(await openItem(), 'dismiss')).stdout).toContain(': nothing to send\n');

    expect((await status()).stdout).toContain('open reviews 0\n');
    expect(await run('2025-08-14', [UNKNOWN, CROWD])).toMatchObject({ code: 0, notices: [] });
    expect((await review('list')).stdout).toMatch(
      /DISMISSED {2}KINDEROPVANG {2}UNKNOWN_ARTICLE .*seen the file \(A\. Jansen, 20\d\d-/,
    );
    await allVerify();
  });

  it('leaves an earlier run as it was, byte for byte', async () => {
    const first = await run('2025-08-14', [UNKNOWN]);
    const file = join(first.folder, 'notices.csv');
    const bytes = readFileSync(file);
    await resolve(await openItem(), 'notice');
    rmSync(first.folder, { recursive: true });

    const rebuilt = await run('2025-08-14', [UNKNOWN]);

    expect(basename(rebuilt.folder)).toBe(basename(first.folder));
    expect(readFileSync(file)).toEqual(bytes);
    expect(rebuilt.code).toBe(3);
    await allVerify();
  });

  it('opens again where a decision changes; what was sent stands until somebody takes it back', async () => {
    await run('2025-08-14', [UNKNOWN]);
    const id = await openItem();
    await resolve(id, 'notice');

    const changed = await run('2025-08-15', [{ ...UNKNOWN, version: 2, articles: '2 Onbekend' }]);

    // Of the judgement before this run, which left it standing without a row of its own.
    expect(changed).toMatchObject({ code: 3, notices: ['UNCHANGED 1 * RESOLVED_BY_REVIEW'] });
    expect((await review('list')).stdout).toContain('opened again; NOTICE before:  seen the file');
    expect((await resolve(id, 'dismiss')).stdout).toContain(`: RETRACTED ${id}.2`);
    expect(await deliver()).toEqual([
      'NEW 1 * RESOLVED_BY_REVIEW',
      'RETRACTED 2 * RESOLVED_BY_REVIEW',
    ]);
    expect((await run('2025-08-16', [CROWD])).notices).toEqual([
      'RETRACTED 2 * RESOLVED_BY_REVIEW',
    ]);
    await allVerify();
  });

  it('takes only what an earlier answer added from a notice that the rules made', async () => {
    await run('2025-08-14', [CERTAIN, BESIDE]);
    const id = await openItem();
    await resolve(id, 'notice');
    const changed = await run('2025-08-15', [{ ...BESIDE, version: 2, articles: '2 Onbekend' }]);

    const said = await resolve(id, 'dismiss');

    // The rules' own fact is what is left while the other one is asked again (contract 3.9).
    expect(changed.notices).toEqual(['AMENDED 3 1 ']);
    expect(said.stdout).toContain(': nothing to send\n');
    expect((await run('2025-08-14', [CERTAIN, CROWD])).notices).toEqual(['UNCHANGED 3 1 ']);
    await allVerify();
  });

  it('lets a conflict stand as a notice until a later version settles it', async () => {
    const rivals = [CERTAIN, { ...CERTAIN, articles: '300 Sr' }];
    await run('2025-08-14', rivals);
    const id = await openItem();

    await resolve(id, 'notice');

    expect(await deliver()).toEqual(['NEW 1 !;! RESOLVED_BY_REVIEW']);
    const again = await run('2025-08-14', [...rivals, CROWD]);
    expect(again).toMatchObject({ code: 0, notices: ['UNCHANGED 1 !;! RESOLVED_BY_REVIEW'] });
    const settled = await run('2025-08-15', [{ ...CERTAIN, version: 2 }]);
    expect(settled.notices).toEqual(['AMENDED 2 1 ']);
    await allVerify();
  });

  it('waits for the publication of the last run, behind which its answer is sent', async () => {
    await run('2025-08-14', [UNKNOWN]);
    const id = await openItem();
    const file = join(folder, 'ledger.db');
    const writer = await openLedger({ file, access: 'write', create: false });
    const last = await writer.record(aRun(9), [changesOf()]);
    await writer.close();

    const early = await resolve(id, 'notice');

    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('not published') });
    const publisher = await openLedger({ file, access: 'write', create: false });
    await publisher.markPublished(last);
    await publisher.close();
    expect((await resolve(id, 'notice')).code).toBe(0);
  });

  it('opens again where the subscription changes', async () => {
    await run('2025-08-14', [BY_NAME]);
    const id = await openItem();
    await resolve(id, 'dismiss');
    const moved = SUBSCRIPTIONS.join('\n').replaceAll('GASTOUDER', 'HUISGENOOT');
    writeFileSync(join(folder, 'subscriptions.csv'), `${moved}\n`);

    expect(await run('2025-08-14', [BY_NAME, CROWD])).toMatchObject({ code: 3 });

    expect(await openItem()).toBe(id);
    expect((await resolve(id, 'notice')).stdout).toContain(`NEW ${id}.1`);
  });

  it('is taken back by a run where the doubtful decision is withdrawn', async () => {
    await run('2025-08-14', [BY_NAME]);
    const id = await openItem();
    await resolve(id, 'notice');

    const { notices } = await run('2025-08-15', [{ ...BY_NAME, version: 2, status: 'WITHDRAWN' }]);

    expect(notices).toEqual(['RETRACTED 2 * RESOLVED_BY_REVIEW']);
    expect((await review('list')).stdout).toMatch(new RegExp(`^${id} {2}GONE .*seen the file`));
    await allVerify();
  });

  it('shows what there is to judge, and where the person stands', async () => {
    const first = await run('2025-08-14', [CERTAIN, BESIDE]);
    const id = await openItem();

    const shown = await review('show', id, '--out', join(folder, 'out'));
    const json = await review('show', id, '--out', join(folder, 'out'), '--json');

    expect(shown.stdout).toContain(`person        ${first.folder}/review.csv line 2\n`);
    expect(shown.stdout).toContain('fact 2        OM:D4:1, DAGVAARDING, UNKNOWN: in question\n');
    expect(shown.stdout).not.toMatch(/Visser|999990342|1980-05-17|100003/);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ reviewVersion: 1, reviewId: id, state: 'OPEN', line: 2 },
      reasons: ['UNKNOWN_ARTICLE'],
      asDismissed: { facts: [{ fact: '1' }] },
    });
    expect(json.stdout).not.toMatch(/Visser|999990342|1980-05-17|100003/);
  });

  it.each([
    ['an answer that there is not', ['--as', 'maybe'], '--as takes one of notice, dismiss'],
    ['no reason', ['--as', 'notice', '--reason', ' '], '--reason takes one line'],
    ['a number of a person', ['--as', 'notice', '--reason', 'is 999990342'], 'personal numbers'],
  ])('refuses %s', async (_, options, message) => {
    await run('2025-08-14', [UNKNOWN]);
    const id = await openItem();

    const said = await review('resolve', id, '--by', 'A', '--reason', 'x', ...options);

    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(await openItem()).toBe(id);
  });

  it('refuses an item that there is not, one that is answered, and one that asks nothing any more', async () => {
    await run('2025-08-14', [UNKNOWN]);
    const id = await openItem();
    const unknown = await resolve('209d2c52-0f24-5149-bca0-12d25d131595', 'notice');
    await resolve(id, 'dismiss');
    const answered = await resolve(id, 'notice');
    await run('2025-08-15', [{ ...UNKNOWN, version: 2, status: 'WITHDRAWN' }]);
    const gone = await resolve(id, 'notice');

    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('no review item') });
    expect(answered.code).toBe(2);
    expect(answered.stderr).toContain('was answered as DISMISSED by A. Jansen on ');
    expect(gone).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('asks nothing any more'),
    });
    expect((await review('resolve', id, '--as', 'notice', '--by', 'A')).code).toBe(2);
  });

  it('takes its turn at the ledger, as processes of their own', async () => {
    await run('2025-08-14', [UNKNOWN]);
    const id = await openItem();
    const answer = ['--as', 'notice', '--by', 'A. Jansen', '--reason', 'seen'];
    const call = () =>
      runCommand(['review', 'resolve', id, ...answer, ...ledger()], { cwd: folder });
    const holder = await openLedger({
      ...{ file: join(folder, 'ledger.db'), access: 'write', create: false },
    });
    const held = call();
    await holder.close();

    expect(held.code).toBe(5);
    expect(call().code).toBe(0);
    expect(call().code).toBe(2);
    const { stdout } = runCommand(['review', 'list', '--json', ...ledger()], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'NOTICE', resolution: { by: 'A. Jansen' } });
  });
});
