// Full disks: a small tmpfs where root may mount one, and a limit on the size of each file anywhere.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { halfRunOf, lastLine, problemOfAgain } from './scene.mjs';

const ROOM = '512m';
/** dash counts the limit in these. */
const LIMIT_BLOCK_BYTES = 512;

function sizesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).size);
}

/** It must fail, say which file, and leave nothing under a final name. */
function problemOfFailure(scene, place, { code, stderr }) {
  if (code !== 1) return `a full disk ended with ${code}: ${lastLine(stderr)}`;
  if (!/cannot write/i.test(lastLine(stderr))) return `no file is named: ${lastLine(stderr)}`;
  return halfRunOf(place.out, scene.clean.files);
}

function mount(...args) {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount: ${stderr.trim()}`);
}

/** The disk holds a share of what the run needs; every second time temporary files lie on it too. */
async function fillDisk({ scene, place, number, share }) {
  const needed = sizesOf(scene.clean.place.folder).reduce((sum, size) => sum + size, 0);
  const bytes = Math.max(4096, Math.floor(share * 0.95 * needed));
  const disk = join(place.folder, 'disk');
  mkdirSync(disk);
  mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', disk);
  try {
    const small = scene.placeIn(disk);
    const env = { TMPDIR: number % 2 === 0 ? join(place.folder, 'tmp') : disk };
    const problem = problemOfFailure(scene, small, await scene.run(small, { env }));
    if (problem !== null) return `${bytes} bytes: ${problem}`;
    mount('-o', `remount,size=${ROOM}`, disk);
    mkdirSync(join(disk, 'tmp'));
    const again = await problemOfAgain(scene, small);
    return again === null ? null : `${bytes} bytes: ${again}`;
  } finally {
    spawnSync('umount', [disk]);
  }
}

async function limitFileSize({ scene, place, share }) {
  const largest = Math.max(...sizesOf(scene.clean.place.folder));
  const blocks = Math.floor((share * 0.95 * largest) / LIMIT_BLOCK_BYTES);
  const wrapper = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
  const problem = problemOfFailure(scene, place, await scene.run(place, { wrapper }));
  const told = problem ?? (await problemOfAgain(scene, place));
  return told === null ? null : `${blocks} blocks: ${told}`;
}

export const DISK_ROWS = [
  { fault: 'a disk that is full', needs: 'root', tries: { full: 20, short: 0 }, attempt: fillDisk },
  {
    fault: 'no file may grow beyond a limit',
    tries: { full: 20, short: 1 },
    attempt: limitFileSize,
  },
];
