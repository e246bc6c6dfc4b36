import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DUTCH } from '../../src/cli/words/dutch.ts';
import { openLog } from '../../src/log.ts';
import { callProgram } from '../support/in-process.ts';
import { crowd, type NightRow, writeDecisions, writeSubscriptions } from '../support/nights.ts';

const NOW = '2025-08-20T08:00:00+02:00';
const ROWS: readonly NightRow[] = [
  ...crowd('2025-08-14', 2),
  { id: 'D1', at: '2025-08-14T10:00:00+02:00', isOfSubscriber: true },
  { id: 'D2', at: '2025-08-14T11:00:00+02:00', isOfSubscriber: true, article: '1 Onbekend' },
  { id: 'D3', at: '2025-08-14T25:00:00+02:00', isOfSubscriber: true },
];

describe('run --lang', () => {
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
    expect(short.stderr).toBe(
      'screening-catchup: Verkeerd gebruik. give --from or --last, not both\n',
    );
    expect(done.stdout).toBe('niets te doen: afgeronde runs dekken het venster al\n');
  });

  it('shows stages in Dutch on a terminal, and the same JSON elsewhere', () => {
    const said: string[] = [];
    const write = (line: string) => said.push(line);
    openLog({ isTTY: true, write }, 'info', DUTCH.logged).info(
      { stage: 'decisions' },
      'inputs read',
    );
    openLog({ isTTY: false, write }, 'info', DUTCH.logged).info(
      { stage: 'decisions' },
      'inputs read',
    );

    expect(said[0]).toMatch(/^\d\d:\d\d:\d\d invoer gelezen {2}stage=decisions\n$/);
    expect(JSON.parse(said[1] ?? '')).toMatchObject({ msg: 'inputs read' });
  });

  it('knows no other language', async () => {
    expect(await say('x', '--lang', 'de')).toMatchObject({ code: 2, stdout: '' });
  });
});
