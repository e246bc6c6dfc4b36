// Modes, planted links, and ids that would lead out of the output folder.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { programOf, startProcess, wait } from './process.mjs';
import { differenceOf, halfRunOf, lastLine, publishedFiles } from './scene.mjs';

/** Watched while it works, so that temporary and side files are seen too. */
async function runUnderUmaskZero({ scene, place }) {
  const wide = new Set();
  const look = () => {
    for (const entry of readdirSync(place.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
      if (path !== join(place.folder, 'tmp') && (mode & 0o077) !== 0) wide.add(entry.name);
    }
  };
  const wrapper = ['sh', '-c', 'umask 0; exec "$@"', 'sh'];
  const { child, ended } = scene.start(place, { wrapper, more: ['--deliver'] });
  while (child.exitCode === null) {
    look();
    await wait(1);
  }
  const { code, stderr } = await ended;
  look();
  if (code !== 0) return `it ended with ${code}: ${lastLine(stderr)}`;
  return wide.size === 0 ? null : `others can read ${[...wide].join(', ')}`;
}

/** What the run may write to, made a link to something of somebody else's. */
function plantedPlaces(scene, place) {
  const [runId] = [...scene.clean.files.keys()][0].split('/');
  const { out, ledger, folder } = place;
  const inOut = [`${runId}`, `.${runId}.partial`, `.${runId}.replaced`].map((n) => join(out, n));
  const ofLedger = ['', '.lock', '.holder', '.new', '-wal', '-shm', '-journal', '.new-journal'];
  const outbox = join(folder, 'outbox');
  return [
    ...inOut,
    ...ofLedger.map((ending) => `${ledger}${ending}`),
    ...['KINDEROPVANG', 'TAXI'].map((sector) => join(outbox, `${sector}.ndjson`)),
    ...[out, outbox],
  ];
}

async function plantLink({ scene, place, number }) {
  const places = plantedPlaces(scene, place);
  const planted = places[number % places.length];
  const victim = join(place.folder, 'victim');
  const isFolder = !/ndjson$|ledger\.db/.test(planted);
  if (isFolder) mkdirSync(victim);
  const kept = isFolder ? join(victim, 'notices.csv') : victim;
  writeFileSync(kept, 'somebody else wrote this');
  for (const folder of [place.out, join(place.folder, 'outbox')])
    if (folder !== planted) mkdirSync(folder);
  symlinkSync(victim, planted);
  const { code } = await scene.run(place, { more: ['--deliver', '--new-ledger'] });
  const name = basename(planted);
  if (readFileSync(kept, 'utf8') !== 'somebody else wrote this') return `${name} was followed`;
  if (isFolder && readdirSync(victim).length !== 1) return `${name} led out of the folder`;
  if (code === 0) return differenceOf(place.out, scene.clean.files);
  return halfRunOf(place.out, scene.clean.files);
}

const HOSTILE = ['../../x', '/etc/x', '..', '__proto__', '%2e%2e%2fx', '$(touch x)', '`id`', '-rf'];

async function useHostileIds({ place, number }) {
  const id = HOSTILE[number % HOSTILE.length];
  const work = join(place.folder, 'work');
  mkdirSync(work);
  const decisions =
    'decision_id,source,kind,registered_at,decided_on,case_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date\n' +
    `${id.replaceAll(' ', '_')},OM,DAGVAARDING,2025-08-14T10:00:00Z,2025-08-01,16/000001-25,MISDRIJF,249 Sr,2025-01-01,999990342,,Visser,1980-05-17\n`;
  const subscriptions =
    'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from,register_ref,role\n' +
    `${id.replaceAll(' ', '_')},KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01,${id},${id}\n`;
  // A name that goes up, in a folder that is there: it must stay the name of an input.
  mkdirSync(join(work, 'a'));
  writeFileSync(join(work, 'decisions.csv'), decisions);
  writeFileSync(join(work, 'a', `${id.replaceAll('/', '_')}.csv`), subscriptions);
  const before = listOutside(place);
  const args = [
    ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--deliver'],
    ...['--decisions', 'a/../decisions.csv'],
    ...['--subscriptions', `./a/${id.replaceAll('/', '_')}.csv`],
    ...['--out', place.out, '--ledger', join(place.out, '..', 'ledger', 'catchup.db')],
  ];
  const { code, stderr } = await startProcess(programOf(args), { cwd: work }).ended;
  if (code !== 0 || publishedFiles(place.out).size === 0)
    return `it ended with ${code}: ${lastLine(stderr)}`;
  const added = listOutside(place).filter((name) => !before.includes(name));
  return added.length === 0 ? null : `written outside: ${added.join(', ')}`;
}

function listOutside(place) {
  return readdirSync(place.folder, { recursive: true }).filter(
    (name) => !/^(out|ledger)(\/|$)/.test(name),
  );
}

export const FILE_ROWS = [
  { fault: 'umask 0', tries: { full: 3, short: 1 }, attempt: runUnderUmaskZero },
  {
    fault: 'a link planted where the run writes',
    tries: { full: 15, short: 1 },
    attempt: plantLink,
  },
  { fault: 'ids and names that lead out', tries: { full: 8, short: 1 }, attempt: useHostileIds },
];
