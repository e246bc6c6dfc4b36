// Inputs, and places to work in: every attempt has a folder of its own, and an uncut run to compare with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { heard, programOf, startProcess } from './process.mjs';

const GENERATE = join(import.meta.dirname, '..', 'generate-data.mjs');
/** One in so many is compared with its ledger too. */
const ENDS_TO_VERIFY = 4;
const RUN_ID = /^catchup-\d/;

/** Generates the inputs and makes the run that all others are compared with. */
export async function makeScene(scratch, { isShort }) {
  const inputs = join(scratch, 'inputs');
  const sizes = [
    '--decisions',
    isShort ? '500' : '2000',
    '--subscriptions',
    isShort ? '300' : '500',
    '--seed',
    '7',
  ];
  spawnSync(process.execPath, [GENERATE, '--out', inputs, ...sizes]);
  const scene = new Scene({ scratch, inputs, isShort });
  for (const name of isShort ? ['clean'] : ['warm', 'clean'])
    scene.clean = await scene.runClean(name);
  return scene;
}

class Scene {
  ends = 0;
  #places = 0;

  constructor(parts) {
    Object.assign(this, parts);
  }

  input(name) {
    return join(this.inputs, name);
  }

  /** A folder that nobody else has: `out` and `ledger` lie in it, `tmp` is there. */
  newPlace() {
    this.#places += 1;
    const folder = join(this.scratch, `place-${this.#places}`);
    mkdirSync(join(folder, 'tmp'), { recursive: true });
    return this.placeIn(folder);
  }

  placeIn(folder) {
    return { folder, out: join(folder, 'out'), ledger: join(folder, 'ledger.db') };
  }

  removePlace({ folder }) {
    const names = readdirSync(folder, { recursive: true });
    heard.push(names.join('\n'));
    for (const name of names.filter((file) => file.endsWith('.audit.ndjson')))
      heard.push(readFileSync(join(folder, name), 'utf8'));
    rmSync(folder, { recursive: true, force: true });
  }

  /** The arguments of the run; `decisions` in place of its own. */
  runArguments(place, { decisions, window, more = [] } = {}) {
    const files = decisions ?? ['om.csv', 'rechtspraak.csv', 'cjib.csv'].map((n) => this.input(n));
    const sectors = ['subscriptions-kinderopvang.csv', 'subscriptions-taxi.csv'];
    const [from, until] = window ?? ['2025-07-17', '2025-09-27'];
    return [
      ...['run', '--from', from, '--until', until, '--decisions', ...files],
      ...['--subscriptions', ...sectors.map((name) => this.input(name))],
      ...['--identities', this.input('identities.csv')],
      ...['--already-signalled', this.input('already-signalled.csv')],
      ...['--out', place.out, '--ledger', place.ledger, '--allow-rejects', '99999999', ...more],
    ];
  }

  /** Runs to the end; `wrapper` is a command that starts the program. */
  run(place, { wrapper = [], nodeOptions = [], env = {}, input, ...asked } = {}) {
    return this.start(place, { wrapper, nodeOptions, env, input, ...asked }).ended;
  }

  start(place, { wrapper = [], nodeOptions = [], env = {}, input, ...asked } = {}) {
    const program = programOf(this.runArguments(place, asked), nodeOptions);
    const own = { TMPDIR: join(place.folder, 'tmp'), ...env };
    return startProcess([...wrapper, ...program], { env: own, cwd: place.folder, input });
  }

  async runClean(name) {
    const place = { ...this.newPlace(), name };
    const { code, ms, stderr } = await this.run(place);
    if (code !== 0) throw new Error(`the uncut run ended with ${code}: ${stderr}`);
    return { ms, place, files: publishedFiles(place.out) };
  }
}

/** Bytes of every published file, by run folder and name. */
export function publishedFiles(out) {
  const files = new Map();
  if (!existsSync(out)) return files;
  for (const run of readdirSync(out)
    .filter((name) => RUN_ID.test(name))
    .sort())
    for (const file of readdirSync(join(out, run)).sort())
      files.set(`${run}/${file}`, readFileSync(join(out, run, file)));
  return files;
}

/** Null, or in what the published files differ from the expected ones. */
export function differenceOf(out, expected) {
  const found = publishedFiles(out);
  for (const [name, bytes] of expected) {
    const other = found.get(name);
    if (other === undefined) return `${name} is missing`;
    if (!other.equals(bytes)) return `${name} differs`;
  }
  if (found.size !== expected.size) return `${found.size - expected.size} files too many`;
  return null;
}

/** Null, or the half file or folder that stands under a final name after a fault. */
export function halfRunOf(out, expected) {
  const found = publishedFiles(out);
  if (found.size === 0) return null;
  const problem = differenceOf(out, expected);
  return problem === null ? null : `under a final name, ${problem}`;
}

/** The same command again must finish by itself, to the same bytes, with nothing left over. */
export async function problemOfAgain(scene, place) {
  const half = halfRunOf(place.out, scene.clean.files);
  if (half !== null) return half;
  const { code, stderr } = await scene.run(place);
  if (code !== 0) return `again ended with ${code}: ${lastLine(stderr)}`;
  const difference = differenceOf(place.out, scene.clean.files);
  if (difference !== null) return difference;
  const left = readdirSync(place.out).filter((name) => !RUN_ID.test(name));
  if (left.length > 0) return `left behind: ${left.join(', ')}`;
  scene.ends += 1;
  return scene.ends % ENDS_TO_VERIFY === 0 ? problemOfVerify(place) : null;
}

async function problemOfVerify(place) {
  const folder = join(place.out, readdirSync(place.out)[0]);
  const check = programOf(['verify', folder, '--ledger', place.ledger]);
  const verified = await startProcess(check).ended;
  return verified.code === 0 ? null : `verify: ${lastLine(verified.stdout + verified.stderr)}`;
}

export function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
