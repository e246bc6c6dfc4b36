// `node scripts/kill-slices.mjs [--kills 50] [--slices 20] [--decisions 1500000]`: kills a sliced run again
// and again and gives its command again each time. Prints the work of all attempts beside that of a clean
// run, and compares every byte of what both published.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    slices: { type: 'string', default: '20' },
    decisions: { type: 'string', default: '1500000' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'kill-slices-'));

function argumentsOf(place) {
  return [
    join(root, 'dist', 'main.js'),
    ...['run', '--until', '2025-09-27', '--last', `${values.slices}d`, '--slice', '1d'],
    ...['--decisions', join(scratch, 'decisions.csv')],
    ...['--subscriptions', join(scratch, 'subscriptions.csv')],
    ...['--out', join(scratch, place, 'out'), '--ledger', join(scratch, place, 'ledger.db')],
    ...['--quiet', '--allow-rejects', '999999999'],
  ];
}

/** Gives the milliseconds until the end, and whether it came by itself. */
async function attempt(place, killAfterMs) {
  const started = performance.now();
  const child = spawn(process.execPath, argumentsOf(place), { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const code = await ended;
  clearTimeout(timer);
  if (code !== 0 && code !== null) throw new Error(`the run ended with exit code ${code}`);
  return { ms: performance.now() - started, isKilled: code === null };
}

/** Random moments that share out the whole time, so that chance decides when and not how much. */
function randomWaits(count, wholeMs) {
  const shares = Array.from({ length: count }, () => -Math.log(1 - Math.random()));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (wholeMs * share) / sum);
}

function publishedBytes(place) {
  const out = join(scratch, place, 'out');
  const names = readdirSync(out, { recursive: true }).filter((name) => /\/\w/.test(name));
  return names.sort().map((name) => `${name}\n${readFileSync(join(out, name), 'latin1')}`);
}

try {
  const sizes = ['--decisions', values.decisions, '--subscriptions', '20000', '--seed', '7'];
  const generate = join(root, 'scripts', 'generate-data.mjs');
  spawnSync(process.execPath, [generate, '--plain', '--out', scratch, ...sizes]);
  const clean = await attempt('clean', 2 ** 30);
  const waits = randomWaits(Number(values.kills), 2.5 * clean.ms);
  let work = 0;
  let killed = 0;
  for (;;) {
    const { ms, isKilled } = await attempt('killed', waits[killed] ?? 2 ** 30);
    work += ms;
    if (!isKilled) break;
    killed += 1;
  }
  const isSame = publishedBytes('clean').join('\n') === publishedBytes('killed').join('\n');
  process.stdout.write(
    `${killed} kills over ${values.slices} slices: ${(work / clean.ms).toFixed(2)} clean runs of work, ` +
      `${isSame ? 'every byte the same' : 'NOT THE SAME'}\n`,
  );
  process.exitCode = isSame && work < 3 * clean.ms ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
