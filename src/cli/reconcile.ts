import { compareReceived, type Difference } from '../deliver/reconcile.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { type DeliverOptions, deliverCommand } from './deliver.ts';
import { readReceivedIds } from './received-ids.ts';
import type { Surroundings } from './surroundings.ts';
import { tell } from './tell.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `reconcile` as commander gives them. */
export interface ReconcileOptions extends DeliverOptions {
  readonly received: string;
  readonly resend?: boolean;
}

/** `reconcile`: names what either side lacks, and on request sends again what the receiver lacks. */
export async function reconcileCommand(
  options: ReconcileOptions,
  surroundings: Surroundings,
): Promise<number> {
  const received = await readReceivedIds(options.received);
  const isResending = options.resend === true;
  const access = isResending ? 'write' : 'snapshot';
  const ledger = await openLedger({ file: options.ledger, access, create: false });
  let difference: Difference;
  try {
    const outbox = ledger.outbox();
    difference = await compareReceived(received, outbox.records());
    tell(
      { ...options, isWell: !isFound(difference) },
      ['reconcile', difference],
      describe(difference, wordsOf(options).delivery),
    );
    if (isResending) await outbox.resend(difference.missing);
  } finally {
    await ledger.close();
  }
  if (!isResending || difference.missing.length === 0) return isFound(difference) ? 3 : 0;
  const code = await deliverCommand(options, surroundings);
  return code === 0 ? 3 : code;
}

function isFound({ missing, early, unknown }: Difference): boolean {
  return missing.length + early.length + unknown.length > 0;
}

function describe(
  { agreed, missing, early, unknown }: Difference,
  words: Words['delivery'],
): string {
  return [
    words.agreed(agreed),
    ...section(words.missing(missing.length), missing),
    ...section(words.early(early.length), early),
    ...section(words.unknown(unknown.length), unknown),
    '',
  ].join('\n');
}

function section(title: string, ids: readonly string[]): readonly string[] {
  return [title, ...ids.map((id) => `  ${id}`)];
}
