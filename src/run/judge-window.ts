import { InternalError } from '../errors.ts';
import type { InputTable } from '../intake/input-table.ts';
import { digestContent } from '../ledger/known-pages.ts';
import type { LedgerView, RunChanges } from '../ledger/ledger.ts';
import type { ConsideredFact, Notice, ReviewItem } from '../notice/notice.ts';
import { CONSIDERED, REVIEWS } from '../publish/artefacts.ts';
import { NOTICES } from '../publish/notices-file.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { cutBatches } from './batches.ts';
import { type JudgeSetting, judgeBatch } from './judge-batch.ts';
import type { KeptRows } from './kept-rows.ts';
import type { Tally } from './reading.ts';
import { NO_CHANGES } from './run-changes.ts';
import { SortedSpool, Spool } from './spool.ts';
import { readWindowRows } from './window-rows.ts';

/** What comes of a window. */
export interface WindowJudgement {
  readonly notices: SortedSpool<Notice>;
  readonly reviews: SortedSpool<ReviewItem>;
  /** How many of the review items a person answered before. */
  readonly answered: number;
  readonly considered: SortedSpool<ConsideredFact>;
  /** Whose data were combined, with repeats. */
  readonly persons: SortedSpool<string>;
  /** What the ledger is to remember, batch by batch. */
  readonly changes: Spool<RunChanges>;
}

/**
 * Judges the window batch by batch: memory does not grow with the number of decisions. Adds the end of
 * every kept row to the tally of its file.
 */
export async function judgeWindow(
  window: {
    readonly kept: KeptRows;
    readonly tables: readonly InputTable[];
    readonly tallies: readonly Tally[];
    readonly signal: AbortSignal;
  },
  setting: JudgeSetting,
  stack: { defer(free: () => void): void },
): Promise<WindowJudgement> {
  const { kept, tables, tallies, signal } = window;
  const judgement = {
    notices: new SortedSpool(NOTICES.compare),
    reviews: new SortedSpool(REVIEWS.compare),
    considered: new SortedSpool(CONSIDERED.compare),
    persons: new SortedSpool(compareCodePoints),
    changes: new Spool<RunChanges>({ weigh: weighChanges }),
  };
  for (const spool of Object.values(judgement)) stack.defer(() => spool.close());
  const issued = await issuedByReview(setting.view);
  let answered = 0;
  for await (const batch of cutBatches(kept, tables, setting.view, setting.question.asOf)) {
    signal.throwIfAborted();
    const places = batch.rows.map((row) => kept.at(row));
    const rows = await readWindowRows(places, tables, setting);
    const judged = await judgeBatch(rows, batch.due, setting);
    for (const row of rows) {
      const disposition = judged.dispositions.get(row);
      if (disposition === undefined) throw new InternalError('a decision row without disposition');
      if (!row.isOfNobody) tallies[row.table]?.add(disposition);
    }
    for (const notice of judged.notices) {
      judgement.notices.add(notice);
      issued.delete(notice.noticeId);
    }
    answered += judged.answered;
    for (const review of judged.reviews) judgement.reviews.add(review);
    for (const fact of judged.considered) judgement.considered.add(fact);
    for (const person of judged.persons) judgement.persons.add(person);
    judgement.changes.add(judged.changes);
  }
  for (const notice of issued.values()) judgement.notices.add(notice);
  // What was last seen of a subscription counts once no row of it is supplied, or a broken one (3.9).
  for (const subscriptions of setting.subscribers.seenAnew(digestContent))
    if (subscriptions.length > 0) judgement.changes.add({ ...NO_CHANGES, subscriptions });
  return { ...judgement, answered };
}

/** Versions that people's judgement issued since the last run: listed where this one has no row of its own. */
async function issuedByReview(view: LedgerView): Promise<Map<string, Notice>> {
  const issued = await view.issuedByReview();
  return new Map(
    issued.map((notice) => {
      const isTakenBack = notice.action === 'RETRACTED';
      return [notice.noticeId, isTakenBack ? notice : { ...notice, action: 'UNCHANGED' }];
    }),
  );
}

function weighChanges(changes: RunChanges): number {
  return Object.values(changes).reduce((sum, rows) => sum + rows.length, 1);
}
