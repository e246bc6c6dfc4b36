// Ledgers that are damaged, cut, of another kind, or gone: found and refused, never begun afresh.
import {
  copyFileSync,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { differenceOf, lastLine, publishedFiles } from './scene.mjs';

const WINDOWS = [
  ['2025-07-17', '2025-08-20'],
  ['2025-08-20', '2025-09-27'],
];

/** One window was run and is remembered; the next one is run on a sound ledger, to compare with. */
function prepareLedger(scene) {
  scene.known ??= makeLedgers(scene);
  return scene.known;
}

async function makeLedgers(scene) {
  const base = scene.newPlace();
  await scene.run(base, { window: WINDOWS[0] });
  const sound = scene.newPlace();
  takeOver(base, sound);
  const { code } = await scene.run(sound, { window: WINDOWS[1] });
  if (code !== 0) throw new Error(`the run on a sound ledger ended with ${code}`);
  return { base, expected: publishedFiles(sound.out) };
}

function takeOver(base, place) {
  cpSync(base.out, place.out, { recursive: true });
  copyFileSync(base.ledger, place.ledger);
}

/** Refused with 6, or the flip changed nothing that is told. */
async function flipByte({ scene, place, number, share, context }) {
  takeOver(context.base, place);
  const bytes = readFileSync(place.ledger);
  // Half of them in the first pages, where the shape of the file stands.
  const at = Math.floor(number % 2 === 0 ? share * bytes.length : share * 8192);
  bytes[at] ^= 1 << (number % 8);
  writeFileSync(place.ledger, bytes);
  const { code, stderr } = await scene.run(place, { window: WINDOWS[1] });
  if (code === 6) return null;
  if (code !== 0) return `byte ${at}: it ended with ${code}: ${lastLine(stderr)}`;
  const difference = differenceOf(place.out, context.expected);
  return difference === null ? null : `byte ${at}: not refused, and ${difference}`;
}

async function cutLedger({ scene, place, share, context }) {
  takeOver(context.base, place);
  const length = Math.floor(share * statSync(place.ledger).size);
  truncateSync(place.ledger, length);
  return refusal(scene, place, `cut to ${length} bytes`);
}

const OTHERS = {
  'is empty': ({ ledger }) => writeFileSync(ledger, ''),
  'is no database': ({ ledger }) => writeFileSync(ledger, 'decision_id,version\n'.repeat(500)),
  'is all zeros': ({ ledger }) => writeFileSync(ledger, Buffer.alloc(8192)),
  'is gone': ({ ledger }) => rmSync(ledger),
  'is of a newer schema': (place) => change(place, 'pragma user_version = 999'),
  'is somebody else’s database': async (place) => {
    rmSync(place.ledger);
    writeFileSync(place.ledger, '');
    await change(place, 'create table notes (text)');
  },
  'lacks a table': (place) => change(place, 'drop table notice'),
};

async function change({ ledger }, sql) {
  const { default: Database } = await import('libsql');
  const database = new Database(ledger);
  database.exec(sql);
  database.close();
}

async function takeOtherLedger({ scene, place, number, context }) {
  takeOver(context.base, place);
  const [name, act] = Object.entries(OTHERS)[number % Object.keys(OTHERS).length];
  await act(place);
  return refusal(scene, place, name);
}

/** Exit code 6, the ledger as it was, nothing more published. */
async function refusal(scene, place, name) {
  const before = existsSync(place.ledger) ? readFileSync(place.ledger) : null;
  const published = publishedFiles(place.out);
  const { code, stderr } = await scene.run(place, { window: WINDOWS[1] });
  const told = `a ledger that ${name}`;
  if (code !== 6) return `${told} ended with ${code}: ${lastLine(stderr)}`;
  const after = existsSync(place.ledger) ? readFileSync(place.ledger) : null;
  if (before === null ? after !== null : !after?.equals(before)) return `${told} was changed`;
  return differenceOf(place.out, published);
}

export const LEDGER_ROWS = [
  {
    fault: 'a flipped bit in the ledger',
    tries: { full: 200, short: 2 },
    prepare: prepareLedger,
    attempt: flipByte,
  },
  {
    fault: 'a ledger that is cut',
    tries: { full: 20, short: 1 },
    prepare: prepareLedger,
    attempt: cutLedger,
  },
  {
    fault: 'a ledger empty, foreign, newer, or gone',
    tries: { full: 7, short: 1 },
    prepare: prepareLedger,
    attempt: takeOtherLedger,
  },
];
