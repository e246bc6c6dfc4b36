// `npm run check:delivery [-- --notices 10000 --kills 3]`: delivers through a receiver that fails one
// request in five in every way that can pass, killed now and then, and compares what came in with what
// was to be sent. Ends with 1 where an event is missing, came with another body or out of order.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fillLedger } from './delivery/ledger.mjs';
import { startReceiver } from './delivery/receiver.mjs';

const MISBEHAVIOUR = 'reset,hang,drip,lose,half,huge,conflict,408,425,429,500,502,503,504';
const CONCURRENCY = 64;
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    notices: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '3' },
  },
});
const count = Number(values.notices);
const kills = Number(values.kills);
const mostCalls = kills + 20;
const scratch = mkdtempSync(join(tmpdir(), 'check-delivery-'));
const configuration = join(scratch, 'catchup.json');
const ledger = join(scratch, 'ledger.db');

function configure(url) {
  const sink = { kind: 'http', url };
  const delivery = {
    ...{ concurrency: CONCURRENCY, deadlineSeconds: 0.5, triesPerCall: 20 },
    retry: { baseSeconds: 0.01, capSeconds: 0.2, retryAfterCapSeconds: 0.1 },
    circuit: { failuresToPause: 100 },
    source: 'urn:nld:oin:00000000000000000000:systeem:proef',
    sinks: { KINDEROPVANG: sink, TAXI: sink },
  };
  writeFileSync(configuration, JSON.stringify({ delivery }));
}

/** One call; killed without warning once the receiver has so many events. Null: killed. */
async function call(receiver, killAt) {
  const child = spawn(
    process.execPath,
    [
      join(root, 'dist', 'main.js'),
      'deliver',
      '--ledger',
      ledger,
      '--config',
      configuration,
      '--quiet',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let isOver = killAt === Number.POSITIVE_INFINITY;
  const ended = once(child, 'exit').then(([code]) => {
    isOver = true;
    return code;
  });
  while (!isOver) {
    if ((await receiver.state()).taken >= killAt) child.kill('SIGKILL');
    await setTimeout(20);
  }
  return ended;
}

/** A kill lets go of requests that the receiver may not have seen close: what was in flight counts twice. */
function problemsOf(state, killed) {
  const lines = readFileSync(join(scratch, 'received.ndjson'), 'utf8').trim().split('\n');
  const ids = new Set(lines.map((line) => JSON.parse(line).id));
  const problems = [];
  if (lines.length !== ids.size) problems.push('an event was taken in twice');
  if (ids.size !== count) problems.push(`${count - ids.size} of ${count} are missing`);
  if (state.otherBody > 0) problems.push(`${state.otherBody} came again with another body`);
  if (state.disorder > 0) problems.push(`${state.disorder} came out of order`);
  if (state.mostInFlight > CONCURRENCY * (killed > 0 ? 2 : 1))
    problems.push(`${state.mostInFlight} were in flight at once`);
  return problems;
}

const receiver = await startReceiver(scratch, ['--misbehave', MISBEHAVIOUR, '--share', '0.2']);
try {
  await fillLedger(ledger, count);
  configure(receiver.url);
  let killed = 0;
  let calls = 0;
  for (let code = null; code !== 0 && calls < mostCalls; calls += 1) {
    const killAt = killed < kills ? (count * (killed + 1)) / (kills + 1) : Number.POSITIVE_INFINITY;
    code = await call(receiver, killAt);
    if (code === null) killed += 1;
    else if (code !== 0 && code !== 4) throw new Error(`deliver ended with ${code}`);
  }
  const state = await receiver.state();
  const problems = problemsOf(state, killed);
  if (calls === mostCalls) problems.push(`not done after ${calls} calls`);
  process.stdout.write(
    `${count} notices, ${killed} kills, ${calls} calls: ${state.requests} requests, ` +
      `${state.misbehaved} misbehaved, ${state.again} came again, at most ${state.mostInFlight} in flight: ` +
      `${problems.join('; ') || 'each taken in once, none missing, none out of order'}\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await receiver.stop();
  rmSync(scratch, { recursive: true, force: true });
}
