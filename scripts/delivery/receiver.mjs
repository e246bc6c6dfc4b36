// Starts the receiver for trying out as a process of its own, and asks it what it saw.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', 'receiver.mjs');

/** @param {readonly string[]} options */
export async function startReceiver(folder, options) {
  const child = spawn(
    process.execPath,
    [script, '--port', '0', '--quiet', '--record', join(folder, 'received.ndjson'), ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [text] = await once(child.stdout, 'data');
  const url = /http:\S+/.exec(String(text))?.[0] ?? '';
  return {
    url,
    state: async () => (await fetch(`${url}/state`)).json(),
    ids: async () => (await fetch(`${url}/ids`)).text(),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
