import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPersonalData, type PersonalData, personalDataOf } from '../support/personal-data.ts';
import { runCommand } from '../support/program.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/sample/in');
const TOKEN = 'een-geheim-dat-niemand-mag-zien';

/** Everything that the commands said and named, and what of persons stood in their inputs. */
describe('what commands say, log and name over the sample and over faults', () => {
  const said: string[] = [];
  let folder = '';
  let data: PersonalData;

  function say(...args: string[]): number | null {
    const env = { GEHEIM: TOKEN, CATCHUP_LOG_LEVEL: 'trace' };
    const { code, stdout, stderr } = runCommand(args, { cwd: folder, env });
    said.push(stdout, stderr);
    return code;
  }

  function run(command: string, decisions: readonly string[], ...more: string[]) {
    const sectors = ['kinderopvang', 'taxi'];
    return say(
      ...[command, '--from', '2025-07-17', '--until', '2025-09-27', '--decisions', ...decisions],
      ...['--subscriptions', ...sectors.map((name) => join(SAMPLE, `subscriptions-${name}.csv`))],
      ...['--identities', join(SAMPLE, 'identities.csv'), '--allow-rejects', '999', ...more],
    );
  }

  const own = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  const MINUTES_3 = 180_000;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leak-'));
    const files = ['om.csv', 'rechtspraak.csv', 'cjib.csv'].map((name) => join(SAMPLE, name));
    data = personalDataOf(
      readdirSync(SAMPLE).map((name) => readFileSync(join(SAMPLE, name), 'utf8')),
    );
    const prosecutor = readFileSync(join(SAMPLE, 'om.csv'), 'utf8');
    const rows = prosecutor.split('\n').slice(1).join('\n');
    const sink = { kind: 'http', url: 'http://127.0.0.1:1/', bearerToken: { env: 'GEHEIM' } };
    const source = 'urn:nld:oin:00000000000000000000:systeem:proef';
    const sinks = { KINDEROPVANG: sink, TAXI: sink };
    const circuit = { pauseSeconds: 0.01, pauseCapSeconds: 0.01 };
    own('config.json', JSON.stringify({ delivery: { source, sinks, triesPerCall: 1, circuit } }));

    expect(run('plan', files)).toBe(0);
    expect(run('run', files, '--deliver', '--config', 'config.json')).toBe(4);
    expect(run('run', [own('headless.csv', rows)])).toBe(6);
    expect(run('run', [own('broken.csv', prosecutor.replace(/,"/g, ',x"'))])).toBe(0);
    expect(run('run', [own('cut.csv.gz', gzipSync(prosecutor).subarray(0, -99))])).toBe(6);
    expect(say('deliveries')).toBe(0);
    expect(say('status', '--until', '2025-09-27')).toBe(0);
    expect(say('config', 'show', '--config', 'config.json')).toBe(0);
    own('ledger/catchup.db', 'no ledger at all');
    expect(run('run', files)).toBe(6);

    said.push(...readdirSync(folder, { recursive: true, encoding: 'utf8' }));
    for (const name of readdirSync(join(folder, 'out')).filter((run) => run.startsWith('catchup')))
      said.push(readFileSync(join(folder, 'out', name, 'report.html'), 'utf8'));
  }, MINUTES_3);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('hold no number, name or plain hash of a person', () => {
    expect(data.numbers.size).toBeGreaterThan(1000);
    expect(data.names.size).toBeGreaterThan(100);
    expect(said.flatMap((text) => findPersonalData(text, data))).toEqual([]);
  });

  it('hold no token', () => {
    expect(said.filter((text) => text.includes(TOKEN))).toEqual([]);
  });
});

describe('findPersonalData', () => {
  const data = personalDataOf([
    'bsn,family_name,case_number\n999990342,Zonneveld,16/000001-25\n,,\n',
    'not,about,persons\n123456782,x,y\n',
  ]);
  const hash = createHash('sha256').update('999990342').digest('hex');

  it.each([
    ['a BSN', '{"row":"999990342"}', '999990342'],
    ['a name', 'mevrouw Zonneveld', 'Zonneveld'],
    ['a case number', 'in 16/000001-25,', '16/000001-25'],
    ['a plain hash of a BSN', `id=${hash};`, hash],
  ])('finds %s', (_, text, found) => {
    expect(findPersonalData(text, data)).toEqual([found]);
  });

  it('takes parts of longer numbers, other numbers and other words for what they are', () => {
    const text = `1999990342 123456782 Zonneveldlaan 16/000001-255 ${hash.slice(1)}`;

    expect(findPersonalData(text, data)).toEqual([]);
  });
});
