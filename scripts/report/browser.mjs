// Drives a headless Chromium over its debugging pipe; nothing but Node is needed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--hide-scrollbars', '--remote-debugging-pipe', 'about:blank'],
];

/** The first Chromium on the path (or `CHROMIUM`); null where there is none. */
export function findBrowser() {
  const names = process.env.CHROMIUM === undefined ? NAMES : [process.env.CHROMIUM];
  return names.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

/** Opens a browser with an empty profile and one page. */
export async function openBrowser(program) {
  const profile = mkdtempSync(join(tmpdir(), 'check-report-'));
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const wire = openWire(child.stdio[3], child.stdio[4]);
  const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params = {}) => wire.send(method, params, sessionId);
  for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await send(`${domain}.enable`);
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await wire.send('Browser.close');
    await ended;
    rmSync(profile, { recursive: true, force: true });
  };
  return { send, listen: wire.listen, close };
}

/** Messages are JSON, each ended by a zero byte. */
function openWire(output, input) {
  const waiting = new Map();
  const listeners = new Set();
  let rest = '';
  let last = 0;
  input.setEncoding('utf8');
  input.on('data', (text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const { id, method, params, result, error } of messages.map((one) => JSON.parse(one))) {
      if (id === undefined) for (const listener of listeners) listener(method, params);
      else if (error === undefined) waiting.get(id)?.resolve(result);
      else waiting.get(id)?.reject(new Error(error.message));
      waiting.delete(id);
    }
  });
  const send = (method, params = {}, sessionId = undefined) => {
    last += 1;
    const id = last;
    output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  const listen = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { send, listen };
}
