import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';

const SCRIPTS = join(import.meta.dirname, '../../scripts');
const PROGRAM = join(import.meta.dirname, '../../dist/main.js');
const WINDOW = ['--from', '2025-07-17', '--until', '2025-09-27'];
const DECISIONS = ['om.csv', 'rechtspraak.csv', 'cjib.csv'];
const JUDGED = ['notices.csv', 'review.csv', 'considered.csv'];

describe('a run on generated data', () => {
  let folder = '';
  let expected: ReadonlyMap<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'run-property-'));
    const sizes = ['--decisions', '1500', '--subscriptions', '900', '--match-share', '0.5'];
    const generate = join(SCRIPTS, 'generate-data.mjs');
    execFileSync(process.execPath, [generate, '--out', folder, '--seed', '11', ...sizes]);
    expected = readRun(run('first', DECISIONS));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function argumentsOf(name: string, decisions: readonly string[]): string[] {
    return [
      ...['run', ...WINDOW, '--decisions', ...decisions],
      ...['--subscriptions', 'subscriptions-kinderopvang.csv', 'subscriptions-taxi.csv'],
      ...['--identities', 'identities.csv', '--already-signalled', 'already-signalled.csv'],
      ...['--out', `${name}/out`, '--ledger', `${name}/ledger.db`, '--log-level', 'silent'],
      ...['--allow-rejects', '9999'],
    ];
  }

  function run(name: string, decisions: readonly string[], ...more: string[]): string {
    const args = [...argumentsOf(name, decisions), ...more];
    const { code, stdout, stderr } = runCommand(args, { cwd: folder });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout.trim().split('\n').at(-1) ?? '';
  }

  function readRun(published: string): ReadonlyMap<string, string> {
    return new Map(
      readdirSync(published).map((file) => [file, readFileSync(join(published, file), 'utf8')]),
    );
  }

  function rowsPerDisposition(totals: string): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const line of totals.trim().split('\n').slice(1)) {
      const [input, , disposition, rows] = line.split(',');
      if (input === 'decisions')
        sums[String(disposition)] = (sums[String(disposition)] ?? 0) + Number(rows);
    }
    return sums;
  }

  it('covers every disposition and outcome, so that the properties below say something', () => {
    const { NOTICE, REVIEW, CONSIDERED, REJECTED, SUPERSEDED, DUPLICATE, OVERRULED } =
      rowsPerDisposition(expected.get('totals.csv') ?? '');

    for (const rows of [NOTICE, REVIEW, CONSIDERED, REJECTED, SUPERSEDED, DUPLICATE, OVERRULED])
      expect(rows).toBeGreaterThan(0);
  });

  it('balances: rows read are the sum of the dispositions (contract 4)', () => {
    const manifest = JSON.parse(expected.get('manifest.json') ?? '');
    const decisions = manifest.inputs.filter(
      ({ input }: { input: string }) => input === 'decisions',
    );
    const read = decisions.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0);
    const dispositions = Object.values(rowsPerDisposition(expected.get('totals.csv') ?? ''));

    expect(dispositions.reduce((sum, rows) => sum + rows, 0)).toBe(read);
  });

  it('gives the same bytes with the screen off, and the same again', () => {
    expect(readRun(run('screenless', DECISIONS, '--no-screen'))).toEqual(expected);
    expect(readRun(run('first', DECISIONS))).toEqual(expected);
  });

  it('gives the same bytes in however many threads it reads', () => {
    for (const threads of ['1', '3']) {
      const args = [...argumentsOf(`threads-${threads}`, DECISIONS), '--threads', threads];
      const said = runCommand([...args, '--log-level', 'info'], { cwd: folder });

      expect(said.stderr).toContain(`"threads":${threads},"msg":"inputs opened"`);
      expect(readRun(said.stdout.trim().split('\n').at(-1) ?? '')).toEqual(expected);
    }
  });

  it('counts the same fingerprint of a day in whatever way its rows were read', () => {
    const args = (...more: string[]) => [...argumentsOf('first', DECISIONS), ...more];
    // Another as-of date makes it another run over the same rows.
    for (const way of [
      ['--no-screen', '--threads', '0'],
      ['--threads', '2'],
    ]) {
      const { stdout } = runCommand(['plan', ...args('--as-of', '2025-09-28', ...way).slice(1)], {
        cwd: folder,
      });

      expect(stdout).toMatch(/^day .* rows, known$/m);
      expect(stdout).not.toContain('not the same');
    }
  });

  function writeRows(file: string, rows: readonly string[]): void {
    writeFileSync(join(folder, file), `${rows.join('\n')}\n`, 'latin1');
  }

  it('gives the same judgement whatever the order of rows, files and their division', () => {
    const [header = '', ...lines] = DECISIONS.flatMap((file) => {
      // As Latin-1, so that bytes that are not UTF-8 stay what they are.
      const all = readFileSync(join(folder, file), 'latin1').split(
        /\r?\n(?=[^\n]*,(?:OM|RECHTSPRAAK),)/,
      );
      return file === 'om.csv' ? all : all.slice(1);
    }).map((row) => row.replace(/[\r\n]+$/, ''));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(lines, { minLength: lines.length }),
        fc.nat(),
        (mixed, cut) => {
          const half = cut % mixed.length;
          writeRows('a.csv', [header, ...mixed.slice(0, half)]);
          writeRows('b.csv', [header, ...mixed.slice(half)]);
          const name = `mixed-${cut}`;
          const shuffled = readRun(run(name, ['b.csv', 'a.csv']));
          for (const file of JUDGED) expect(shuffled.get(file)).toBe(expected.get(file));
          expect(rowsPerDisposition(shuffled.get('totals.csv') ?? '')).toEqual(
            rowsPerDisposition(expected.get('totals.csv') ?? ''),
          );
        },
      ),
      { seed: 5, numRuns: 4 },
    );
  });

  it('that was killed and begun again gives what an uncut one gives (contract 1)', async () => {
    const started = performance.now();
    run('uncut', DECISIONS);
    const length = performance.now() - started;
    for (const share of [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      const name = `killed-${share}`;
      const child = spawn(process.execPath, [PROGRAM, ...argumentsOf(name, DECISIONS)], {
        cwd: folder,
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
      await new Promise((resolve) => setTimeout(resolve, length * share));
      child.kill('SIGKILL');
      await ended;
      expect(readRun(run(name, DECISIONS)), name).toEqual(expected);
    }
  });
});
