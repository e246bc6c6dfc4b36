// `npm run faults [-- --short --only TEXT --jobs 2]`: brings about every fault in the book on real
// processes and files, and prints one line a row: tried, survived, what was lost. Ends with 1 where an
// attempt was not survived. What needs more than Node is left out where it is missing, and said so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROWS } from './faults/rows.mjs';
import { makeScene } from './faults/scene.mjs';

const SHOWN_PROBLEMS = 12;
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '2' },
  },
});
const size = values.short ? 'short' : 'full';

const MISSING = {
  strace: spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status !== 0,
  root: process.getuid?.() !== 0,
  procfs: process.platform !== 'linux',
};

function say(text) {
  process.stdout.write(`${text}\n`);
}

function sayMachine() {
  const { model } = cpus()[0] ?? { model: 'unknown' };
  const cores = `${availableParallelism()} x ${model.trim()}`;
  say(`${new Date().toISOString()}, ${cores}, ${type()} ${release()}, Node ${process.version}`);
  say(`${'fault'.padEnd(52)} ${'tried'.padStart(6)} ${'survived'.padStart(8)}  lost`);
}

/** Gives what went wrong, one entry for each attempt that was not survived. */
async function tryRow(scene, row) {
  const of = row.tries[size];
  const numbers = Array.from({ length: row.isOneAttempt ? 1 : of }, (_, number) => number);
  const problems = [];
  const context = await row.prepare?.(scene);
  const work = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const place = scene.newPlace();
      const share = (number + 0.5) / of;
      try {
        const problem = await row.attempt({ scene, place, number, of, share, context });
        if (problem !== null) problems.push(`#${number} ${problem}`);
      } catch (error) {
        problems.push(`#${number} ${error.message}`);
      }
      scene.removePlace(place);
    }
  };
  const jobs = row.isAlone ? 1 : Number(values.jobs);
  await Promise.all(Array.from({ length: jobs }, work));
  return problems;
}

async function runRows(scene) {
  let failed = 0;
  for (const row of ROWS.filter(({ fault }) => fault.includes(values.only))) {
    const tried = row.tries[size];
    if (tried === 0) continue;
    const missing = row.needs && MISSING[row.needs];
    if (missing) say(`${row.fault.padEnd(52)}   skipped: it needs ${row.needs}`);
    if (missing) continue;
    const problems = await tryRow(scene, row);
    const lost = problems.slice(0, SHOWN_PROBLEMS).join('; ') || 'nothing';
    const survived = row.isOneAttempt && problems.length > 0 ? 0 : tried - problems.length;
    say(`${row.fault.padEnd(52)} ${`${tried}`.padStart(6)} ${`${survived}`.padStart(8)}  ${lost}`);
    if (problems.length > 0) failed += 1;
  }
  return failed;
}

const began = performance.now();
const scratch = mkdtempSync(join(tmpdir(), 'faults-'));
try {
  sayMachine();
  const scene = await makeScene(scratch, { isShort: values.short });
  const failed = await runRows(scene);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  say(`${failed === 0 ? 'every row held' : `${failed} rows did not hold`}, ${minutes} minutes`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
