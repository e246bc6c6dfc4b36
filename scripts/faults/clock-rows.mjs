// The clock, the time zone, and the two weekends on which local days have 23 and 25 hours.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, startProcess } from './process.mjs';
import { differenceOf, lastLine, publishedFiles } from './scene.mjs';

const CLOCK = join(import.meta.dirname, 'shifted-clock.mjs');
const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
const CLOCKS = [
  () => ({ CLOCK_SHIFT_MS: `${HOUR_MS}` }),
  () => ({ CLOCK_SHIFT_MS: `${-Date.now()}` }),
  () => ({ CLOCK_SHIFT_MS: `${Date.UTC(2038, 0, 19, 3, 14, 7) - Date.now()}` }),
  () => ({ CLOCK_JUMP_MS: `${12 * HOUR_MS}` }),
];
const ZONES = ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC', 'nonsense/zone'];
/** Saturday to Monday around the change of the clock. */
const WEEKENDS = [
  ['2025-03-29', '2025-04-01'],
  ['2025-10-25', '2025-10-28'],
];

async function sameBytesWith(scene, place, surroundings) {
  const { code, stderr } = await scene.run(place, { more: ['--yes'], ...surroundings });
  if (code !== 0) return `it ended with ${code}: ${lastLine(stderr)}`;
  return differenceOf(place.out, scene.clean.files);
}

function runUnderClock({ scene, place, number }) {
  const env = CLOCKS[number % CLOCKS.length]();
  return sameBytesWith(scene, place, { env, nodeOptions: ['--import', CLOCK] });
}

function runUnderZone({ scene, place, number }) {
  return sameBytesWith(scene, place, { env: { TZ: ZONES[number % ZONES.length] } });
}

/** A row every 15 minutes on one screened person, a day a run: each stands in the run of its local day. */
async function runOverClockChange({ place, number }) {
  const [from, until] = WEEKENDS[number % WEEKENDS.length];
  const rows = quartersOf(from, until);
  writeInputs(place.folder, rows);
  const args = [
    ...['run', '--from', from, '--until', until, '--slice', '1d', '--yes', '--quiet'],
    ...['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'],
    ...['--out', place.out, '--ledger', place.ledger],
  ];
  const env = { TZ: ZONES[Math.floor(number / WEEKENDS.length) % ZONES.length] };
  const { code, stderr } = await startProcess(programOf(args), { cwd: place.folder, env }).ended;
  if (code !== 0) return `it ended with ${code}: ${lastLine(stderr)}`;
  const dayOf = new Map();
  for (const [name, bytes] of publishedFiles(place.out)) {
    if (!name.endsWith('/notices.csv')) continue;
    const day = name.slice('catchup-'.length, 'catchup-'.length + 8);
    for (const [, id] of bytes.toString().matchAll(/OM:(\w+):1/g))
      dayOf.set(id, [...(dayOf.get(id) ?? []), day]);
  }
  const wrong = rows.filter(({ id, day }) => (dayOf.get(id) ?? []).join() !== day);
  return wrong.length === 0 ? null : `${wrong.length} rows in the wrong day, as ${wrong[0].at}`;
}

function quartersOf(from, until) {
  // Sweden writes dates as ISO does; the day is that of the tz database, not of the program.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const day = (ms) => local.format(ms).replaceAll('-', '');
  const [first, last] = [from, until].map((date) => date.replaceAll('-', ''));
  const rows = [];
  for (let ms = Date.parse(from) - 3 * HOUR_MS; ms < Date.parse(until); ms += QUARTER_MS)
    if (day(ms) >= first && day(ms) < last)
      rows.push({ id: `D${rows.length}`, at: new Date(ms).toISOString(), day: day(ms) });
  return rows;
}

function writeInputs(folder, rows) {
  const header =
    'decision_id,source,kind,registered_at,decided_on,case_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date';
  const lines = rows.map(({ id, at }, number) => {
    const caseNumber = `16/${String(number).padStart(6, '0')}-25`;
    return `${id},OM,DAGVAARDING,${at},2025-03-01,${caseNumber},MISDRIJF,249 Sr,2025-01-01,999990342,,Visser,1980-05-17`;
  });
  writeFileSync(join(folder, 'decisions.csv'), `${[header, ...lines].join('\n')}\n`);
  writeFileSync(
    join(folder, 'subscriptions.csv'),
    'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from\n' +
      'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01\n',
  );
}

export const CLOCK_ROWS = [
  {
    fault: 'a clock an hour off, of 1970, of 2038, jumping',
    tries: { full: 4, short: 1 },
    attempt: runUnderClock,
  },
  { fault: 'another time zone', tries: { full: 5, short: 0 }, attempt: runUnderZone },
  {
    fault: 'both changes of the clock, a row every 15 minutes',
    tries: { full: 6, short: 1 },
    attempt: runOverClockChange,
  },
];
