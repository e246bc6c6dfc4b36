// Calls of `deliver`, set up so that a whole campaign of them takes seconds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, startProcess } from './process.mjs';

const CONCURRENCY = 16;
export const NOBODY = 'http://127.0.0.1:1';

/** Both sectors go to `url`, or that of taxis elsewhere. */
export function configure(folder, asked) {
  const { url, taxiUrl = url, deadlineSeconds = 30, retryAfterCapSeconds = 0.1 } = asked;
  const sink = (to) => ({ kind: 'http', url: to });
  const delivery = {
    ...{ concurrency: CONCURRENCY, deadlineSeconds, triesPerCall: 12 },
    retry: { baseSeconds: 0.01, capSeconds: 0.2, retryAfterCapSeconds },
    circuit: { failuresToPause: 200, pauseSeconds: 0.1, trialsToGiveUp: 2 },
    source: 'urn:nld:oin:00000000000000000000:systeem:proef',
    sinks: { KINDEROPVANG: sink(url), TAXI: sink(taxiUrl) },
  };
  writeFileSync(join(folder, 'catchup.json'), JSON.stringify({ delivery }));
}

/** One call of the program. */
export function deliver(folder, ledger) {
  const config = join(folder, 'catchup.json');
  return startProcess(programOf(['deliver', '--ledger', ledger, '--config', config, '--quiet']))
    .ended;
}
