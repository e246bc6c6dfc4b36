import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { DeliveryRecord } from '../notice/outbox.ts';
import { csvLine } from '../publish/csv-file.ts';
import { jsonLine } from './json-line.ts';
import { checkNewPlace } from './new-place.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `deliveries` as commander gives them. */
export interface DeliveriesOptions {
  readonly ledger: string;
  readonly json?: boolean;
  readonly lang?: string;
  readonly csv?: boolean;
  readonly output?: string;
}

/** `deliveries`: what was sent, when, how often and with what answer; reads a snapshot of the ledger. */
export async function deliveriesCommand(options: DeliveriesOptions): Promise<number> {
  if (options.json === true && options.csv === true)
    throw new CatchUpError('USAGE', 'give --json or --csv, not both');
  const format =
    options.json === true
      ? JSON_LINES
      : options.csv === true
        ? CSV
        : textIn(wordsOf(options).delivery);
  const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
  try {
    const lines = Readable.from(write(format, ledger.outbox().records()));
    if (options.output === undefined) for await (const line of lines) process.stdout.write(line);
    else await pipeline(lines, createWriteStream(checkNewPlace(options.output), PRIVATE_NEW_FILE));
  } finally {
    await ledger.close();
  }
  return 0;
}

const PRIVATE_NEW_FILE = { flags: 'wx', mode: 0o600 } as const;

interface Format {
  readonly header: string;
  readonly line: (record: DeliveryRecord) => string;
}

async function* write(
  format: Format,
  batches: AsyncIterable<readonly DeliveryRecord[]>,
): AsyncGenerator<string> {
  if (format.header !== '') yield format.header;
  for await (const batch of batches) yield batch.map(format.line).join('');
}

const JSON_LINES: Format = { header: '', line: (record) => jsonLine('delivery', record) };

const CSV: Format = {
  header:
    'event_id,notice_id,notice_version,sector,state,attempts,first_sent_at,last_at,status,reason\n',
  line: (r) =>
    csvLine([
      r.eventId,
      r.noticeId,
      String(r.noticeVersion),
      r.sector,
      r.state,
      String(r.attempts),
      r.firstSentAt,
      r.lastAt,
      r.status === null ? '' : String(r.status),
      r.reason,
    ]),
};

const textIn = (words: Words['delivery']): Format => ({
  header: '',
  line: ({ eventId, sector, state, attempts, lastAt, status, reason }) => {
    const answer = printable([status ?? '', reason].filter((part) => part !== '').join(' '));
    const said = [eventId, sector, state, words.tries(attempts), lastAt, answer];
    return `${said.filter((part) => part !== '').join('  ')}\n`;
  },
});

/** An answer may hold anything: no control character reaches the terminal, and one line stays one. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}
