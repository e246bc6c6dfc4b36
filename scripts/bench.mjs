// `npm run bench [-- --large]`: the job and what one would pick instead, in turn on the same files.
// Prints medians with minimum and maximum, and ratios to the job's own figures; as Markdown.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './bench/measure.mjs';

const ROUNDS = 5;
const root = join(import.meta.dirname, '..');
const isLarge = process.argv.includes('--large');
const [decisionCount, subscriptionCount] = isLarge ? [5_000_000, 1_000_000] : [60_000, 600_000];
const scratch = mkdtempSync(join(tmpdir(), 'catchup-bench-'));
const say = (text) => process.stdout.write(`${text}\n`);

function makeData(name, decisions, subscriptions) {
  const folder = join(scratch, name);
  const counts = ['--decisions', String(decisions), '--subscriptions', String(subscriptions)];
  execFileSync(process.execPath, [
    join(root, 'scripts', 'generate-data.mjs'),
    ...['--plain', '--out', folder, '--seed', '7', ...counts],
  ]);
  return {
    decisions: join(folder, 'decisions.csv'),
    subscriptions: join(folder, 'subscriptions.csv'),
  };
}

/** Peers' packages are no dependencies of the project: they go into the scratch folder. */
function installDuckDb() {
  const folder = join(scratch, 'peers');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '@duckdb/node-api'], {
      cwd: folder,
      stdio: 'ignore',
    });
    return folder;
  } catch {
    return null;
  }
}

function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}

function jobOn({ decisions, subscriptions }) {
  const work = join(scratch, 'work');
  return {
    name: 'screening-catchup, whole contract',
    before: () => rmSync(work, { recursive: true, force: true }),
    command: [
      process.execPath,
      join(root, 'dist', 'main.js'),
      ...['run', '--from', '2025-07-17', '--until', '2025-09-27', '--log-level', 'silent'],
      ...['--decisions', decisions, '--subscriptions', subscriptions],
      ...['--out', join(work, 'out'), '--ledger', join(work, 'ledger', 'catchup.db')],
    ],
    rounds: ROUNDS,
  };
}

function peersOn({ decisions, subscriptions }, duckDb) {
  const script = (name) => join(root, 'scripts', 'bench', name);
  const peers = [
    {
      name: 'bare csv-parse, both files',
      command: [process.execPath, script('peer-csv-parse.mjs'), decisions, subscriptions],
      rounds: ROUNDS,
    },
  ];
  if (duckDb !== null)
    peers.push({
      name: 'DuckDB, bare join, all cores',
      command: [process.execPath, script('peer-duckdb.mjs'), duckDb, decisions, subscriptions],
      rounds: ROUNDS,
    });
  peers.push({
    name: 'naive script',
    command: [process.execPath, script('peer-naive.mjs'), decisions, subscriptions],
    rounds: 1,
  });
  if (hasCommand('python3'))
    peers.push({
      name: 'Python, standard library',
      command: ['python3', script('peer_python.py'), decisions, subscriptions],
      rounds: 1,
    });
  if (hasCommand('sqlite3'))
    peers.push({
      name: "SQLite's shell, import and join",
      command: ['bash', script('peer-sqlite.sh'), decisions, subscriptions],
      rounds: 1,
    });
  return peers;
}

function range(values, digits) {
  const show = (value) => value.toFixed(digits);
  return values.length === 1
    ? show(values[0])
    : `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

async function compare(title, contenders) {
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      if (round >= contender.rounds) continue;
      contender.before?.();
      runs.get(contender.name).push(await measure(contender.command, scratch));
    }
  }
  const [job] = contenders;
  const base = median(runs.get(job.name).map(({ wall }) => wall));
  say(`\n${title}\n`);
  say('| | wall s | CPU s | peak MiB | wall, job ÷ this |');
  say('|---|---|---|---|---|');
  for (const { name } of contenders) {
    const of = (field) => runs.get(name).map((run) => run[field]);
    const ratio = base / median(of('wall'));
    say(
      `| ${name} | ${range(of('wall'), 2)} | ${range(of('cpu'), 2)} | ${range(of('memory'), 0)} | ${ratio.toFixed(2)} |`,
    );
  }
  return runs;
}

function checkPairs(runs) {
  const found = new Map();
  for (const [name, [run]] of runs) {
    const number = /^(\d+)\s*$/.exec(run.output.trim())?.[1];
    if (number !== undefined && !name.includes('csv-parse')) found.set(name, number);
  }
  const numbers = new Set(found.values());
  if (numbers.size > 1) throw new Error(`the peers disagree: ${JSON.stringify([...found])}`);
  say(`\nAll peers find the same ${[...numbers][0] ?? '?'} pairs.`);
}

try {
  const [cpu] = cpus();
  say(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${new Date().toISOString().slice(0, 10)}. Whole processes; medians of ${ROUNDS} with minimum and maximum, slow peers once.`,
  );
  const data = makeData('main', decisionCount, subscriptionCount);
  const runs = await compare(
    `${decisionCount.toLocaleString('en')} decisions × ${subscriptionCount.toLocaleString('en')} subscriptions`,
    [jobOn(data), ...peersOn(data, installDuckDb())],
  );
  checkPairs(runs);
  const few = makeData('few', 500_000, 100_000);
  const many = makeData('many', 5_000_000, 100_000);
  const alone = (input, name) => ({ ...jobOn(input), name, rounds: 1 });
  await compare('Memory against the number of decisions (100,000 subscriptions)', [
    alone(few, '500,000 decisions'),
    alone(many, '5,000,000 decisions'),
  ]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
