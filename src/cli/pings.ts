import { type Log, openLog } from '../log.ts';
import { type CallState, ping } from '../watch/ping.ts';
import { isSuccess } from './metrics-file.ts';
import { parseOutgoingUrl } from './outgoing-url.ts';

const DEADLINE_MS = 3000;

/** What the dead man's switch of a call is told; a ping that fails is logged and changes nothing. */
export class Pings {
  readonly #url: URL;
  readonly #log: Log;
  readonly #started: Promise<void>;

  /** Says at once that the call began; the work does not wait for it. */
  constructor(url: string, level: string) {
    this.#url = parseOutgoingUrl(url, '--ping-url');
    this.#log = openLog(process.stderr, level);
    this.#started = this.#send('start');
  }

  /** In this order, or the switch would take the call for one that never ended. */
  async end(exitCode: number): Promise<void> {
    await this.#started;
    await this.#send(isSuccess(exitCode) ? 'success' : exitCode);
  }

  async #send(state: CallState): Promise<void> {
    const reason = await ping(this.#url, state, DEADLINE_MS);
    if (reason !== null)
      this.#log.warn({ stage: 'ping', reason }, "the dead man's switch was not reached");
  }
}
