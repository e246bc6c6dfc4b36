// Faults at one system call, by strace: killed just before or after it, or the call made to fail.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { differenceOf, halfRunOf, lastLine, problemOfAgain } from './scene.mjs';

// One thread for all file work, so that the count of a call says the same in every run.
const ENV = { UV_THREADPOOL_SIZE: '1' };
/** On entering a call SIGKILL keeps it from being done; SIGUSR2, which nobody handles, ends after it. */
const SIGNALS = { before: 'KILL', after: 'USR2' };
const FAILURES = {
  openat: ['EMFILE', 'EIO', 'ENOSPC'],
  write: ['ENOSPC', 'EIO'],
  pwrite64: ['ENOSPC', 'EIO'],
  pread64: ['EIO'],
  fsync: ['EIO', 'ENOSPC'],
  rename: ['EIO', 'ENOSPC'],
};
const MOST_OF_A_KIND = 12;
const CERTAIN_SHARE = 0.9;
/** Of a short campaign: without a look at what an uncut run does. */
const FEW_CALLS = [
  { kind: 'ledger', call: 'pwrite64', when: 30 },
  { kind: 'output', call: 'rename', when: 1 },
  { kind: 'ledger', call: 'pread64', when: 30 },
];

/** Where the run writes and what it reads; calls are counted apart in each. */
function pathsOf(scene, place) {
  const [runId] = [...scene.clean.files.keys()][0].split('/');
  const staged = join(place.out, `.${runId}.partial`);
  const files = [...scene.clean.files.keys()].map((name) => join(staged, name.split('/')[1]));
  const { ledger } = place;
  const inputs = ['om', 'rechtspraak', 'cjib', 'subscriptions-taxi', 'identities'].flatMap((name) =>
    ['.csv', '.csv.sha256'].map((ending) => scene.input(`${name}${ending}`)),
  );
  return {
    output: [place.out, staged, ...files],
    ledger: [ledger, `${ledger}-wal`, `${ledger}.new`, `${ledger}.new-journal`, dirname(ledger)],
    lock: [`${ledger}.lock`, `${ledger}.holder`],
    inputs,
  };
}

function strace(paths, call, { log = '/dev/null', inject } = {}) {
  const places = paths.flatMap((path) => ['-P', path]);
  const injected = inject === undefined ? [] : ['-e', `inject=${inject}`];
  // Stopping only at the calls in question is quicker by far, but a signal would not come then.
  const filter = inject?.includes('signal=') ? [] : ['--seccomp-bpf'];
  const how = ['-f', ...filter, '-y', '-qq', '-o', log];
  return ['strace', ...how, ...places, '-e', `trace=${call}`, ...injected];
}

/** Every kind of call of an uncut run, and at which counts of it the fault comes. */
async function findCalls(scene, wanted) {
  if (scene.isShort) return FEW_CALLS;
  const found = [];
  const kinds = Object.keys(pathsOf(scene, scene.clean.place));
  for (const kind of kinds) {
    const place = scene.newPlace();
    const log = join(place.folder, 'trace');
    const wrapper = strace(pathsOf(scene, place)[kind], wanted.join(','), { log });
    await scene.run(place, { wrapper, env: ENV });
    const text = readFileSync(log, 'utf8');
    for (const call of wanted) {
      const count = [...text.matchAll(new RegExp(`^\\d+ +${call}\\(`, 'gm'))].length;
      const taken = Math.min(count, MOST_OF_A_KIND);
      // Another run may make a few calls less.
      const certain = count > MOST_OF_A_KIND ? count * CERTAIN_SHARE : count;
      for (let at = 0; at < taken; at += 1)
        found.push({ kind, call, when: 1 + Math.floor((at * certain) / taken) });
    }
    scene.removePlace(place);
  }
  return found;
}

/** So many of them, spread over all. */
function spread(all, number, of) {
  return all[Math.floor(((number + 0.5) / of) * all.length) % all.length];
}

async function killAtCall({ scene, place, number, of, context }) {
  const side = number % 2 === 0 ? 'before' : 'after';
  const { kind, call, when } = spread(context, number, of);
  const inject = `${call}:signal=${SIGNALS[side]}:when=${when}`;
  const wrapper = strace(pathsOf(scene, place)[kind], call, { inject });
  const { code } = await scene.run(place, { wrapper, env: ENV });
  const where = `${side} ${call} ${when} of the ${kind}`;
  if (code === 0) return `${where}: not killed`;
  const problem = await problemOfAgain(scene, place);
  return problem === null ? null : `${where}: ${problem}`;
}

/** SQLite does not say that it could not sync a folder; the program syncs that folder by itself. */
function isSyncedElsewhere(trace) {
  const [, path = ''] = /fsync\(\d+<([^>]*)>\).*INJECTED/.exec(trace) ?? [];
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const calls = trace.split('\n').filter((line) => line.includes(`<${path}>`));
  return isFolder && calls.some((line) => line.endsWith(' = 0'));
}

async function failOneCall({ scene, place, number, of, context }) {
  const { kind, call, when } = spread(context, number, of);
  const errors = FAILURES[call];
  const error = errors[number % errors.length];
  const log = join(place.folder, 'trace');
  const inject = `${call}:error=${error}:when=${when}`;
  const wrapper = strace(pathsOf(scene, place)[kind], call, { log, inject });
  const { code, stderr } = await scene.run(place, { wrapper, env: ENV });
  const where = `${error} of ${call} ${when} of the ${kind}`;
  const trace = readFileSync(log, 'utf8');
  if (!trace.includes('INJECTED')) return `${where}: it did not fail`;
  const problem =
    code === 0
      ? (differenceOf(place.out, scene.clean.files) ??
        (call === 'fsync' && !isSyncedElsewhere(trace) ? 'a failed fsync ended with 0' : null))
      : (halfRunOf(place.out, scene.clean.files) ??
        (stderr.includes('internal error') ? lastLine(stderr) : null));
  const told = problem ?? (await problemOfAgain(scene, place));
  return told === null ? null : `${where}: ${told}`;
}

export const CALL_ROWS = [
  {
    fault: 'kill -9 just before or after a system call',
    needs: 'strace',
    tries: { full: 60, short: 2 },
    prepare: (scene) => findCalls(scene, ['fsync', 'pwrite64', 'rename']),
    attempt: killAtCall,
  },
  {
    fault: 'one failed open, read, write, fsync or rename',
    needs: 'strace',
    tries: { full: 120, short: 2 },
    prepare: (scene) => findCalls(scene, Object.keys(FAILURES)),
    attempt: failOneCall,
  },
];
