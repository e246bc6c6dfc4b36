import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { runCommand } from '../support/program.ts';

const NOW = '2025-08-20T08:00:00+02:00';
const HEADER =
  'registratie;decision_id;source;kind;registered_at;decided_on;case_number;offence_class;articles;offence_from;bsn;skn;family_name;birth_date';
const SUBSCRIPTIONS =
  'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from\n' +
  'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01\n';

function row(id: string, { day = '2025-08-14', family = 'Visser' } = {}): string {
  const caseNumber = `16/10000${id.slice(1)}-25`;
  return `eigen;${id};OM;DAGVAARDING;${day}T10:00:00+02:00;2025-08-01;${caseNumber};MISDRIJF;249 Sr;2025-06-01;999990342;;${family};1980-05-17`;
}

describe('rejects export', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rejects-'));
    writeFileSync(join(folder, 'subscriptions.csv'), SUBSCRIPTIONS);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (...names: string[]) => join(folder, ...names);
  const ledger = () => ['--ledger', at('ledger.db')];

  async function run(decisions: string, ...more: string[]) {
    const { code, stdout } = await callProgram(
      [
        ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--decisions', decisions],
        ...['--subscriptions', at('subscriptions.csv'), '--log-level', 'silent'],
        ...['--out', at('out'), ...ledger(), ...more],
      ],
      NOW,
    );
    return { code, stdout, folder: stdout.trimEnd().split('\n').at(-1) ?? '' };
  }

  function exportRejects(published: string, ...more: string[]) {
    const output = ['--output', at('mend')];
    return callProgram(['rejects', 'export', published, ...more, ...output, ...ledger()], NOW);
  }

  it('gives the rows as they stood, under their own columns, and says what is wrong with each', async () => {
    const broken = row('D3', { family: '"de\nBoer"x' });
    const faulty = row('D4', { day: '2025-13-14', family: '"van\nDam"' });
    const lines = [HEADER, row('D1'), row('D2', { day: 'ooit' }), broken, faulty, row('D5'), 'x;y'];
    writeFileSync(at('om.csv.gz'), gzipSync(lines.join('\r\n')));
    const { folder: published } = await run(at('om.csv.gz'));

    const said = await exportRejects(published, '--decisions', at('om.csv.gz'));

    expect(said).toMatchObject({ code: 0, stderr: '' });
    const [first = '', second = ''] = broken.split('\n');
    expect(readFileSync(at('mend', 'decisions', 'om.csv'), 'utf8')).toBe(
      `${[HEADER, row('D2', { day: 'ooit' }), first, second, faulty, 'x;y'].join('\n')}\n`,
    );
    expect(readFileSync(at('mend', 'to-mend.csv'), 'utf8')).toBe(
      `file,line,was_line,error_codes,touches_subscription
decisions/om.csv,2,3,REGISTERED_AT_INVALID,YES
decisions/om.csv,3,4,MALFORMED_CSV,YES
decisions/om.csv,4,5,MALFORMED_CSV,NO
decisions/om.csv,5,6,REGISTERED_AT_INVALID,YES
decisions/om.csv,7,9,COLUMN_COUNT,NO
`,
    );
  });

  it('gives a file that counts only what was missing once it is mended', async () => {
    const lines = [HEADER, row('D1'), row('D2', { day: 'ooit' }), row('D3', { day: 'nooit' })];
    writeFileSync(at('om.csv'), lines.join('\n'));
    const first = await run(at('om.csv'));
    const cli = ['rejects', 'export', first.folder, '--decisions', 'om.csv', '--output', 'mend'];
    expect(runCommand([...cli, ...ledger()], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: 'mend/decisions/om.csv: 2 rows\nmend/to-mend.csv\n',
    });
    const file = at('mend', 'decisions', 'om.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ooit', '2025-08-14'));

    const mended = await run(file);

    expect(first.stdout).toContain('3 read = 2 REJECTED + 1 NOTICE\n');
    expect(mended.stdout).toContain('decisions         2 read = 1 REJECTED + 1 NOTICE\n');
    expect(mended.stdout).toContain('notices           1 (1 NEW)\n');
    const status = await callProgram(['status', ...ledger()], NOW);
    expect(status.stdout).toContain('open rejects 1\n');
    expect(status.stdout).toContain('undelivered  2 notices for the next deliver\n');
  });

  it('gives a file that is run by itself, of which nothing alarms and no notice is given twice', async () => {
    const rows = ['D1', 'D5', 'D6', 'D7'].map((id) => row(id));
    const faulty = ['D2', 'D3', 'D4'].map((id) => row(id, { day: 'ooit' }));
    writeFileSync(at('om.csv'), [HEADER, ...rows, ...faulty].join('\n'));
    const first = await run(at('om.csv'), '--deliver');
    await exportRejects(first.folder, '--decisions', at('om.csv'));
    const file = at('mend', 'decisions', 'om.csv');
    writeFileSync(file, [HEADER, row('D2'), faulty[1]].join('\n'));
    const mend = async (folder: string, decisions: string, ...more: string[]) =>
      callProgram(
        [
          ...['run', '--mends', folder, '--decisions', decisions, '--log-level', 'silent'],
          ...['--subscriptions', at('subscriptions.csv'), '--out', at('out'), ...ledger(), ...more],
        ],
        NOW,
      );

    const mended = await mend(first.folder, file);
    const again = await mend(first.folder, file);
    const status = await callProgram(['status', ...ledger()], NOW);
    const deliver = await callProgram(['deliver', '--log-level', 'silent', ...ledger()], NOW);

    expect(mended.code).toBe(3);
    expect(mended.stdout).toContain('notices           1 (1 NEW)\n');
    expect(mended.stdout).toMatch(/^mends catchup-20250814-20250815-/m);
    expect(mended.stdout).toContain('  decisions new: 1\n    OM:D2\n');
    expect(mended.stdout).toContain('OM 2025-08-14: 1 more row\n');
    expect(mended.stdout).toContain('rejects not mended yet: 2\n');
    expect(mended.stdout).not.toContain('not in these inputs');
    expect(again.stdout).toContain('this run was published before');
    expect(again.stdout).toContain('rejects not mended yet: 2\n');
    expect(status.stdout).toContain('open rejects 2\n');
    expect(deliver.stdout).toBe('queued      1\ndelivered   1\n');
  });

  it('compares a later run over all with what was run before the mended rows', async () => {
    const whole = [HEADER, row('D1'), row('D2')];
    writeFileSync(at('om.csv'), [...whole, row('D3', { day: 'ooit' })].join('\n'));
    const first = await run(at('om.csv'));
    writeFileSync(at('mended.csv'), [HEADER, row('D3')].join('\n'));
    const input = ['--subscriptions', at('subscriptions.csv'), '--out', at('out'), ...ledger()];
    await callProgram(
      ['run', '--mends', first.folder, '--decisions', at('mended.csv'), ...input],
      NOW,
    );
    writeFileSync(at('om.csv'), [...whole, row('D3')].join('\n'));

    const later = await run(at('om.csv'));

    expect(later.stdout).toContain(`since ${first.folder.split('/').at(-1)}\n`);
    expect(later.stdout).toContain('  decisions new: 1\n    OM:D3\n');
    expect(later.stdout).toContain('notices           3 (3 UNCHANGED)\n');
    expect(later.stdout).not.toContain('not in these inputs');
  });

  it('is refused to be run with a window of its own, or beside another ledger', async () => {
    writeFileSync(at('om.csv'), [HEADER, row('D1', { day: 'ooit' })].join('\n'));
    const first = await run(at('om.csv'));

    const windowed = await run(at('om.csv'), '--mends', first.folder);
    const elsewhere = await callProgram(
      [
        ...['run', '--mends', first.folder, '--decisions', at('om.csv')],
        ...['--subscriptions', at('subscriptions.csv'), '--out', at('other')],
        ...['--ledger', at('other.db'), '--log-level', 'silent'],
      ],
      NOW,
    );

    expect(windowed.code).toBe(2);
    expect(elsewhere).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the ledger knows no run catchup-'),
    });
  });

  it('keeps the encoding that an input profile names, and repairs no byte', async () => {
    const config = at('catchup.json');
    const profile = { name: 'oud', input: 'decisions', files: '*.csv', encoding: 'windows-1252' };
    writeFileSync(config, JSON.stringify({ profiles: [profile] }));
    const lines = [HEADER, row('D1', { day: 'ooit', family: 'Façade €' }), row('D2'), row('D3')];
    const latin = Buffer.from(lines.join('\n').replace('€', '\x80'), 'latin1');
    const invalid = latin.lastIndexOf('Visser');
    latin[invalid] = 0x81;
    writeFileSync(at('om.csv'), latin);
    const { folder: published } = await run(at('om.csv'), '--config', config);

    const said = await exportRejects(published, '--decisions', at('om.csv'), '--config', config);

    expect(said.code).toBe(0);
    const [header, first, , last] = latin.toString('latin1').split('\n');
    expect(readFileSync(at('mend', 'decisions', 'om.csv'), 'latin1')).toBe(
      `${[header, first, last].join('\n')}\n`,
    );
  });

  it('refuses a file that the run did not read, and makes nothing', async () => {
    writeFileSync(at('om.csv'), [HEADER, row('D1', { day: 'ooit' })].join('\n'));
    const { folder: published } = await run(at('om.csv'));
    writeFileSync(at('om.csv'), [HEADER, row('D1')].join('\n'));

    const said = await exportRejects(published, '--decisions', at('om.csv'));

    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('is no input of ') });
    expect(readdirSync(folder)).not.toContain('mend');
  });

  it('says so where no row of the files was rejected', async () => {
    writeFileSync(at('om.csv'), [HEADER, row('D1')].join('\n'));
    const { folder: published } = await run(at('om.csv'));

    const said = await exportRejects(published, '--decisions', at('om.csv'));

    expect(said.stdout).toContain('no row of these files was rejected\n');
    expect(readdirSync(at('mend'))).toEqual(['to-mend.csv']);
  });
});
