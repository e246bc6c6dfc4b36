// A receiver that misbehaves, one that is gone, and a disk that fills up while notices are sent.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fillLedger } from '../delivery/ledger.mjs';
import { startReceiver } from '../delivery/receiver.mjs';
import { configure, deliver, NOBODY } from './delivery-call.mjs';
import { startProcess } from './process.mjs';
import { lastLine } from './scene.mjs';

const MOST_CALLS = 3;

/** Calls until all is delivered; what the receiver took in must be every event, in one body each. */
function misbehaving(modes, share) {
  return async ({ place, of }) => {
    await fillLedger(place.ledger, of);
    const receiver = await startReceiver(place.folder, ['--misbehave', modes, '--share', share]);
    try {
      configure(place.folder, { url: receiver.url, deadlineSeconds: 0.5 });
      let code = 4;
      let calls = 0;
      for (; code === 4 && calls < MOST_CALLS; calls += 1)
        ({ code } = await deliver(place.folder, place.ledger));
      const state = await receiver.state();
      if (code !== 0) return `after ${calls} calls it ended with ${code}`;
      if (state.misbehaved === 0) return 'the receiver never misbehaved';
      if (state.taken !== of) return `${of - state.taken} are missing`;
      if (state.otherBody > 0) return `${state.otherBody} came with another body`;
      if (state.disorder > 0) return `${state.disorder} came out of order`;
      return null;
    } finally {
      await receiver.stop();
    }
  };
}

/** Every answer is final: one try each, exit code 4, and nothing more in a second call. */
function refusing(status) {
  return async ({ place, of }) => {
    await fillLedger(place.ledger, of);
    const receiver = await startReceiver(place.folder, ['--misbehave', status, '--share', '1']);
    try {
      configure(place.folder, receiver);
      const codes = [];
      for (let call = 0; call < 2; call += 1)
        codes.push((await deliver(place.folder, place.ledger)).code);
      const { requests, taken } = await receiver.state();
      if (codes.join() !== '4,4') return `the calls ended with ${codes.join()}`;
      return requests === of && taken === 0 ? null : `${requests} requests for ${of} notices`;
    } finally {
      await receiver.stop();
    }
  };
}

async function oneSectorGone({ place, of }) {
  await fillLedger(place.ledger, of);
  const receiver = await startReceiver(place.folder, []);
  try {
    configure(place.folder, { url: receiver.url, taxiUrl: NOBODY });
    const { code } = await deliver(place.folder, place.ledger);
    const gone = await receiver.state();
    if (code !== 4) return `it ended with ${code}`;
    if (gone.taken !== of / 2) return `of the other sector ${of / 2 - gone.taken} are missing`;
    configure(place.folder, receiver);
    const again = await deliver(place.folder, place.ledger);
    const { taken } = await receiver.state();
    return again.code === 0 && taken === of ? null : `${of - taken} stayed behind`;
  } finally {
    await receiver.stop();
  }
}

/** What the receiver took in stands in the ledger, and all else comes once there is room. */
async function fillDiskWhileSending({ place, number, of }) {
  const count = 200;
  const made = join(place.folder, 'made.db');
  await fillLedger(made, count);
  const disk = join(place.folder, 'disk');
  mkdirSync(disk);
  const bytes = statSync(made).size + 65_536 + 32_768 * Math.floor((number * 20) / of);
  const mount = (options) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  mount(`size=${bytes}`);
  const receiver = await startReceiver(place.folder, []);
  try {
    const ledger = join(disk, 'ledger.db');
    copyFileSync(made, ledger);
    configure(place.folder, receiver);
    const { code, stderr } = await deliver(place.folder, ledger);
    const { taken } = await receiver.state();
    if (code === 0 && taken !== count) return `ended with 0, but ${count - taken} are missing`;
    if (code !== 0 && code !== 1 && code !== 4) return `ended with ${code}: ${lastLine(stderr)}`;
    spawnSync('mount', ['-o', 'remount,size=64m', disk]);
    const again = await deliver(place.folder, ledger);
    const state = await receiver.state();
    if (again.code !== 0) return `again ended with ${again.code}: ${lastLine(again.stderr)}`;
    return state.taken === count && state.otherBody === 0 ? null : 'not each came, in one body';
  } finally {
    await receiver.stop();
    spawnSync('umount', [disk]);
    rmSync(made);
  }
}

/** Notices and kills in between, by the campaign that prints its own line. */
async function killWhileSending({ of }) {
  const script = join(import.meta.dirname, '..', 'check-delivery.mjs');
  const args = ['--notices', `${of * 100}`, '--kills', `${of}`];
  const { code, stdout, stderr } = await startProcess([process.execPath, script, ...args]).ended;
  return code === 0 ? null : lastLine(`${stderr}\n${stdout}`);
}

const whole = { isOneAttempt: true };
const THOUSAND = { full: 1000, short: 0 };

export const DELIVERY_ROWS = [
  {
    ...{ fault: 'sent, but the answer is lost', ...whole, tries: { full: 1000, short: 40 } },
    attempt: misbehaving('lose,half', '0.4'),
  },
  {
    ...{ fault: 'sending: resets, 408, 425, 429, 5xx', ...whole, tries: THOUSAND },
    attempt: misbehaving('reset,408,425,429,500,502,503,504', '0.4'),
  },
  {
    ...{ fault: 'sending: answers that hang, drip, are huge', ...whole, tries: THOUSAND },
    attempt: misbehaving('hang,drip,huge', '0.05'),
  },
  {
    ...{ fault: 'sending: 400, for good', ...whole, tries: THOUSAND },
    attempt: refusing('400'),
  },
  {
    ...{ fault: 'sending: a redirect', ...whole, tries: THOUSAND },
    attempt: refusing('307'),
  },
  {
    ...{ fault: 'sending: the receiver of one sector is gone', ...whole, tries: THOUSAND },
    attempt: oneSectorGone,
  },
  {
    ...{ fault: 'sending: a disk that is full', needs: 'root', tries: { full: 20, short: 0 } },
    attempt: fillDiskWhileSending,
  },
  {
    ...{ fault: 'sending: kill -9 again and again', ...whole, tries: { full: 50, short: 0 } },
    attempt: killWhileSending,
  },
];
