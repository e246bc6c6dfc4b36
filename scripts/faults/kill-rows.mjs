// Kills, stops, and two runs at once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess, wait } from './process.mjs';
import { differenceOf, halfRunOf, lastLine, problemOfAgain } from './scene.mjs';

const SECONDS_TO_STOP = 10;

async function killAtAnyMoment({ scene, place, share }) {
  const { child, ended } = scene.start(place);
  const timer = setTimeout(() => child.kill('SIGKILL'), share * scene.clean.ms);
  await ended;
  clearTimeout(timer);
  return problemOfAgain(scene, place);
}

/** Signals before the program can hear them end it as a kill does; those come after its first word. */
async function stopBySignal({ scene, place, number, share }) {
  const [signal, expected] = number % 2 === 0 ? ['SIGTERM', 143] : ['SIGINT', 130];
  const { child, ended, said } = scene.start(place);
  while (said.stderr === '' && child.exitCode === null) await wait(1);
  await wait(share * scene.clean.ms * 0.7);
  const sentAt = performance.now();
  const isSent = child.kill(signal);
  // Every third time somebody is impatient.
  if (number % 3 === 2) child.kill(signal);
  const { code, stderr, signal: endedBy } = await ended;
  // In its last moment the program hears no signal any more: a shell then says 143 or 130 too.
  if (isSent && code !== expected && code !== 0 && endedBy !== signal)
    return `${signal} ended with ${code}: ${lastLine(stderr)}`;
  if (performance.now() - sentAt > SECONDS_TO_STOP * 1000) return `${signal} took too long`;
  return problemOfAgain(scene, place);
}

/** The first holds the ledger and waits for its input; the second must leave, also once it is killed. */
async function runTwoAtOnce({ scene, place }) {
  const prepared = await scene.run(place);
  if (prepared.code !== 0) return `the first run ended with ${prepared.code}`;
  const holder = scene.start(place, { decisions: ['-'], input: 'OPEN' });
  while (!existsSync(`${place.ledger}.holder`)) await wait(2);
  const second = await scene.run(place);
  holder.child.kill('SIGKILL');
  await holder.ended;
  if (second.code !== 5) return `the second ended with ${second.code}`;
  if (!second.stderr.includes(`process ${holder.child.pid} `)) return 'the holder is not named';
  return problemOfAgain(scene, place);
}

async function startTwoTogether({ scene, place }) {
  const ends = await Promise.all([scene.run(place), scene.run(place)]);
  const codes = ends.map(({ code }) => code).sort();
  if (codes[0] !== 0 || ![0, 5].includes(codes[1])) return `they ended with ${codes.join(' and ')}`;
  return halfRunOf(place.out, scene.clean.files) ?? problemOfAgain(scene, place);
}

async function runAgain({ scene, place }) {
  const sent = () =>
    ['KINDEROPVANG', 'TAXI'].map((sector) =>
      readFileSync(join(place.folder, 'outbox', `${sector}.ndjson`), 'utf8'),
    );
  const more = ['--deliver'];
  await scene.run(place, { more });
  const before = sent();
  const { code } = await scene.run(place, { more });
  if (code !== 0) return `it ended with ${code}`;
  if (before.join() === '' || sent().join() !== before.join()) return 'something was sent again';
  return differenceOf(place.out, scene.clean.files);
}

/** A run of many slices, by the campaign that prints its own line. */
async function killAgainAndAgain({ of }) {
  const script = join(import.meta.dirname, '..', 'kill-slices.mjs');
  const sizes = of > 10 ? ['--decisions', '1500000'] : ['--decisions', '5000', '--slices', '5'];
  const { code, stdout } = await startProcess([
    process.execPath,
    ...[script, '--kills', `${of}`, ...sizes],
  ]).ended;
  return code === 0 ? null : lastLine(stdout);
}

export const KILL_ROWS = [
  { fault: 'kill -9 at any moment', tries: { full: 100, short: 2 }, attempt: killAtAnyMoment },
  {
    fault: 'killed again and again, 20 slices',
    tries: { full: 50, short: 0 },
    isOneAttempt: true,
    attempt: killAgainAndAgain,
  },
  { fault: 'SIGTERM, SIGINT, one or two', tries: { full: 30, short: 1 }, attempt: stopBySignal },
  { fault: 'a run while another waits', tries: { full: 20, short: 0 }, attempt: runTwoAtOnce },
  { fault: 'two runs started together', tries: { full: 20, short: 1 }, attempt: startTwoTogether },
  { fault: 'the same window again', tries: { full: 3, short: 0 }, attempt: runAgain },
];
