import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';

const NOW = '2026-06-01T12:00:00Z';
const ALL = ['--before', '2100-01-01', '--waiting', '--yes'];
const DECISIONS =
  'decision_id,version,status,source,kind,grounds,registered_at,decided_on,irrevocable_on,case_number,fact_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date';
const SUBSCRIPTIONS =
  'subscription_id,sector,bsn,skn,family_name,birth_date,status,valid_from\n' +
  'K1,KINDEROPVANG,999990342,,Bakker,1980-05-17,ACTIVE,2020-01-01\n' +
  'K2,KINDEROPVANG,,SKN2,Visser,2004-03-01,ACTIVE,2020-01-01\n';

interface Row {
  readonly id: string;
  /** Which case; by default that of the row before. */
  readonly case?: number;
  readonly kind?: string;
  readonly decided: string;
  readonly version?: number;
  readonly status?: string;
  readonly grounds?: string;
  readonly irrevocable?: string;
  readonly fact?: number;
  readonly article?: string;
  readonly offence?: string;
  readonly person?: string;
}

const ON_SKN = ',SKN2,Visser,2004-03-01';
const ON_NOBODY = '999996708,,Jansen,1970-01-02';

/** What came first, what came late, and what undid it; case by case. */
const NIGHTS: readonly (readonly Row[])[] = [
  [
    { id: 'A1', case: 1, kind: 'VRIJSPRAAK', decided: '2025-07-10', irrevocable: '2025-07-25' },
    {
      id: 'A2',
      case: 2,
      kind: 'VRIJSPRAAK',
      decided: '2025-07-10',
      irrevocable: '2025-07-25',
      fact: 1,
    },
    { id: 'A3', case: 3, kind: 'SEPOT', grounds: '02', decided: '2025-07-10' },
    { id: 'A4', case: 4, kind: 'VEROORDELING', article: '2:48 APV', decided: '2025-07-10' },
    { id: 'A5', case: 5, kind: 'VEROORDELING', offence: '2015-01-01', decided: '2025-07-10' },
    { id: 'A6', case: 6, kind: 'VRIJSPRAAK', decided: '2025-07-10', irrevocable: '2025-07-25' },
    { id: 'A7', case: 7, kind: 'VRIJSPRAAK', decided: '2025-07-10', irrevocable: '2025-07-25' },
    { id: 'A8', case: 8, kind: 'SEPOT', grounds: '01', decided: '2025-07-10', person: ON_SKN },
    { id: 'A9', case: 9, kind: 'SEPOT', grounds: '01', decided: '2025-07-10', fact: 2 },
  ],
  [
    { id: 'L1', case: 1, decided: '2025-06-10' },
    { id: 'L2', case: 2, decided: '2025-06-10' },
    { id: 'L3', case: 3, decided: '2025-06-10' },
    { id: 'L4', case: 4, decided: '2025-06-10' },
    { id: 'L5', case: 5, decided: '2025-06-10', article: '249 Sr', offence: '2015-01-01' },
    { id: 'L6', case: 6, decided: '2025-06-10' },
    { id: 'L7', case: 7, decided: '2025-06-10' },
    { id: 'L8', case: 8, decided: '2025-06-10', person: ON_SKN },
    { id: 'L9', case: 9, decided: '2025-06-10', article: '300 Sr;310 Sr' },
  ],
  [
    {
      id: 'A6',
      case: 6,
      version: 2,
      status: 'WITHDRAWN',
      kind: 'VRIJSPRAAK',
      decided: '2025-07-10',
    },
    { id: 'A7', case: 7, version: 2, kind: 'VRIJSPRAAK', decided: '2025-07-10', person: ON_NOBODY },
    { id: 'M1', case: 1, decided: '2025-05-10' },
    { id: 'N1', case: 4, kind: 'VEROORDELING', article: '249 Sr', decided: '2025-07-20' },
  ],
];

const ACQUITTED = { kind: 'VRIJSPRAAK', decided: '2025-07-10', irrevocable: '2025-07-25' };
/** Two BSNs of each person: as it was first on file, and as it is now. */
const [OLD, NEW] = [
  [
    '',
    '999991000',
    '999991085',
    '999991255',
    '999991425',
    '999992156',
    '999992326',
    '999993057',
    '999993227',
  ],
  [
    '',
    '999993380',
    '999993550',
    '999993720',
    '999993975',
    '999994128',
    '999994281',
    '999994451',
    '999994621',
  ],
] as const;
const personOf = (place: number, bsn: string, skn: string) =>
  `${bsn},${skn},Smit${'abcdefghi'[place]},1980-05-17`;

/** Under one id the numbers of a person change: by person the BSN and SKN on file, and of decisions, by night. */
const RENUMBERED: readonly (readonly (readonly [string, string])[])[] = [
  [],
  [
    ['', 'S1'],
    ['', 'S1'],
    [NEW[1], 'S1'],
    [NEW[1], ''],
  ],
  [
    [OLD[2], ''],
    [OLD[2], ''],
    [NEW[2], ''],
    [NEW[2], ''],
    [OLD[2], ''],
    [OLD[2], ''],
  ],
  [
    [OLD[3], ''],
    ['', 'S3'],
    [OLD[3], ''],
    [OLD[3], ''],
  ],
  [
    ['', 'S4'],
    [NEW[4], 'S4'],
    [NEW[4], ''],
    [NEW[4], ''],
  ],
  [
    ['', 'S5'],
    ['', 'S5'],
    [NEW[5], ''],
    [NEW[5], ''],
  ],
  [
    ['', 'S6'],
    [OLD[6], 'S6'],
    [NEW[6], 'S6'],
    [NEW[6], ''],
    ['', 'S6'],
    ['', 'S6'],
  ],
  [
    [OLD[7], 'S7'],
    ['', 'S7'],
    [NEW[7], 'S7'],
    [NEW[7], ''],
  ],
  [
    ['', 'S8'],
    [NEW[8], 'S8'],
    [NEW[8], 'S8'],
    [NEW[8], ''],
  ],
];

function lineOf(row: Row, day: string): string {
  const { id, version = 1, status = '', kind = 'DAGVAARDING', grounds = '', decided } = row;
  const { irrevocable = '', fact = '', article = '300 Sr', offence = '2025-01-01' } = row;
  const source = ['VRIJSPRAAK', 'VEROORDELING'].includes(kind) ? 'RECHTSPRAAK' : 'OM';
  const person = row.person ?? '999990342,,Bakker,1980-05-17';
  const caseNumber = `16/10000${row.case}-25`;
  return `${id},${version},${status},${source},${kind},${grounds},${day}T10:00:00+02:00,${decided},${irrevocable},${caseNumber},${fact},MISDRIJF,${article},${offence},${person}`;
}

describe('an older decision that arrives after a purge', () => {
  let home = '';

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'purge-'));
    writeFileSync(join(home, 'subscriptions.csv'), SUBSCRIPTIONS);
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const placesOf = (name: string) => [
    ...['--out', join(home, name, 'out'), '--ledger', join(home, name, 'catchup.db')],
  ];

  async function runNight(
    name: string,
    night: number,
    rows = NIGHTS[night] ?? [],
    ...more: string[]
  ) {
    const day = `2025-08-0${night + 1}`;
    const file = join(home, `night-${night}.csv`);
    const lines = rows.map((row) => lineOf(row, day));
    writeFileSync(file, `${[DECISIONS, ...lines].join('\n')}\n`);
    const { stdout } = await callProgram(
      [
        ...['run', '--from', day, '--until', `2025-08-0${night + 2}`, '--log-level', 'silent'],
        ...['--decisions', file, '--subscriptions', join(home, 'subscriptions.csv')],
        ...placesOf(name),
        ...more,
      ],
      NOW,
    );
    const folder = stdout.trim().split('\n').at(-1) ?? '';
    return ['notices.csv', 'review.csv', 'considered.csv', 'totals.csv'].map((artefact) =>
      readFileSync(join(folder, artefact), 'utf8'),
    );
  }

  it('is judged as if nothing had been purged, and so is what undoes the earlier ones', async () => {
    for (const night of NIGHTS.keys()) {
      const expected = await runNight('whole', night);

      const purged = await runNight('purged', night);

      expect(purged).toEqual(expected);
      await callProgram(['purge', ...ALL, ...placesOf('purged')], NOW);
    }
  });

  it('is judged so by whatever number finds the person, also where those of the subscription changed', async () => {
    const identities = join(home, 'identities.csv');
    writeFileSync(identities, `skn,bsn\nS3,${OLD[3]}\nS5,${NEW[5]}\n`);
    const header = String(SUBSCRIPTIONS.split('\n')[0]);
    const said: string[] = [];
    for (const night of [0, 1, 2]) {
      const known = [...RENUMBERED.entries()].filter(([, each]) => each.length > night * 2);
      const people = known.map(([at, each]) => {
        const [bsn = '', skn = ''] = each[night * 2] ?? [];
        return `R${at},TAXI,${personOf(at, bsn, skn)},ACTIVE,2020-01-01`;
      });
      writeFileSync(join(home, 'subscriptions.csv'), `${[header, ...people].join('\n')}\n`);
      const rows = known.map(([at, each]): Row => {
        const [bsn = '', skn = ''] = each[night * 2 + 1] ?? [];
        const row = { id: `D${night}${at}`, case: at, person: personOf(at, bsn, skn) };
        return night === 0
          ? { ...row, ...ACQUITTED }
          : { ...row, decided: `2025-06-1${9 - night}` };
      });
      const asked = [rows, '--identities', identities] as const;
      const expected = await runNight('whole', night, ...asked);

      const purged = await runNight('purged', night, ...asked);

      expect(purged).toEqual(expected);
      await callProgram(['purge', ...ALL, ...placesOf('purged')], NOW);
      said.push(expected[0] ?? '');
    }
    const told = said.map((text) =>
      [...text.matchAll(/,([A-Z]+),\d,TAXI,(R\d)/g)].map(([, action, id]) => `${action} ${id}`),
    );
    expect(told).toEqual([[], ['NEW R2', 'NEW R6'], ['RETRACTED R2', 'RETRACTED R6']]);
  });

  it('leads to no notice where the case was cleared, and names what cleared it', async () => {
    await runNight('purged', 0);
    await callProgram(['purge', ...ALL, ...placesOf('purged')], NOW);
    const bytes = readFileSync(join(home, 'purged/catchup.db'));

    const [notices = '', , considered = ''] = await runNight('purged', 1);

    expect(notices).not.toMatch(/16\/10000[1-8]/);
    expect(considered).toContain('16/100001-25,*,RECHTSPRAAK:A1:1,CLEARED,IRREVOCABLE_ACQUITTAL');
    for (const text of ['999990342', 'Bakker', '16/100001-25', 'SKN2'])
      expect(bytes.includes(text)).toBe(false);
  });

  it('names in explain what a purge left of the decision that overrules it, and when it was purged', async () => {
    await runNight('purged', 0);
    await callProgram(['purge', ...ALL, ...placesOf('purged')], NOW);
    const purgedFolder = String(readdirSync(join(home, 'purged/out'))[0]);
    await runNight('purged', 1);
    const [folder = ''] = readdirSync(join(home, 'purged/out')).filter(
      (name) => name !== purgedFolder,
    );
    const explain = (...asked: readonly string[]) =>
      callProgram(
        [
          ...['explain', join(home, 'purged/out', folder), ...asked],
          ...[
            '--decisions',
            join(home, 'night-1.csv'),
            '--ledger',
            join(home, 'purged/catchup.db'),
          ],
          ...['--subscriptions', join(home, 'subscriptions.csv')],
        ],
        NOW,
      );

    const { stdout } = await explain('--decision', 'RECHTSPRAAK:A1', '--json');
    const late = await explain('--decision', 'OM:L1');

    const told = JSON.parse(stdout);
    const today = new Date().toISOString().slice(0, 10);
    expect(told.purged).toMatchObject([{ decision: 'RECHTSPRAAK:A1', version: 1 }]);
    // Around midnight the purge may have been yesterday.
    expect(Math.abs(Date.parse(today) - Date.parse(told.purged[0].purgedOn))).toBeLessThan(
      1.5 * 86_400_000,
    );
    expect(told.cases[0].facts[0]).toMatchObject({
      governedBy: 'RECHTSPRAAK:A1:1',
      outcome: 'CLEARED',
    });
    const left = readFileSync(join(home, 'purged/out', purgedFolder, 'purged.json'), 'utf8');
    expect(left).toContain(told.purged[0].digest);
    expect(late.stdout).toContain(
      `RECHTSPRAAK:A1: version 1, purged on ${told.purged[0].purgedOn}: what it says`,
    );
  });

  it('is judged alone once the key is destroyed,', async () => {
    await runNight('destroyed', 0);
    await callProgram(['purge', ...ALL, ...placesOf('destroyed')], NOW);
    await callProgram(
      ['purge', '--destroy-key', '--yes', '--ledger', join(home, 'destroyed/catchup.db')],
      NOW,
    );

    const [notices = ''] = await runNight('destroyed', 1);

    expect(notices).toMatch(/,NEW,.*16\/100001-25/);
  });
});
