import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Publishes the run of `npm start` into a folder of its own; gives the run folder. */
export function publishSample(work) {
  const places = { CATCHUP_OUT: join(work, 'out'), CATCHUP_LEDGER: join(work, 'ledger.db') };
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, '../start.mjs')], {
    env: { ...process.env, ...places },
    encoding: 'utf8',
  });
  return stdout.trim().split('\n').at(-1) ?? '';
}
