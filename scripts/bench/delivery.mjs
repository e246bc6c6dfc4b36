// Delivery on loopback, 64 in flight: the program with its ledger beside a bare loop over undici to the
// same receiver, in turn; and its peak memory with many notices waiting beside that with few. Their run
// has kept the messages.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillLedger } from '../delivery/ledger.mjs';
import { startReceiver } from '../delivery/receiver.mjs';
import { measure, median } from './measure.mjs';

const IN_FLIGHT = 64;
const SMALL = 1000;
const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    notices: { type: 'string', default: '20000' },
    waiting: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
  },
});
const count = Number(values.notices);
const scratch = mkdtempSync(join(tmpdir(), 'bench-delivery-'));
const ledger = join(scratch, 'ledger.db');
const configuration = join(scratch, 'catchup.json');
const job = [
  ...[process.execPath, join(root, 'dist', 'main.js'), 'deliver', '--log-level', 'silent'],
  ...['--ledger', ledger, '--config', configuration],
];
const say = (text) => process.stdout.write(`${text}\n`);

function configure(sinkOf) {
  const delivery = {
    concurrency: IN_FLIGHT,
    source: 'urn:nld:oin:00000000000000000000:systeem:proef',
    sinks: { KINDEROPVANG: sinkOf('KINDEROPVANG'), TAXI: sinkOf('TAXI') },
  };
  writeFileSync(configuration, JSON.stringify({ delivery }));
}

async function fill(notices) {
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${ledger}${end}`, { force: true });
  await fillLedger(ledger, notices, configuration);
}

/** Requests a second, start of the process and of the ledger included. */
async function rates() {
  const receiver = await startReceiver(scratch, []);
  configure(() => ({ kind: 'http', url: receiver.url }));
  const bare = join(import.meta.dirname, 'peer-undici.mjs');
  const rows = { job: [], peer: [] };
  try {
    for (let round = 0; round < Number(values.rounds); round += 1) {
      await fill(count);
      rows.job.push(count / (await measure(job, scratch)).wall);
      const peer = [process.execPath, bare, receiver.url, String(count), String(IN_FLIGHT)];
      rows.peer.push(count / (await measure(peer, scratch)).wall);
    }
  } finally {
    await receiver.stop();
  }
  return rows;
}

async function peak(notices) {
  configure((sector) => ({ kind: 'file', path: join(scratch, `${sector}-${notices}.ndjson`) }));
  await fill(notices);
  return (await measure(job, scratch)).memory;
}

try {
  const { job: ours, peer } = await rates();
  const [own, bare] = [median(ours), median(peer)];
  say(`${count} notices over HTTP, ${IN_FLIGHT} in flight, median of ${ours.length}:`);
  say(
    `  deliver ${own.toFixed(0)}/s, bare undici ${bare.toFixed(0)}/s: ${((100 * own) / bare).toFixed(0)} %`,
  );
  const small = await peak(SMALL);
  const large = await peak(Number(values.waiting));
  say(
    `peak memory: ${small.toFixed(0)} MiB with ${SMALL} waiting, ${large.toFixed(0)} MiB with ${values.waiting}`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
