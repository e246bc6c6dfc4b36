// The order in which a run puts things on the disk and sends them, by a trace of its system calls; and
// places where it may not write, which it must find before it sends anything.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startReceiver } from '../delivery/receiver.mjs';
import { configure } from './delivery-call.mjs';
import { differenceOf, lastLine, publishedFiles } from './scene.mjs';

const TRACED = 'openat,fsync,rename,connect';

async function traceOrder({ scene, place }) {
  const receiver = await startReceiver(place.folder, []);
  try {
    configure(place.folder, receiver);
    const log = join(place.folder, 'trace');
    const how = ['-f', '--seccomp-bpf', '-y', '-qq', '-o', log, '-e', `trace=${TRACED}`];
    const more = ['--deliver', '--config', join(place.folder, 'catchup.json')];
    const { code, stderr } = await scene.run(place, { wrapper: ['strace', ...how], more });
    if (code !== 0) return `it ended with ${code}: ${lastLine(stderr)}`;
    const calls = readFileSync(log, 'utf8').split('\n');
    return disorderOf(calls, scene, place, new URL(receiver.url).port);
  } finally {
    await receiver.stop();
  }
}

/** Null, or what does not come in its turn. */
function disorderOf(calls, scene, { out, ledger }, port) {
  const [runId] = [...scene.clean.files.keys()][0].split('/');
  const staged = join(out, `.${runId}.partial`);
  const first = (...parts) => calls.findIndex((call) => parts.every((part) => call.includes(part)));
  const last = (...parts) =>
    calls.findLastIndex((call) => parts.every((part) => call.includes(part)));
  const renamed = first('rename(', `"${staged}"`, `"${join(out, runId)}"`);
  const sent = first('connect(', `htons(${port})`);
  const recorded = calls.findIndex(
    (call, at) => at > first(staged) && call.includes(`fsync(`) && call.includes(`<${ledger}-wal>`),
  );
  const names = [...scene.clean.files.keys()].map((name) => basename(name));
  const written = names.map((name) => first('openat(', `"${join(staged, name)}"`, 'O_CREAT'));
  const synced = names.map((name) => last('fsync(', `<${join(staged, name)}>`));
  const manifest = written[names.indexOf('manifest.json')];
  const others = names
    .filter((name) => name !== 'SHA256SUMS')
    .map((name) => written[names.indexOf(name)]);
  const turns = [
    ['every file is made and synced', [...written, ...synced].every((at) => at >= 0)],
    ['the manifest is made after what it lists', others.every((at) => at <= manifest)],
    ['every file is synced before the folder has its name', Math.max(...synced) < renamed],
    [
      'the folder is synced before it has its name',
      isBetween(last('fsync(', `<${staged}>`), 0, renamed),
    ],
    ['the run is in the ledger before the folder has its name', isBetween(recorded, 0, renamed)],
    ['the output folder is synced after that', last('fsync(', `<${out}>`) > renamed],
    ['nothing is sent before that', isBetween(last('fsync(', `<${out}>`), renamed, sent)],
  ];
  const wrong = turns.filter(([, holds]) => !holds).map(([turn]) => turn);
  return wrong.length === 0 ? null : `not so: ${wrong.join('; ')}`;
}

function isBetween(at, from, until) {
  return at > from && at < until;
}

/** Read-only: the output folder, the ledger's folder, or both; for a first use and for a known ledger. */
async function writeNowhere({ scene, place, number }) {
  const receiver = await startReceiver(place.folder, []);
  const disk = join(place.folder, 'disk');
  mkdirSync(disk);
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]);
  try {
    configure(place.folder, receiver);
    const isOutClosed = number % 3 !== 1;
    const isLedgerClosed = number % 3 !== 0;
    const own = {
      ...place,
      out: join(isOutClosed ? disk : place.folder, 'out'),
      ledger: join(isLedgerClosed ? disk : place.folder, 'ledger.db'),
    };
    if (number >= 3) {
      cpSync(scene.clean.place.out, own.out, { recursive: true });
      copyFileSync(scene.clean.place.ledger, own.ledger);
    }
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const before = publishedFiles(own.out);
    const window = ['2025-07-17', '2025-09-26'];
    const more = ['--deliver', '--config', join(place.folder, 'catchup.json')];
    const { code, stderr } = await scene.run(own, { window, more });
    const { requests } = await receiver.state();
    if (requests > 0) return `${requests} requests were sent`;
    if (code !== 1) return `it ended with ${code}: ${lastLine(stderr)}`;
    return existsSync(own.out) ? differenceOf(own.out, before) : null;
  } finally {
    await receiver.stop();
    spawnSync('umount', [disk]);
  }
}

export const ORDER_ROWS = [
  {
    fault: 'the order of syncs, names, ledger and sending, traced',
    needs: 'strace',
    tries: { full: 3, short: 1 },
    attempt: traceOrder,
  },
  {
    fault: 'an output folder or ledger that is read-only',
    needs: 'root',
    tries: { full: 6, short: 0 },
    attempt: writeNowhere,
  },
];
