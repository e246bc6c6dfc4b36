// `npm run faults [-- --short --only TEXT --jobs 2]`: brings about every fault in the book on real
// processes and files, and prints one line a row: tried, survived, what was lost. Ends with 1 where an
// attempt was not survived. What needs more than Node is left out where it is missing, and said so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
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
  const heads = ['tried', 'survived', 'minutes'].map((head) => head.padStart(9)).join('');
  say(`${'fault'.padEnd(58)}${heads}  lost`);
}

/** So many processes at a time, whatever row they belong to. */
const pool = pLimit(Number(values.jobs));

/** Gives how long it took, and what went wrong: one entry for each attempt that was not survived. */
async function tryRow(scene, row) {
  const of = row.tries[size];
  const context = await pool(() => row.prepare?.(scene));
  const problems = [];
  let beganMs = Number.POSITIVE_INFINITY;
  const attempt = async (number) => {
    beganMs = Math.min(beganMs, performance.now());
    const place = scene.newPlace();
    const share = (number + 0.5) / of;
    const told = await row
      .attempt({ scene, place, number, of, share, context })
      .catch((error) => error.message);
    scene.removePlace(place);
    if (told !== null) problems.push(`#${number} ${told}`);
  };
  const numbers = Array.from({ length: row.isOneAttempt ? 1 : of }, (_, number) => number);
  await Promise.all(numbers.map((number) => pool(attempt, number)));
  return { problems, minutes: (performance.now() - beganMs) / 60_000 };
}

/** Prints its line once it is known; gives whether the row held. */
async function runRow(scene, row) {
  const tried = row.tries[size];
  const { problems, minutes } = await tryRow(scene, row);
  const lost = problems.slice(0, SHOWN_PROBLEMS).join('; ') || 'nothing';
  const survived = row.isOneAttempt && problems.length > 0 ? 0 : tried - problems.length;
  const figures = [tried, survived, minutes.toFixed(1)].map((text) => `${text}`.padStart(9));
  say(`${row.fault.padEnd(58)}${figures.join('')}  ${lost}`);
  return problems.length === 0;
}

/** Side by side, but for rows that measure time or memory: those come last, one after another. */
async function runRows(scene) {
  const asked = ROWS.filter(({ fault, tries }) => fault.includes(values.only) && tries[size] > 0);
  const possible = asked.filter(({ needs }) => !MISSING[needs]);
  for (const { fault, needs } of asked)
    if (MISSING[needs]) say(`${fault.padEnd(58)} skipped: it needs ${needs}`);
  const beside = possible.filter(({ isAlone }) => !isAlone);
  const held = await Promise.all(beside.map((row) => runRow(scene, row)));
  for (const row of possible.filter(({ isAlone }) => isAlone)) held.push(await runRow(scene, row));
  return held.filter((didHold) => !didHold).length;
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
