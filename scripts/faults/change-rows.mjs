// Inputs that change while they are read, or are not what their checksum file says.
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { wait } from './process.mjs';
import { lastLine, publishedFiles } from './scene.mjs';

/** What may happen to a file while it is read; each is given a file that is being read. */
const CHANGES = {
  grows: (file) => appendFileSync(file, 'x\n'),
  'loses its end': (file) => truncateSync(file, statSync(file).size - 100),
  'is emptied': (file) => truncateSync(file, 0),
  'gets other bytes of the same length': (file) =>
    writeFileSync(file, readFileSync(file, 'latin1').replaceAll('2025', '2024'), 'latin1'),
  'keeps its times, with other bytes': (file) => {
    const { atime, mtime } = statSync(file);
    writeFileSync(file, readFileSync(file, 'latin1').replaceAll('2025', '2024'), 'latin1');
    utimesSync(file, atime, mtime);
  },
  'is replaced by a copy': (file) => {
    copyFileSync(file, `${file}.copy`);
    renameSync(`${file}.copy`, file);
  },
  'is removed': (file) => rmSync(file),
  'is moved away': (file) => renameSync(file, `${file}.old`),
  'is replaced by a folder': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
  'is replaced by a link': (file) => {
    copyFileSync(file, `${file}.old`);
    rmSync(file);
    symlinkSync(`${file}.old`, file);
  },
};

/** The last input comes on standard input, so that the run waits while the first one changes. */
async function changeInput({ scene, place, number }) {
  const [name, change] = Object.entries(CHANGES)[number % Object.keys(CHANGES).length];
  const file = join(place.folder, 'om.csv');
  copyFileSync(scene.input('om.csv'), file);
  const asked = { decisions: [file, '-'], input: 'OPEN' };
  const { child, ended } = scene.start(place, asked);
  await untilItWaits(child);
  change(file);
  child.stdin.end(readFileSync(scene.input('rechtspraak.csv')));
  const { code, stderr } = await ended;
  if (code !== 6) return `a file that ${name} ended with ${code}: ${lastLine(stderr)}`;
  return publishedFiles(place.out).size === 0 ? null : `${name}: something was published`;
}

/** It has opened the first file and copies standard input into a temporary one. */
async function untilItWaits({ pid, exitCode }) {
  const folder = `/proc/${pid}/fd`;
  for (let look = 0; look < 10_000 && exitCode === null; look += 1) {
    for (const fd of existsSync(folder) ? readdirSync(folder) : []) {
      try {
        if (readlinkSync(join(folder, fd)).includes('/screening-catchup-')) return;
      } catch {
        // Closed between the two looks.
      }
    }
    await wait(2);
  }
}

async function breakChecksum({ scene, place, number }) {
  const file = join(place.folder, 'om.csv');
  const bytes = readFileSync(scene.input('om.csv'));
  writeFileSync(file, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const texts = [`${digest.replace(/^./, (d) => (d === '0' ? '1' : '0'))}  om.csv\n`, 'no digest'];
  writeFileSync(`${file}.sha256`, texts[number % texts.length]);
  const { code } = await scene.run(place, { decisions: [file] });
  if (code !== 6) return `it ended with ${code}`;
  return publishedFiles(place.out).size === 0 ? null : 'something was published';
}

export const CHANGE_ROWS = [
  {
    fault: 'an input that changes while it is read',
    needs: 'procfs',
    tries: { full: 10, short: 1 },
    attempt: changeInput,
  },
  { fault: 'a wrong checksum file', tries: { full: 2, short: 0 }, attempt: breakChecksum },
];
