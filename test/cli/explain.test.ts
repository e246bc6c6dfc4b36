import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSoundManifest } from '../../src/audit/run-rows.ts';
import { describeExplanation } from '../../src/cli/explain-page.ts';
import { listMentions } from '../../src/cli/mentions.ts';
import { DUTCH } from '../../src/cli/words/dutch.ts';
import { ENGLISH } from '../../src/cli/words/english.ts';
import { DEFAULT_RULES_FOLDER } from '../../src/intake/rule-files.ts';
import { openLog } from '../../src/log.ts';
import { catchUp } from '../../src/run/catch-up.ts';
import type { Subject } from '../../src/run/explain-run.ts';
import {
  type ExplainedCase,
  type ExplainedRow,
  type Explanation,
  explainCase,
} from '../../src/run/explanation.ts';
import { findRows } from '../../src/run/find-rows.ts';
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
const SECTORS = new Set(['KINDEROPVANG', 'TAXI']);
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
  const ends: ExplainedRow['end'][] = [];
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
      ...{
        ledgerFile: places[1] ?? '',
        activity: 'urn:x:y',
        naming: null,
        isNewLedgerAllowed: false,
      },
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

  it('has a plain sentence for every end of a row and every outcome of a fact (contract 3.8, 4)', async () => {
    const { ends, cases } = await explainAll();
    const unjudged = ['REJECTED', 'OUTSIDE_WINDOW', 'NO_SUBSCRIPTION', 'ACCEPTED'] as const;
    const rows = [...new Set([...unjudged, ...ends])].map((end, line) => {
      return { input: 'decisions' as const, file: 'om.csv', line, id: 'OM:1', errors: [], end };
    });
    const facts = cases.flatMap((each) => each.facts);
    expect(rows.map(({ end }) => end).sort()).toEqual(Object.keys(ENGLISH.explain.ends).sort());
    expect([...new Set(facts.map(({ outcome }) => outcome))].sort()).toEqual(
      Object.keys(ENGLISH.explain.outcomes).sort(),
    );

    for (const { explain: words } of [ENGLISH, DUTCH]) {
      const told = { runId: '', rows, decisions: [], purged: [], cases };
      const page = describeExplanation(told, [], words);
      for (const { end } of rows) expect(page).toContain(` ${end}: ${words.ends[end]}\n`);
      for (const { outcome, rule, reasons } of facts)
        expect(page).toContain(
          ` ${outcome} ${[rule, ...reasons].filter((why) => why !== '').join(' ')}: ${words.outcomes[outcome]}\n`,
        );
    }
  });

  it('tells of a conflict what became of it, a fact of its own (contract 3.8)', async () => {
    const [{ decision_ids: asked = '', subscription_id: of = '' } = {}] = published(
      'review.csv',
    ).filter(({ reasons }) => reasons === 'CONFLICTING_VERSIONS');
    const { cases } = await explain('--decision', asked.replace(/:\d+$/, ''));
    const own = cases.find(({ subscriptionId }) => subscriptionId === of);
    expect(own).toMatchObject({ conflicts: [asked], ending: null, hasConflict: true });

    for (const ending of [null, 'VALID_UNTIL']) {
      const told = { runId: '', rows: [], decisions: [], purged: [] };
      const ended = own === undefined ? [] : [{ ...own, ending }];
      const page = describeExplanation({ ...told, cases: ended }, [], ENGLISH.explain);
      const outcome =
        ending === null ? 'REVIEW CONFLICTING_VERSIONS' : 'SUBSCRIPTION_ENDED VALID_UNTIL';
      expect(page).toContain(`fact !, rows of ${asked} say different things (3.2): ${outcome}: `);
    }
  });

  it('tells the codes of a refused row, and the end of a row of nobody and of one outside the window', async () => {
    const subscribed = new Set(SUBSCRIPTION_FILES.flatMap(rowsOf).map(({ bsn }) => bsn));
    const all = rowsOf(DECISION_FILES[0] ?? '');
    const refused = published('rejects.csv').find(
      ({ file, raw = '' }) => file === 'om.csv' && /^OM\d+,/.test(raw),
    );
    const [id = ''] = (refused?.raw ?? '').split(',');
    const ofNobody = all.find(
      ({ bsn = '', registered_at: at = '' }) =>
        /^\d{9}$/.test(bsn) && !subscribed.has(bsn) && at.startsWith('2025-08'),
    );
    const outside = all.find(({ registered_at: at = '' }) => at.startsWith('2025-10'));

    const endsOf = async (decision: string | undefined) =>
      (await explain('--decision', `OM:${decision}`)).rows;
    expect(await endsOf(id)).toContainEqual(
      expect.objectContaining({
        end: 'REJECTED',
        line: Number(refused?.line),
        errors: refused?.error_codes?.split(';'),
      }),
    );
    expect((await endsOf(ofNobody?.decision_id))[0]).toMatchObject({ end: 'NO_SUBSCRIPTION' });
    expect((await endsOf(outside?.decision_id))[0]).toMatchObject({ end: 'OUTSIDE_WINDOW' });
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

  it('finds the rows of a person in every input, each with its end (contract 2.3, 2.4, 4)', async () => {
    for (const input of ['identities', 'already-signalled'] as const) {
      const file = `${input}.csv`;
      const refused = new Set(
        published('rejects.csv').flatMap((row) => (row.file === file ? [Number(row.line)] : [])),
      );
      const all = rowsOf(join(IN, file)).map(({ bsn = '' }, at) => ({ bsn, line: at + 2 }));
      const [sound] = all.filter(({ bsn, line }) => bsn !== '' && !refused.has(line));
      const request = {
        inputs: {
          ...{ decisions: [], subscriptions: [], identities: [], 'already-signalled': [] },
          [input]: [join(IN, file)],
        },
        profiles: [],
      };

      const found = await findRows(request, { by: 'BSN', bsn: sound?.bsn ?? '' }, SECTORS);

      expect(found).toMatchObject([{ input, file, line: sound?.line, errors: [] }]);
    }
  });

  it('tells from the folder alone in plain words what came of a person, a subscription and a notice', async () => {
    const { outcomes, withoutBsn } = ENGLISH.explain;
    const [notice] = published('notices.csv');
    const [weighed] = published('considered.csv').filter(({ rule }) => rule === 'VALID_UNTIL');
    const ask = async (subject: Subject) => {
      const manifest = await readSoundManifest(folder);
      return (await listMentions({ folder, manifest, subject }, ENGLISH.explain)).text;
    };

    const byNotice = await ask({ by: 'NOTICE', noticeId: notice?.notice_id ?? '' });
    const byBsn = await ask({ by: 'BSN', bsn: notice?.bsn ?? '' });
    const id = weighed?.subscription_id ?? '';
    const bySubscription = await ask({ by: 'SUBSCRIPTION', subscriptionId: id });

    expect(byNotice).toContain(`articles ${notice?.articles}, category ${notice?.category}, `);
    expect(byNotice).toContain(`: ${outcomes.NOTICE}\n`);
    expect(byBsn).toBe(`${byNotice}${withoutBsn}\n`);
    expect(bySubscription).toContain(`rule VALID_UNTIL: ${outcomes.SUBSCRIPTION_ENDED}\n`);
  });

  it('tells the same of inputs that have other names now, by the names that they had (contract 1)', async () => {
    const now = INPUTS.map((each, place) => {
      if (each.startsWith('--')) return each;
      copyFileSync(each, join(home, `renamed-${place}.csv`));
      return join(home, `renamed-${place}.csv`);
    });
    const refused = published('rejects.csv').find(({ input }) => input === 'subscriptions');
    const decision = published('notices.csv')[0]?.decision_ids?.split(':').slice(0, 2).join(':');

    for (const subject of [
      ['--decision', decision ?? ''],
      ['--subscription', refused?.raw?.split(',')[0] ?? ''],
    ]) {
      const args = ['explain', folder, ...subject, ...now, ...places, '--json'];
      const { stdout } = await callProgram(args, NOW);

      expect(JSON.parse(stdout)).toEqual(await explain(...subject));
    }
  });

  it('refuses other inputs than those of the run, and a BSN as an argument', async () => {
    const other = ['--decisions', DECISION_FILES[0] ?? '', ...INPUTS.slice(4)];
    const said = await callProgram(
      ['explain', folder, '--decision', 'OM:X', ...other, ...places],
      NOW,
    );
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('decisions rechtspraak.csv was not given, or was altered since');
    const short = await callProgram(['explain', folder, '--notice', '7', ...places], NOW);
    expect(short).toMatchObject({ code: 2, stdout: '' });

    const typed = await callProgram(['explain', folder, '--bsn', '999990342', ...INPUTS], NOW);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('never an argument');
    expect(typed.stderr).not.toContain('999990342');
  });
});
