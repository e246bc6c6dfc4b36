// The job and what one would pick instead: each a command on the same two files.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const script = (name) => join(root, 'scripts', 'bench', name);
export const ROUNDS = 5;
export const JOB = 'screening-catchup, whole contract';

/** The job on a fresh ledger, or on a copy of the one named. */
export function jobOn({ decisions, subscriptions }, scratch, { ledger, more = [] } = {}) {
  const work = join(scratch, 'work');
  return {
    name: JOB,
    before: () => {
      rmSync(work, { recursive: true, force: true });
      mkdirSync(join(work, 'ledger'), { recursive: true });
      if (ledger !== undefined) cpSync(ledger, join(work, 'ledger', 'catchup.db'));
    },
    command: [
      ...[process.execPath, join(root, 'dist', 'main.js'), 'run', '--log-level', 'silent'],
      ...['--from', '2025-07-17', '--until', '2025-09-27', ...more],
      ...['--decisions', decisions, '--subscriptions', subscriptions],
      ...['--out', join(work, 'out'), '--ledger', join(work, 'ledger', 'catchup.db')],
    ],
    rounds: ROUNDS,
  };
}

export function csvParseOn({ decisions, subscriptions }) {
  return {
    name: 'bare csv-parse, both files',
    command: [process.execPath, script('peer-csv-parse.mjs'), decisions, subscriptions],
    rounds: ROUNDS,
  };
}

/** Everything else that is there; slow ones once. */
export function othersOn({ decisions, subscriptions }, scratch) {
  const duckDb = installDuckDb(scratch);
  const files = [decisions, subscriptions];
  const others = [
    {
      name: 'DuckDB, bare join, all cores',
      isThere: duckDb !== null,
      command: [process.execPath, script('peer-duckdb.mjs'), duckDb, ...files],
      rounds: ROUNDS,
    },
    {
      name: 'naive script',
      isThere: true,
      command: [process.execPath, script('peer-naive.mjs'), ...files],
    },
    {
      name: 'Python, standard library',
      isThere: hasCommand('python3'),
      command: ['python3', script('peer_python.py'), ...files],
    },
    {
      name: "SQLite's shell, import and join",
      isThere: hasCommand('sqlite3'),
      command: ['bash', script('peer-sqlite.sh'), ...files],
    },
    {
      name: 'Miller, join and count',
      isThere: hasCommand('mlr'),
      command: ['bash', script('peer-miller.sh'), ...files],
    },
  ];
  for (const { name, isThere } of others)
    if (!isThere) process.stderr.write(`left out, not installed: ${name}\n`);
  return others.filter(({ isThere }) => isThere).map((other) => ({ rounds: 1, ...other }));
}

/** Peers' packages are no dependencies of the project: they go into the scratch folder. */
function installDuckDb(scratch) {
  const folder = join(scratch, 'peers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  try {
    const install = ['install', '--no-audit', '--no-fund', '@duckdb/node-api'];
    execFileSync('npm', install, { cwd: folder, stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}

function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
}
