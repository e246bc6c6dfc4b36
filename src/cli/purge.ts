import { userInfo } from 'node:os';
import { type PurgeReport, purgeRuns } from '../audit/purge-runs.ts';
import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PurgeOrder } from '../ledger/purging.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { openLog } from '../log.ts';
import { localDate, localText } from '../register/local-time.ts';
import { publishEarlierRuns, refuseUnpublished } from '../run/earlier-runs.ts';
import { parseWindowEnd } from '../run/question.ts';
import { confirm } from './confirm.ts';
import { parseSentence } from './sentence.ts';
import { listSinkFiles } from './sink-files.ts';
import type { Surroundings } from './surroundings.ts';
import { tell } from './tell.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `purge` as commander gives them. */
export interface PurgeOptions {
  readonly before?: string;
  readonly rejects?: boolean;
  readonly waiting?: boolean;
  readonly destroyKey?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
  readonly config?: string;
  readonly by?: string;
  readonly out: string;
  readonly ledger: string;
}

/** `purge`: asks, purges, and says what it did; 3 where a run folder was left alone (contract 7). */
export async function purgeCommand(
  options: PurgeOptions,
  { signal, now, note }: Surroundings,
): Promise<number> {
  if (options.before === undefined)
    throw new CatchUpError('USAGE', 'say with --before which runs are to be purged');
  const words = wordsOf(options).purge;
  const beforeMs = parseWindowEnd(options.before, '--before');
  const order: PurgeOrder = {
    by: parseSentence(options.by ?? userInfo().username, '--by'),
    scope: options.rejects === true ? 'REJECTS' : 'ALL',
    beforeMs,
    // The earlier one keeps more.
    today: localDate(Math.min(beforeMs, now())),
    isWaitingGone: options.waiting === true,
  };
  const ledger = await openLedger({ file: options.ledger, access: 'write', create: false });
  try {
    refuseDamaged(ledger);
    const log = openLog(process.stderr, 'error');
    refuseUnpublished(await publishEarlierRuns(ledger, options.out, log));
    const due = ledger.purging().due(order).length;
    if (options.yes !== true)
      await confirm(
        words.ask(order.scope === 'REJECTS', due, localText(beforeMs)),
        { input: process.stdin, output: process.stderr },
        words.typeYes,
      );
    const purged = await purgeRuns(ledger, options.out, order, signal);
    const report = { ...purged, notReached: await listSinkFiles(options.ledger, options.config) };
    note?.({ ...report, scope: order.scope });
    const isWell = report.leftAlone.length === 0;
    tell({ ...options, isWell }, ['purge', report], describe(order, report, wordsOf(options)));
    return isWell ? 0 : 3;
  } finally {
    await ledger.close();
  }
}

function refuseDamaged(ledger: Ledger): void {
  const [fault] = ledger.purging().faults();
  if (fault !== undefined)
    throw new CatchUpError('LEDGER_DAMAGED', `nothing was purged: the ledger is damaged. ${fault}`);
}

function describe(
  { scope, beforeMs }: PurgeOrder,
  report: PurgeReport & { readonly notReached: readonly string[] },
  { purge: words, messages }: Words,
): string {
  const lines = [
    words.purged(scope === 'REJECTS', report.runs, localText(beforeMs)),
    words.ledger(report.rows),
    ...(report.noticesKept === 0 ? [] : [words.kept(report.noticesKept)]),
    words.folders(report.filesRemoved),
    ...report.leftAlone.map((left) => words.leftAlone(messages.said(left))),
    ...report.notReached.map(words.notReached),
  ];
  return `${lines.join('\n')}\n`;
}
