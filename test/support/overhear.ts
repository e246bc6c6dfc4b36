import childProcess, { type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** Files beside the outputs for the authority that are for other people, or go elsewhere. */
const OVERHEARD_FILES = /\.audit\.ndjson$|\.prom$|(^|\/)(report\.html|manifest\.json|totals\.csv)$/;
const { appendFileSync, readdirSync, readFileSync, rmSync, statSync } = fs;
const { spawn, spawnSync, execFileSync } = childProcess;

/** Keeps what a command said, or what a test named, for the check after the last test. */
export function overhear(from: string, text: string): void {
  const folder = process.env.OVERHEARD_FOLDER;
  if (folder === undefined) return;
  const file = join(folder, `${process.pid}.ndjson`);
  appendFileSync(file, `${JSON.stringify({ from, text })}\n`);
}

/** Has every process that a test starts, and every folder that it removes, overheard. */
function overhearAll(): void {
  Object.assign(childProcess, {
    spawnSync: (...given: unknown[]) => {
      const said = Reflect.apply(spawnSync, childProcess, given);
      overhear(`stdout of ${commandOf(given)}`, `${said.stdout ?? ''}`);
      overhear(`stderr of ${commandOf(given)}`, `${said.stderr ?? ''}`);
      return said;
    },
    execFileSync: (...given: unknown[]) => {
      const said = Reflect.apply(execFileSync, childProcess, given);
      overhear(`stdout of ${commandOf(given)}`, `${said ?? ''}`);
      return said;
    },
    spawn: (...given: unknown[]) => {
      const child: ChildProcess = Reflect.apply(spawn, childProcess, given);
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream]?.on('data', (chunk) => {
          overhear(`${stream} of ${commandOf(given)}`, `${chunk}`);
        });
      return child;
    },
  });
  Object.assign(fs, {
    rmSync: (path: string, options?: fs.RmOptions) => {
      if (options?.recursive) overhearFolder(path);
      rmSync(path, options);
    },
  });
  syncBuiltinESMExports();
}

function commandOf([file, args]: unknown[]): string {
  return [file, ...(Array.isArray(args) ? args : [])].join(' ');
}

function overhearFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const told = names.filter((name) => OVERHEARD_FILES.test(name));
  overhear('names', names.join('\n'));
  for (const name of told) {
    const file = join(path, name);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === true)
      overhear(name, readFileSync(file, 'utf8'));
  }
}

overhearAll();
