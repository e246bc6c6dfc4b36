import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The ledger as plain JavaScript in a folder of its own, for processes that can be killed. */
export interface LedgerProgram {
  /** Runs a module body that may use `openLedger`, `changes(count, prefix)`, `aRun(number)`, `say(text)`. */
  start(body: string): ChildProcess;
  remove(): void;
}

export function compileLedger(): LedgerProgram {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-program-'));
  const config = {
    extends: join(ROOT, 'src/tsconfig.json'),
    compilerOptions: {
      rootDir: ROOT,
      outDir: join(folder, 'out'),
      declaration: false,
      noCheck: true,
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [],
    files: [join(ROOT, 'src/ledger/sqlite-ledger.ts'), join(ROOT, 'test/ledger/ledger-rows.ts')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { stdio: 'inherit' });
  mkdirSync(join(folder, 'out'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  let started = 0;
  return {
    start: (body) => {
      started += 1;
      const file = join(folder, `child-${started}.js`);
      writeFileSync(file, `${PREAMBLE}\n${body}`);
      return spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const PREAMBLE = `
import { writeSync } from 'node:fs';
import { openLedger } from './out/src/ledger/sqlite-ledger.js';
import { aRun, manyChanges as changes } from './out/test/ledger/ledger-rows.js';
const say = (text) => writeSync(1, text + '\\n');
const standStill = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
`;

/** Waits until the process has said a line. */
export function heard(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.split('\n').includes(line)) resolvePromise();
    });
    child.once('exit', () => reject(new Error(`ended without saying ${line}`)));
  });
}

export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolvePromise) => child.once('exit', () => resolvePromise()));
}
