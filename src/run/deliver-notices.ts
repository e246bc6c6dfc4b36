import type { DeliverySettings, DeliverySurroundings } from '../deliver/attempt.ts';
import { composeEvent, type EventNaming } from '../deliver/cloud-event.ts';
import { type DeliverySummary, deliver } from '../deliver/delivery.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Log } from '../log.ts';
import { Stages } from '../watch/stages.ts';

/** What a call of `deliver` is asked to do (contract 6). */
export interface DeliverRequest {
  readonly ledgerFile: string;
  readonly naming: EventNaming;
  readonly settings: DeliverySettings;
  /** What to put back first: dead letters or failed ones, all or those of one notice. */
  readonly retry: { readonly state: 'DEAD' | 'FAILED'; readonly noticeId: string | null } | null;
}

export interface DeliverOutcome extends DeliverySummary {
  readonly queued: number;
  readonly returned: number;
}

type Surroundings = Omit<DeliverySurroundings, 'outbox' | 'notify'> & {
  readonly log: Log;
  /** Told how long it took. */
  readonly stages?: Stages;
};

/** Queues the notices of published runs and sends all that is not delivered. Holds the ledger's lock. */
export async function deliverNotices(
  { ledgerFile, naming, settings, retry }: DeliverRequest,
  surroundings: Surroundings,
): Promise<DeliverOutcome> {
  const ledger = await openLedger({ file: ledgerFile, access: 'write', create: false });
  try {
    const outbox = ledger.outbox();
    const queued = await outbox.enqueue((notice, at) => composeEvent(notice, at, naming));
    const returned = retry === null ? 0 : await outbox.retry(retry.state, retry.noticeId);
    const { log, stages = new Stages() } = surroundings;
    const notify = (message: string, sector: string) =>
      log.warn({ stage: 'deliver', sector }, message);
    const summary = await deliver(settings, { ...surroundings, outbox, notify });
    log.info({ ...stages.end('deliver'), delivered: summary.delivered }, 'notices delivered');
    return { queued, returned, ...summary };
  } finally {
    await ledger.close();
  }
}
