import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DUTCH } from '../../src/cli/words/dutch.ts';
import { openLog } from '../../src/log.ts';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';
import { findSentences } from '../support/said-sentences.ts';

const SRC = join(import.meta.dirname, '../../src');
const NOW = '2025-08-20T08:00:00+02:00';
const ROWS: readonly NightRow[] = [
  ...crowd('2025-08-14', 2),
  { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-14T11:00:00+02:00', isOfSubscriber: true, article: '1 Onbekend' },
  { id: 'D3', at: '2025-08-14T25:00:00+02:00', isOfSubscriber: true },
];

describe('--lang', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lang-'));
    writeDecisions(folder, 'om.csv', ROWS);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (place: string, ...more: string[]) =>
    callProgram(
      [
        ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--log-level', 'silent'],
        ...['--decisions', join(folder, 'om.csv')],
        ...['--subscriptions', join(folder, 'subscriptions.csv')],
        ...['--out', join(folder, place, 'out'), '--ledger', join(folder, place, 'l.db'), ...more],
      ],
      NOW,
    );

  it('tells people in Dutch what came of it, and changes no byte of the artefacts', async () => {
    const dutch = await say('nl', '--lang', 'nl');
    const english = await say('en', '--lang', 'en');
    const bytesOf = (stdout: string) => {
      const run = String(stdout.trim().split('\n').at(-1));
      return readdirSync(run).map((file) => readFileSync(join(run, file), 'latin1'));
    };

    expect([dutch.code, english.code]).toEqual([3, 3]);
    expect(bytesOf(dutch.stdout)).toEqual(bytesOf(english.stdout));
    expect(dutch.stdout.split('\n').slice(0, -2).join('\n')).toBe(
      `venster     2025-08-14T00:00:00+02:00 tot 2025-08-15T00:00:00+02:00, naar de stand van 2025-08-15
decisions         5 gelezen = 1 REJECTED + 2 NO_SUBSCRIPTION + 1 NOTICE + 1 REVIEW
subscriptions     1 gelezen = 1 ACCEPTED
berichten         1 (1 NEW)
beoordelingen     1
afgekeurde rijen  1
                  1 daarvan raken een inschrijving: herstel die eerst
ontbreekt mogelijk
  RECHTSPRAAK zwijgt op 2025-08-14: geen enkele rij`,
    );
  });

  it('says in Dutch what changed since, what waits, and that nothing is to do', async () => {
    await say('x');
    writeDecisions(folder, 'om.csv', ROWS.slice(0, 3));
    const again = await say('x', '--lang', 'nl');
    const short = await say('x', '--lang', 'nl', '--quiet', '--last', '2d', '--from', '2025-08-14');
    const done = await callProgram(
      [
        ...['run', '--until', '2025-08-15', '--lang', 'nl', '--log-level', 'silent'],
        ...['--decisions', join(folder, 'om.csv')],
        ...['--subscriptions', join(folder, 'subscriptions.csv')],
        ...['--out', join(folder, 'x/out'), '--ledger', join(folder, 'x/l.db')],
      ],
      NOW,
    );

    expect(again.stdout).toMatch(/^sinds catchup-\S+\n/m);
    expect(again.stdout).toContain('beslissingen niet in deze invoer: 1\n');
    expect(again.stdout).toContain('OM 2025-08-14: eerder 4, nu 3 rijen\n');
    expect(short.stderr).toBe('screening-catchup: geef --from of --last, niet allebei\n');
    expect(done.stdout).toBe('niets te doen: afgeronde runs dekken het venster al\n');
  });

  it('shows stages in Dutch on a terminal, and the same JSON elsewhere', () => {
    const said: string[] = [];
    const write = (line: string) => said.push(line);
    openLog({ isTTY: true, write }, 'info', DUTCH.messages.said).info(
      { stage: 'decisions' },
      'inputs read',
    );
    openLog({ isTTY: false, write }, 'info', DUTCH.messages.said).info(
      { stage: 'decisions' },
      'inputs read',
    );

    expect(said[0]).toMatch(/^\d\d:\d\d:\d\d invoer gelezen {2}stage=decisions\n$/);
    expect(JSON.parse(said[1] ?? '')).toMatchObject({ msg: 'inputs read' });
  });

  it('holds for what every other command says', async () => {
    const run = String((await say('x')).stdout.trim().split('\n').at(-1));
    const at = ['--ledger', join(folder, 'x/l.db'), '--lang', 'nl'];
    const listed = await callProgram(['review', 'list', ...at], NOW);
    writeFileSync(join(folder, 'empty'), '');
    const inputs = ['--decisions', join(folder, 'om.csv')];
    const all = [...inputs, '--subscriptions', join(folder, 'subscriptions.csv')];
    const window = ['--from', '2025-08-14', '--until', '2025-08-16'];
    const d1 = ['explain', run, '--decision', 'OM:D1'];
    const review = listed.stdout.slice(0, 36);
    const answer = ['--as', 'dismiss', '--by', 'A', '--reason', 'b'];
    const outage = ['outage', 'add', '--source', 'OM', '--note', 'x', ...window];
    const said: readonly (readonly [readonly string[], RegExp])[] = [
      [['status', ...at], /^afgerond {5}1 runs, .* tot /],
      [['plan', ...window, ...all, ...at], /^plan .* naar de stand/],
      [['deliver', '--log-level', 'silent', ...at], /^in de rij gezet 1\nafgeleverd {6}1\n$/],
      [['deliveries', ...at], /^\S+\.1 {2}KINDEROPVANG {2}DELIVERED {2}1 poging {2}/],
      [['reconcile', '--received', join(folder, 'empty'), ...at], /^beide kanten gelijk +0\n/],
      [['review', 'show', review, ...at], /^\S+ {2}OPEN\ninschrijving {2}KINDEROPVANG K1\n/],
      [['review', 'resolve', review, ...answer, ...at], /: niets te sturen\n$/],
      [['review', 'show', 'geen', ...at], /: het grootboek kent geen beoordeling geen/],
      [[...d1, ...at], / alleen uit de map\n/],
      [[...d1, ...all, ...at], /feit \*, bepaald door OM:D1:1: /],
      [['diff', run, run, ...at], /^eerder .*\nnu .*\nberichten {3}gelijk\n/],
      [['verify', run, '--lang', 'nl'], / is gaaf: 6 rijen gelezen, keten van 1, niet ondertekend/],
      [
        ['verify', folder, '--lang', 'nl'],
        /^manifest\.json: kan niet worden gelezen: dit is geen runmap, of /m,
      ],
      [
        ['rejects', 'export', run, ...inputs, '--output', join(folder, 'm'), ...at],
        /om\.csv: 1 rij\n/,
      ],
      [['lookup', '--decision', 'OM:D9', ...at], /grootboek is niets opgeschoond: explain vertelt/],
      [[...outage, ...at], /^gemeld: OM .* tot /],
      [['purge', '--before', '2027-09-01', '--yes', ...at], /^opgeschoond persoonsgegevens van/],
      [['config', 'check', '--lang', 'nl'], /^de configuratie deugt\n$/],
      [
        ['status', '--jsn', '--lang', 'nl'],
        /^fout: onbekende optie '--jsn'\n\(Bedoelde u --json\?/,
      ],
    ];

    for (const [command, expected] of said) {
      const { stdout, stderr } = await callProgram(command, NOW);
      expect(`${stdout}${stderr}`, command.join(' ')).toMatch(expected);
    }
  });

  it('has every sentence of failures, faults and the log in Dutch', () => {
    const sentences = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/words/'))
      .flatMap((file) => findSentences(readFileSync(join(SRC, file), 'utf8')));

    expect(sentences.length).toBeGreaterThan(190);
    expect(sentences.filter((said) => DUTCH.messages.said(said) === said)).toEqual([]);
  });

  it('knows no other language', async () => {
    expect(await say('x', '--lang', 'de')).toMatchObject({ code: 2, stdout: '' });
  });
});
