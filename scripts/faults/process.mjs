// Starts the built program, or another command, as a process of its own and tells how it ended.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'main.js');
const MOST_CHARACTERS = 100_000;

/** All that was said, and every name and audit record of a place that was left. */
export const heard = [];

/** @typedef {{ code: number | null, signal: string | null, stdout: string, stderr: string, ms: number }} End */

/**
 * Starts a command. `ended` gives its end; what it says beyond a limit is dropped.
 * @param {readonly string[]} command
 */
export function startProcess([file, ...args], { env = {}, cwd, input } = {}) {
  const began = performance.now();
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'])
    child[stream].setEncoding('utf8').on('data', (text) => {
      if (said[stream].length < MOST_CHARACTERS) said[stream] += text;
    });
  // The program may end before it has read what it was given.
  child.stdin.on('error', () => {});
  if (input !== 'OPEN') child.stdin.end(input ?? '');
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      heard.push(said.stdout, said.stderr);
      resolve({ code, signal, ...said, ms: performance.now() - began });
    });
  });
  return { child, said, ended };
}

/** The command that starts the program with these arguments. */
export function programOf(args, nodeOptions = []) {
  return [process.execPath, ...nodeOptions, PROGRAM, ...args];
}

export function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
