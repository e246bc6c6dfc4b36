// When notices are sent: not before the receiver asked for them, and no later because of another sector.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fillLedger } from '../delivery/ledger.mjs';
import { startReceiver } from '../delivery/receiver.mjs';
import { configure, deliver, NOBODY } from './delivery-call.mjs';
import { lastLine } from './scene.mjs';

const RETRY_AFTER_CAP_SECONDS = 1.5;
/** What is asked for, and how long the next try must wait at least. A date has whole seconds. */
const ASKED_TO_WAIT = [
  { status: '429', retryAfter: '1', soonestMs: 1000 },
  { status: '503', retryAfter: 'in:2000', soonestMs: 1000 },
  { status: '429', retryAfter: '99999999999999999999', soonestMs: RETRY_AFTER_CAP_SECONDS * 1000 },
  { status: '503', retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT', soonestMs: 1500 },
  { status: '429', retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT', soonestMs: 0 },
  { status: '503', retryAfter: 'whenever it suits', soonestMs: 0 },
];

async function askToWait({ place, number }) {
  const { status, retryAfter, soonestMs } = ASKED_TO_WAIT[number % ASKED_TO_WAIT.length];
  const count = 60;
  await fillLedger(place.ledger, count);
  const behaviour = ['--misbehave', status, '--share', '0.4', '--retry-after', retryAfter];
  const receiver = await startReceiver(place.folder, behaviour);
  try {
    configure(place.folder, { url: receiver.url, retryAfterCapSeconds: RETRY_AFTER_CAP_SECONDS });
    const { code, stderr } = await deliver(place.folder, place.ledger);
    const state = await receiver.state();
    const told = `asked to wait «${retryAfter}»`;
    if (code !== 0 || state.taken !== count)
      return `${told}: ended with ${code}: ${lastLine(stderr)}`;
    if (state.soonestMs === null) return 'the receiver never misbehaved';
    return state.soonestMs >= soonestMs ? null : `${told}: came after ${state.soonestMs} ms`;
  } finally {
    await receiver.stop();
  }
}

const MOST_TIMES_LATER = 1.2;

/** How long the notices of child care take at a receiver that needs a while for each. */
async function timeOfOne({ place, of }, taxi) {
  const folder = join(place.folder, taxi.name);
  mkdirSync(folder);
  const ledger = join(folder, 'ledger.db');
  await fillLedger(ledger, of);
  const receiver = await startReceiver(folder, ['--delay-ms', '40']);
  try {
    configure(folder, { url: receiver.url, taxiUrl: taxi.url ?? receiver.url, deadlineSeconds: 1 });
    const { code } = await deliver(folder, ledger);
    const { tookMs } = await receiver.state();
    const { first, last } = tookMs.KINDEROPVANG;
    return { code, ms: last - first };
  } finally {
    await receiver.stop();
  }
}

async function oneSectorOnTime(attempt) {
  const hanging = join(attempt.place.folder, 'hanging');
  mkdirSync(hanging);
  const silent = await startReceiver(hanging, ['--misbehave', 'hang', '--share', '1']);
  try {
    const both = await timeOfOne(attempt, { name: 'both' });
    if (both.code !== 0) return `with both it ended with ${both.code}`;
    for (const taxi of [
      { name: 'refusing', url: NOBODY },
      { name: 'silent', url: silent.url },
    ]) {
      const { code, ms } = await timeOfOne(attempt, taxi);
      const times = ms / both.ms;
      if (code !== 4) return `with one ${taxi.name} it ended with ${code}`;
      if (times > MOST_TIMES_LATER)
        return `with one ${taxi.name} the other took ${times.toFixed(2)} times as long`;
    }
    return null;
  } finally {
    await silent.stop();
  }
}

export const DELIVERY_TIME_ROWS = [
  {
    fault: 'sending: one sector gone or silent, the other on time',
    tries: { full: 1000, short: 0 },
    isOneAttempt: true,
    isAlone: true,
    attempt: oneSectorOnTime,
  },
  {
    fault: 'sending: Retry-After in seconds, as a date, absurd',
    tries: { full: 6, short: 0 },
    attempt: askToWait,
  },
];
