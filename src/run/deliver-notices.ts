import { openProcessingLog } from '../audit/processing-log.ts';
import type { DeliverySettings, DeliverySurroundings } from '../deliver/attempt.ts';
import type { EventNaming } from '../deliver/cloud-event.ts';
import { type DeliverySummary, deliver } from '../deliver/delivery.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Log } from '../log.ts';
import { Stages } from '../watch/stages.ts';
import { LoggedOutbox } from './logged-outbox.ts';
import { keepMessages } from './publish-run.ts';
import { Resources } from './resources.ts';

/** What a call of `deliver` is asked to do (contract 6). */
export interface DeliverRequest {
  readonly ledgerFile: string;
  readonly naming: EventNaming;
  readonly settings: DeliverySettings;
  /** What to put back first: dead letters or failed ones, all or those of one notice. */
  readonly retry: { readonly state: 'DEAD' | 'FAILED'; readonly noticeId: string | null } | null;
  /** URI of providing in the register of processing activities. */
  readonly activity: string;
}

export interface DeliverOutcome extends DeliverySummary {
  readonly queued: number;
  readonly returned: number;
}

type Surroundings = Omit<DeliverySurroundings, 'outbox' | 'notify'> & {
  readonly log: Log;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Told how long it took. */
  readonly stages?: Stages;
};

/** Queues the notices of published runs and sends all that is not delivered. Holds the ledger's lock. */
export async function deliverNotices(
  { ledgerFile, naming, settings, retry, activity }: DeliverRequest,
  surroundings: Surroundings,
): Promise<DeliverOutcome> {
  const { log, now, stages = new Stages() } = surroundings;
  const resources = new Resources();
  try {
    const ledger = await openLedger({ file: ledgerFile, access: 'write', create: false });
    resources.defer(() => ledger.close());
    const processing = await openProcessingLog(ledgerFile, await ledger.keyFor('PROCESSING'));
    resources.defer(() => processing.close());
    const all = ledger.outbox();
    const queued = await keepMessages(ledger, naming, surroundings.signal);
    const returned = retry === null ? 0 : await all.retry(retry.state, retry.noticeId);
    const notify = (message: string, sector: string) =>
      log.warn({ stage: 'deliver', sector }, message);
    const outbox = new LoggedOutbox(all, processing, { activity, now });
    const summary = await deliver(settings, { ...surroundings, outbox, notify });
    log.info({ ...stages.end('deliver'), delivered: summary.delivered }, 'notices delivered');
    return { queued, returned, ...summary };
  } finally {
    await resources.free();
  }
}
