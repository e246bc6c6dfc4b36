// `npm run bench [-- --large] [-- --only PART]`: the job and what one would pick instead, in turn on the
// same files. Prints medians with minimum and maximum, and ratios round by round; as Markdown.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { csvParseOn, JOB, jobOn, othersOn, ROUNDS } from './bench/contenders.mjs';
import { hardenRows } from './bench/hard-rows.mjs';
import { makeOldLedger } from './bench/old-ledger.mjs';
import { checkPairs, compare, say } from './bench/table.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { large: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const scratch = mkdtempSync(join(tmpdir(), 'catchup-bench-'));
const count = (number) => number.toLocaleString('en');

function makeData(name, decisions, subscriptions, ...more) {
  const folder = join(scratch, name);
  const counts = ['--decisions', String(decisions), '--subscriptions', String(subscriptions)];
  const generate = join(root, 'scripts', 'generate-data.mjs');
  const args = ['--plain', '--out', folder, '--seed', '7', ...counts, ...more];
  execFileSync(process.execPath, [generate, ...args]);
  const decisionFile = join(folder, 'decisions.csv');
  return { decisions: decisionFile, subscriptions: join(folder, 'subscriptions.csv') };
}

const named = (contender, name, rounds = contender.rounds) => ({ ...contender, name, rounds });

async function main(decisions, subscriptions) {
  const data = makeData('main', decisions, subscriptions);
  const runs = await compare(
    `${count(decisions)} decisions × ${count(subscriptions)} subscriptions`,
    [
      jobOn(data, scratch),
      csvParseOn(data),
      ...othersOn(data, scratch),
      named(jobOn(data, scratch, { more: ['--threads', '0'] }), `${JOB}, one thread`),
      named(jobOn(data, scratch, { more: ['--no-screen'] }), `${JOB}, screen off`, 1),
    ],
    scratch,
  );
  checkPairs(runs);
}

/** Every part of the benchmark; those of `--large` take long. */
const PARTS = {
  main: () => (values.large ? main(5_000_000, 1_000_000) : main(60_000, 600_000)),
  hard: async () => {
    const data = makeData('hard', 300_000, 100_000);
    const hard = { ...data, decisions: join(scratch, 'hard.csv') };
    await hardenRows(data.decisions, hard.decisions);
    const title = '300,000 decisions that the screen hands on, every third one with a fault';
    await compare(title, [jobOn(hard, scratch), csvParseOn(hard)], scratch);
  },
  matching: async () => {
    const few = makeData('matching', 20_000, 20_000, '--match-share', '1');
    const many = makeData('matching-more', 40_000, 20_000, '--match-share', '1');
    const title = 'Every row matching: 20,000 decisions × 20,000 subscriptions';
    const twice = named(jobOn(many, scratch), `${JOB}, twice as many decisions`);
    await compare(title, [jobOn(few, scratch), csvParseOn(few), twice], scratch);
  },
  night: async () => {
    const remembered = values.large ? 1_000_000 : 200_000;
    const data = makeData('night', 2_000, 60_000);
    const ledgers = ['young', 'old'].map((name) => join(scratch, name, 'catchup.db'));
    await makeOldLedger(ledgers[0], 100);
    await makeOldLedger(ledgers[1], remembered);
    const on = (ledger, name) => named(jobOn(data, scratch, { ledger }), name);
    await compare(
      'A night of 2,000 decisions × 60,000 subscriptions',
      [
        on(ledgers[1], `ledger that remembers ${count(remembered)} decisions`),
        on(ledgers[0], 'ledger that remembers 100'),
      ],
      scratch,
    );
  },
  memory: async () => {
    const sizes = values.large ? [5_000_000, 50_000_000] : [500_000, 5_000_000];
    const contenders = sizes.toReversed().map((size) => {
      const data = makeData(`decisions-${size}`, size, 100_000);
      return named(jobOn(data, scratch), `${count(size)} decisions`, 1);
    });
    await compare('Time and memory against decisions (100,000 subscriptions)', contenders, scratch);
  },
  subscriptions: async () => {
    const size = values.large ? 10_000_000 : 2_000_000;
    const contenders = [size, size / 10].map((each) => {
      const data = makeData(`subscriptions-${each}`, 60_000, each);
      return named(jobOn(data, scratch), `${count(each)} subscriptions`, 1);
    });
    await compare('Time and memory against subscriptions (60,000 decisions)', contenders, scratch);
  },
  help: async () => {
    const help = [process.execPath, join(root, 'dist', 'main.js'), '--help'];
    const start = (name, command) => ({ name, command, rounds: ROUNDS * 2 });
    await compare(
      'Start',
      [start('`--help`', help), start('`node -e 0`', [process.execPath, '-e', '0'])],
      scratch,
    );
  },
};

try {
  const [cpu] = cpus();
  say(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${new Date().toISOString().slice(0, 10)}. Whole processes; medians with minimum and maximum, slow peers once.`,
  );
  for (const [name, part] of Object.entries(PARTS))
    if (values.only === undefined || values.only.split(',').includes(name)) await part();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
