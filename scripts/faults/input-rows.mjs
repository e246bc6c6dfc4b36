// Inputs that are cut, packed wrongly, huge, or made to be slow.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeHuge } from './huge-inputs.mjs';
import { programOf, startProcess } from './process.mjs';
import { lastLine, publishedFiles } from './scene.mjs';

const PEAK = join(import.meta.dirname, 'peak-use.mjs');
const MOST_MIB = 512;
const MOST_SECONDS = 60;
const MOST_TIMES_SLOWER = 2;
const SLOW_ROWS = 20;
const SLOW_CHARACTERS = 30_000;

function textOf(place, name) {
  for (const [file, bytes] of publishedFiles(place.out))
    if (file.endsWith(`/${name}`)) return bytes.toString();
  return '';
}

/** A cut leaves no final line end: the manifest says so, and most often a row is rejected. */
async function cutInsideRow({ scene, place, share, number }) {
  const bytes = readFileSync(scene.input('om.csv'));
  const header = bytes.indexOf('\n') + 1;
  let at = header + 1 + Math.floor(share * (bytes.length - header - 2));
  if (bytes[at - 1] === 0x0a) at += 1 + (number % 5);
  const file = join(place.folder, 'om.csv');
  writeFileSync(file, bytes.subarray(0, at));
  const { code, stderr } = await scene.run(place, { decisions: [file] });
  if (code !== 0) return `cut at ${at}: it ended with ${code}: ${lastLine(stderr)}`;
  const { inputs } = JSON.parse(textOf(place, 'manifest.json'));
  const found = inputs.find(({ input }) => input === 'decisions');
  return found.hasFinalLineEnd ? `cut at ${at}: not seen` : null;
}

const PACKINGS = {
  'cut short': { pack: (csv) => gzipSync(csv).subarray(0, -100), code: 6 },
  'of a wrong checksum': { pack: (csv) => wrongChecksum(gzipSync(csv)), code: 6 },
  'of two members': {
    pack: (csv) => Buffer.concat([gzipSync(csv.subarray(0, 9999)), gzipSync(csv.subarray(9999))]),
    code: 0,
  },
  'with rubbish at its end': { pack: (csv) => Buffer.concat([gzipSync(csv), csv]), code: 6 },
};

function wrongChecksum(packed) {
  packed[packed.length - 8] ^= 1;
  return packed;
}

async function unpack({ scene, place, number }) {
  const [name, { pack, code: expected }] = Object.entries(PACKINGS)[number % 4];
  const csv = readFileSync(scene.input('om.csv'));
  const file = join(place.folder, 'om.csv.gz');
  writeFileSync(file, pack(csv));
  const { code, stderr } = await scene.run(place, { decisions: [file] });
  if (code !== expected) return `gzip ${name} ended with ${code}: ${lastLine(stderr)}`;
  if (code !== 0) return publishedFiles(place.out).size === 0 ? null : `${name}: published`;
  const plain = { ...place, out: join(place.folder, 'plain'), ledger: `${place.ledger}.plain` };
  await scene.run(plain, { decisions: [scene.input('om.csv')] });
  const same = textOf(plain, 'notices.csv') === textOf(place, 'notices.csv');
  return same ? null : `gzip ${name} gives other notices`;
}

/** Ends with what it used; the one good row after the huge one must have become a notice. */
async function runMeasured(place, decisions) {
  const peakFile = join(place.folder, 'peak.json');
  const args = [
    ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--allow-rejects', '99999999'],
    ...['--decisions', decisions, '--subscriptions', join(place.folder, 'subscriptions.csv')],
    ...['--out', place.out, '--ledger', place.ledger],
  ];
  const env = { PEAK_FILE: peakFile, TMPDIR: join(place.folder, 'tmp') };
  const end = await startProcess(programOf(args, ['--import', PEAK]), { env }).ended;
  return { ...end, ...JSON.parse(readFileSync(peakFile, 'utf8')) };
}

async function readHuge({ place, number }) {
  const { name, file, code: expected } = await writeHuge(place.folder, number);
  const { code, stderr, ms, peakMib } = await runMeasured(place, file);
  if (code !== expected) return `${name} ended with ${code}: ${lastLine(stderr)}`;
  if (peakMib > MOST_MIB) return `${name} took ${Math.round(peakMib)} MiB`;
  if (ms > MOST_SECONDS * 1000) return `${name} took ${Math.round(ms / 1000)} s`;
  if (code === 0 && !textOf(place, 'notices.csv').includes('OM:GOOD:1'))
    return `${name} hid the row after it`;
  return null;
}

const SLOW_TEXTS = [
  ' '.repeat(SLOW_CHARACTERS),
  '0'.repeat(SLOW_CHARACTERS),
  `${'a;'.repeat(SLOW_CHARACTERS / 2)}!`,
  `${'249 Sr;'.repeat(SLOW_CHARACTERS / 7)}!`,
  `${'1:'.repeat(SLOW_CHARACTERS / 2)}x`,
  `x${' \u00a0'.repeat(SLOW_CHARACTERS / 4)}x`,
  `${'2025-01-'.repeat(SLOW_CHARACTERS / 8)}x`,
  `${'e\u0301'.repeat(SLOW_CHARACTERS / 4)}=`,
];

/** Processor time beside that of the same rows with plain letters; the start of the program is in both. */
async function slowDown({ place, number }) {
  const text = SLOW_TEXTS[number % SLOW_TEXTS.length];
  const cpuMs = [];
  for (const [name, value] of [
    ['plain', 'x'.repeat(SLOW_CHARACTERS)],
    ['slow', text],
  ]) {
    const { file } = await writeHuge(place.folder, { value, rows: SLOW_ROWS });
    const own = {
      ...place,
      out: join(place.folder, name),
      ledger: join(place.folder, `${name}.db`),
    };
    const end = await runMeasured(own, file);
    if (end.code !== 0) return `#${number} ended with ${end.code}: ${lastLine(end.stderr)}`;
    cpuMs.push(end.cpuMs);
  }
  const times = cpuMs[1] / cpuMs[0];
  return times < MOST_TIMES_SLOWER ? null : `text ${number} is ${times.toFixed(1)} times slower`;
}

export const INPUT_ROWS = [
  { fault: 'a file cut inside a row', tries: { full: 200, short: 1 }, attempt: cutInsideRow },
  { fault: 'gzip cut, altered, of two members', tries: { full: 4, short: 1 }, attempt: unpack },
  {
    fault: '1 GB in a field, in gzip; many columns, breaks',
    tries: { full: 5, short: 0 },
    isAlone: true,
    attempt: readHuge,
  },
  {
    fault: 'text made to slow a regular expression',
    tries: { full: 8, short: 0 },
    isAlone: true,
    attempt: slowDown,
  },
];
