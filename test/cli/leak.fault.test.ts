import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/sample/in');
const TOKEN = 'een-geheim-dat-niemand-mag-zien';
const CASE_NUMBER = /\b\d{2}\/\d{6}-\d{2}\b/g;
const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];

/** Everything that the commands said and named, and what of persons stood in their inputs. */
describe('what commands say, log and name over the sample and over faults', () => {
  const said: string[] = [];
  let folder = '';
  let secrets: Secrets;

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
    secrets = secretsOf(
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

  it('hold no BSN and no case number of any row', () => {
    const digits = said.flatMap((text) => text.match(/\d{8,10}/g) ?? []);
    const cases = said.flatMap((text) => text.match(CASE_NUMBER) ?? []);

    expect(secrets.numbers.size).toBeGreaterThan(1000);
    expect([...digits, ...cases].filter((text) => secrets.numbers.has(text))).toEqual([]);
  });

  it('hold no name of a person', () => {
    const words = said.flatMap((text) => text.match(/\p{L}{4,}/gu) ?? []);

    expect(secrets.names.size).toBeGreaterThan(100);
    expect([...new Set(words.filter((word) => secrets.names.has(word)))]).toEqual([]);
  });

  it('hold no token, and no plain hash of a number', () => {
    const hex = said.flatMap((text) => text.match(/\b[0-9a-f]{32,128}\b/g) ?? []);
    const hashes = new Set(
      [...secrets.numbers].flatMap((text) =>
        HASHES.map((name) => createHash(name).update(text).digest('hex')),
      ),
    );

    expect(said.filter((text) => text.includes(TOKEN))).toEqual([]);
    expect(hex.length).toBeGreaterThan(0);
    expect(hex.filter((text) => hashes.has(text))).toEqual([]);
  });
});

interface Secrets {
  readonly numbers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** By the names of their columns; the sample has no line break in a field before them. */
function secretsOf(texts: readonly string[]): Secrets {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (const text of texts) {
    const [header = '', ...lines] = text.split('\n');
    const columns = header.split(',');
    for (const cells of lines.map((line) => line.split(','))) {
      const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
      for (const name of ['bsn', 'case_number'])
        if (/^[\d/-]{8,}$/.test(cell(name))) numbers.add(cell(name));
      if (/^\p{Lu}\p{L}{3,}$/u.test(cell('family_name'))) names.add(cell('family_name'));
    }
  }
  return { numbers, names };
}
