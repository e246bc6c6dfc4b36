// Runs one command as a whole process and tells its wall time, CPU time and peak memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const SAMPLE_MS = 5;
const TICKS_PER_SECOND = 100;

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @returns {Promise<{wall: number, cpu: number, memory: number, output: string}>} seconds, seconds, MiB
 */
export async function measure(command, cwd) {
  const begin = process.hrtime.bigint();
  const child = spawn(command[0], command.slice(1), { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  let cpu = 0;
  let memory = 0;
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const timer = setInterval(() => {
    const seen = readProcess(child.pid);
    cpu = Math.max(cpu, seen.cpu);
    memory = Math.max(memory, seen.memory);
  }, SAMPLE_MS);
  const [code] = await once(child, 'close');
  clearInterval(timer);
  const wall = Number(process.hrtime.bigint() - begin) / 1e9;
  if (code !== 0 && code !== 3)
    throw new Error(`${command.join(' ')} ended with ${code}\n${errors}`);
  return { wall, cpu, memory, output };
}

/** Linux tells both in /proc; elsewhere only the wall time is shown. */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /VmHWM:\s+(\d+) kB/.exec(status);
    return {
      cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      memory: peak === null ? 0 : Number(peak[1]) / 1024,
    };
  } catch {
    return { cpu: 0, memory: 0 };
  }
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
