import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RULES_FOLDER } from '../../src/intake/rule-files.ts';
import { openLog } from '../../src/log.ts';
import { catchUp } from '../../src/run/catch-up.ts';
import { type ExplainedCase, type Explanation, explainCase } from '../../src/run/explanation.ts';
import { FIXTURES } from '../audit/audited-run.ts';
import { callProgram } from '../support/in-process.ts';

const NOW = '2025-10-01T00:00:00Z';
const IN = join(FIXTURES, 'sample/in');
const DECISION_FILES = ['om', 'rechtspraak', 'cjib'].map((name) => join(IN, `${name}.csv`));
const SUBSCRIPTION_FILES = ['subscriptions-kinderopvang', 'subscriptions-taxi'].map((name) =>
  join(IN, `${name}.csv`),
);
const INPUTS = [
  ...['--decisions', ...DECISION_FILES],
  ...['--subscriptions', ...SUBSCRIPTION_FILES],
  ...['--identities', join(IN, 'identities.csv')],
  ...['--already-signalled', join(IN, 'already-signalled.csv')],
];
let home = '';
let folder = '';
let places: readonly string[] = [];

type Row = Readonly<Record<string, string>>;

function rowsOf(path: string): Row[] {
  return parse(readFileSync(path), {
    ...{ columns: true, bom: true, relax_quotes: true },
    ...{ relax_column_count: true, skip_records_with_error: true },
  });
}

const published = (file: string) => rowsOf(join(folder, file));

function firstOfEach(rows: readonly Row[], column: string): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row[column], row])).values()];
}

async function explain(...subject: string[]): Promise<Explanation> {
  const said = await callProgram(
    ['explain', folder, ...subject, ...INPUTS, ...places, '--json'],
    NOW,
  );
  expect(said.stderr).toBe('');
  expect(said.code).toBe(0);
  return JSON.parse(said.stdout);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'explain-'));
  places = ['--ledger', join(home, 'ledger.db')];
  const said = await callProgram(
    [
      ...['run', '--from', '2025-07-17', '--until', '2025-09-27', '--log-level', 'silent'],
      ...[...INPUTS, ...places, '--out', join(home, 'out'), '--allow-rejects', '9999'],
    ],
    NOW,
  );
  folder = said.stdout.trim().split('\n').at(-1) ?? '';
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Explanations of all that the run judged, by one look at the judgement. */
async function explainAll() {
  const ends: string[] = [];
  const cases: ExplainedCase[] = [];
  const outcome = await catchUp(
    {
      ...{ from: '2025-07-17', until: '2025-09-27', lastDays: undefined, asOf: undefined },
      inputs: {
        decisions: DECISION_FILES,
        subscriptions: SUBSCRIPTION_FILES,
        identities: [join(IN, 'identities.csv')],
        'already-signalled': [join(IN, 'already-signalled.csv')],
      },
      ...{ profiles: [], rulesFolder: DEFAULT_RULES_FOLDER, outFolder: home },
      ...{ ledgerFile: places[1] ?? '', activity: 'urn:x:y', isNewLedgerAllowed: false },
      ...{ isDryRun: true, isScreenOff: false },
    },
    {
      ...{ log: openLog(process.stderr, 'silent'), signal: new AbortController().signal },
      ...{ now: () => Date.parse(NOW), progress: () => {} },
      witness: (batch) => {
        for (const [row, end] of batch.ends) if (!row.isOfNobody) ends.push(end);
        cases.push(...batch.cases.map(explainCase));
      },
    },
  );
  expect(outcome?.summary.runId).toBe(basename(folder));
  return { ends, cases };
}

describe('explain', () => {
  it('agrees with the run on every row that was judged, every fact and every notice (contract 3, 4)', async () => {
    const { ends, cases } = await explainAll();
    const facts = cases.flatMap((each) => each.facts.map((fact) => ({ ...each, ...fact })));

    const totals = new Map<string, number>();
    for (const { input, disposition = '', rows } of published('totals.csv'))
      if (input === 'decisions' && !['REJECTED', 'OUTSIDE_WINDOW'].includes(disposition))
        totals.set(disposition, (totals.get(disposition) ?? 0) + Number(rows));
    totals.delete('NO_SUBSCRIPTION');
    for (const [disposition, rows] of totals)
      expect(ends.filter((end) => end === disposition).length, disposition).toBe(rows);

    const considered = facts
      .filter(({ outcome }) => outcome !== 'NOTICE' && outcome !== 'REVIEW')
      .map((f) => `${f.subscriptionId} ${f.fact} ${f.governedBy} ${f.outcome} ${f.rule}`);
    const listed = published('considered.csv')
      .filter(({ fact }) => fact !== '!')
      .map((r) => `${r.subscription_id} ${r.fact} ${r.decision_id} ${r.outcome} ${r.rule}`);
    expect(considered.sort()).toEqual(listed.sort());

    const notices = cases.flatMap(({ noticeId, now }) =>
      now === null ? [] : [`${noticeId} ${now.version} ${now.action} ${now.flags.join(';')}`],
    );
    const sent = published('notices.csv').map(
      (r) => `${r.notice_id} ${r.notice_version} ${r.action} ${r.flags}`,
    );
    expect(notices.sort()).toEqual(sent.sort());
  });

  it('tells of every outcome by which rule a decision led to no notice', async () => {
    for (const row of firstOfEach(published('considered.csv'), 'outcome')) {
      const { cases } = await explain('--decision', (row.decision_id ?? '').replace(/:\d+$/, ''));
      const own = cases.find(({ subscriptionId }) => subscriptionId === row.subscription_id);
      expect(own?.facts.map(({ outcome, rule }) => `${outcome} ${rule}`)).toContain(
        `${row.outcome} ${row.rule}`,
      );
    }
  });

  it('tells the codes of a refused row, and that of a row of nobody', async () => {
    const [refused] = published('rejects.csv').filter(
      ({ input, error_codes: codes, raw = '' }) =>
        input === 'decisions' && codes === 'ARTICLES_MISSING' && !raw.includes('"'),
    );
    const named = new Set(
      ['notices.csv', 'review.csv', 'considered.csv'].flatMap((file) =>
        published(file).map(({ decision_ids: ids, decision_id: id }) => ids ?? id ?? ''),
      ),
    );
    const ofNobody = rowsOf(DECISION_FILES[0] ?? '').find(
      ({ decision_id: id = '', registered_at: at = '', version }) =>
        at.startsWith('2025-08') && version === '' && ![...named].some((ids) => ids.includes(id)),
    );
    const { rows: nobody } = await explain('--decision', `OM:${ofNobody?.decision_id}`);
    expect(['NO_SUBSCRIPTION', 'REJECTED']).toContain(nobody[0]?.end);
    if (refused !== undefined) {
      const [id = ''] = (refused.raw ?? '').split(',');
      const { rows } = await explain('--decision', `OM:${id}`);
      expect(rows).toContainEqual(
        expect.objectContaining({ end: 'REJECTED', errors: ['ARTICLES_MISSING'] }),
      );
    }
  });

  it('tells of a doubled subscription id which rows were refused or counted as repeats (contract 2.5)', async () => {
    const doubled = published('rejects.csv').find(
      ({ error_codes: codes }) => codes === 'SUBSCRIPTION_ID_DUPLICATE',
    );
    const [id = ''] = (doubled?.raw ?? '').split(',');
    const { rows } = await explain('--subscription', id);
    expect(rows.map(({ end }) => end)).toEqual(rows.map(() => 'REJECTED'));
    expect(rows.length).toBeGreaterThan(1);
  });

  it('says that a decision is in no input, and without the inputs what it cannot know', async () => {
    const { rows, decisions, cases } = await explain('--decision', 'OM:NOWHERE');
    expect({ rows, decisions, cases }).toEqual({ rows: [], decisions: [], cases: [] });

    const said = await callProgram(['explain', folder, '--decision', 'OM:NOWHERE'], NOW);
    expect(said.stdout).toContain('Not listed in this run');
    expect(said.stdout).toContain('Give the inputs');
  });

  it('refuses other inputs than those of the run, and a BSN as an argument', async () => {
    const other = ['--decisions', DECISION_FILES[0] ?? '', ...INPUTS.slice(4)];
    const said = await callProgram(
      ['explain', folder, '--decision', 'OM:X', ...other, ...places],
      NOW,
    );
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('are not those of');

    const typed = await callProgram(['explain', folder, '--bsn', '999990342', ...INPUTS], NOW);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('never an argument');
    expect(typed.stderr).not.toContain('999990342');
  });
});
