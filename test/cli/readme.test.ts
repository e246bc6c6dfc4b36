import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callProgram } from '../support/in-process.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const SAMPLE_RUN = [
  ...['run', '--from', '2025-07-17', '--until', '2025-09-27', '--allow-rejects', '500'],
  ...['--decisions', 'om.csv', 'rechtspraak.csv', 'cjib.csv'],
  ...['--subscriptions', 'subscriptions-kinderopvang.csv', 'subscriptions-taxi.csv'],
  ...['--identities', 'identities.csv', '--already-signalled', 'already-signalled.csv'],
];

/** Where the blocks of a section run, one after another; all others in `sample`. */
const SCENES: Readonly<Record<string, string>> = {
  'Run it': 'files',
  'Every night': 'nights',
  'A missed night': 'walk',
  Delivery: 'walk',
  'What changed between two runs': 'walk',
};
const NOW: Readonly<Record<string, string>> = {
  walk: '2025-08-16T08:00:00+02:00',
  nights: '2025-08-16T08:00:00+02:00',
};

/** Commands that are not of the program: what is done instead, `null` where they are left out. */
const OTHERS: readonly (readonly [RegExp, (() => void) | null])[] = [
  // Whoever reads this did it, and the checks of the project begin with it.
  [/^npm ci && npm (start|test)$/, null],
  [/^node scripts\/receiver\.mjs /, null],
  // Tools that are not there with Node alone.
  [/^(cd|sha256sum|openssl) /, null],
  [
    /base64 > key\)$/,
    () => writeFileSync('key', randomBytes(32).toString('base64'), { mode: 0o600 }),
  ],
];

interface Command {
  readonly typed: string;
  readonly said: string;
}

interface Block {
  readonly section: string;
  readonly commands: readonly Command[];
}

function readBlocks(): readonly Block[] {
  const blocks: Block[] = [];
  let section = '';
  for (const [text, heading] of README.matchAll(/^```[\s\S]*?^```$|^#{1,3} (.+)$/gm)) {
    section = heading ?? section;
    if (text.startsWith('```console')) blocks.push({ section, commands: readCommands(text) });
  }
  return blocks;
}

function readCommands(block: string): readonly Command[] {
  return block
    .replace(/```$/, '')
    .split(/^\$ /m)
    .slice(1)
    .map((entry) => {
      const [typed = '', ...said] = entry.replace(/ \\\n\s*/g, ' ').split('\n');
      return { typed, said: said.join('\n').trim() };
    });
}

/** As a shell takes them apart; run ids depend on the program and its rules. */
function argumentsOf(typed: string): readonly string[] {
  const words = [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, bare = '']) => quoted ?? bare,
  );
  const runs = readdirSync('.').includes('out') ? readdirSync('out') : [];
  return words
    .flatMap((word) => (word === '…' ? SAMPLE_RUN.slice(1) : word))
    .map((word) =>
      word.replace(
        /catchup-\d+-\d+-(?:[0-9a-f]{12}|…)/,
        (id) => runs.find((run) => run.startsWith(id.slice(0, 26))) ?? id,
      ),
    );
}

/** What differs from one machine and day to another; `…` stands for anything. */
function shape(text: string): string {
  return (
    text
      .replace(/(catchup-\d+-\d+)-[0-9a-f]{12}/g, '$1-ID')
      .replace(/^\S*\/out\//gm, '…/out/')
      .replace(/\((\S+), (\d{4}-\S+Z)\)/g, '(somebody, $2)')
      // How many rows hold one thing is the ledger's own affair.
      .replace(/^ledger +\d+ rows/gm, 'ledger N rows')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
      .trim()
  );
}

function matcherOf(said: string): RegExp {
  const escaped = shape(said).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/^…$/gm, '[\\s\\S]*').replaceAll('…', '.*')}$`);
}

describe('every console block of the README', () => {
  const home = process.cwd();
  const folders = new Map<string, string>();
  let receiver: ChildProcess | null = null;

  beforeAll(async () => {
    vi.stubEnv('CATCHUP_LOG_LEVEL', 'silent');
    const inputs = {
      walk: 'missed-night',
      nights: 'missed-night',
      sample: 'sample',
      files: 'sample',
    };
    for (const [scene, fixture] of Object.entries(inputs)) {
      const folder = mkdtempSync(join(tmpdir(), `readme-${scene}-`));
      cpSync(join(ROOT, 'fixtures', fixture, 'in'), folder, { recursive: true });
      folders.set(scene, folder);
    }
    await inScene('sample', () => call('sample', ...SAMPLE_RUN));
    const night = ['--decisions', 'night-15.csv', '--subscriptions', 'subscriptions.csv'];
    await inScene('nights', () => call('nights', 'run', '--last', '1d', ...night));
    await inScene('files', nameFilesAsInReadme);
    await inScene('walk', async () => {
      const [, text = ''] = /with `catchup\.json`\n\n```json\n([\s\S]*?)```/.exec(README) ?? [];
      writeFileSync('catchup.json', text.replace('http://127.0.0.1:8025', await startReceiver()));
    });
  });
  afterAll(() => {
    receiver?.kill();
    vi.unstubAllEnvs();
    process.chdir(home);
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  });

  /** The clock of the ledger too is that of the scene, so that no day of the year changes what is printed. */
  async function call(scene: string, ...args: string[]) {
    const now = NOW[scene] ?? '2025-09-28T08:00:00+02:00';
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
    try {
      return await callProgram(args, now);
    } finally {
      vi.useRealTimers();
    }
  }

  async function inScene(scene: string, work: () => unknown): Promise<void> {
    process.chdir(folders.get(scene) ?? '');
    await work();
    process.chdir(home);
  }

  function nameFilesAsInReadme(): void {
    writeFileSync('rechtspraak.csv.gz', gzipSync(readFileSync('rechtspraak.csv')));
    cpSync('subscriptions-kinderopvang.csv', 'kinderopvang.csv');
    cpSync('subscriptions-taxi.csv', 'taxi.csv');
    cpSync('identities.csv', 'skn-bsn.csv');
    cpSync('already-signalled.csv', 'police.csv');
  }

  /** With the options of the README, at a free port; which requests fail is settled by its seed. */
  async function startReceiver(): Promise<string> {
    const [, options = ''] = /^\$ node scripts\/receiver\.mjs (.*) &$/m.exec(README) ?? [];
    const script = join(ROOT, 'scripts/receiver.mjs');
    const child = spawn(process.execPath, [script, '--port', '0', ...options.split(' ')]);
    receiver = child;
    return new Promise((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).trim().split(' ').at(-1) ?? '')),
    );
  }

  const blocks = readBlocks();

  it.each(blocks.map((block, place) => [block.section, place + 1, block] as const))(
    'runs and says what is printed: %s (block %i)',
    async (section, _, { commands }) => {
      const scene = SCENES[section] ?? 'sample';
      for (const { typed, said } of commands) {
        const other = OTHERS.find(([pattern]) => pattern.test(typed));
        if (other !== undefined) {
          await inScene(scene, () => other[1]?.());
          continue;
        }
        expect(typed).toMatch(/^npx \. /);
        await inScene(scene, async () => {
          const { code, stdout, stderr } = await call(scene, ...argumentsOf(typed).slice(2));

          expect({ code, stderr }, typed).toEqual({ code: expect.toBeOneOf([0, 3]), stderr: '' });
          if (said !== '') expect(shape(stdout), typed).toMatch(matcherOf(said));
        });
      }
    },
  );

  it('is found, and leaves out no more than is named', () => {
    const commands = blocks.flatMap(({ commands: each }) => each);
    const run = commands.filter(({ typed }) => typed.startsWith('npx . '));

    expect(blocks.length).toBe(README.match(/^```console$/gm)?.length);
    expect(run.length).toBeGreaterThan(20);
  });
});
