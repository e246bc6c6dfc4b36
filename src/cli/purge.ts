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
import { jsonLine } from './json-line.ts';
import { parseSentence } from './sentence.ts';
import type { Surroundings } from './surroundings.ts';

/** The options of `purge` as commander gives them. */
export interface PurgeOptions {
  readonly before?: string;
  readonly rejects?: boolean;
  readonly waiting?: boolean;
  readonly destroyKey?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
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
      await confirm(askFor(order, due), { input: process.stdin, output: process.stderr });
    const report = await purgeRuns(ledger, options.out, order, signal);
    note?.({ ...report, scope: order.scope });
    process.stdout.write(
      options.json === true ? jsonLine('purge', report) : describe(order, report),
    );
    return report.leftAlone.length > 0 ? 3 : 0;
  } finally {
    await ledger.close();
  }
}

function refuseDamaged(ledger: Ledger): void {
  const [fault] = ledger.purging().faults();
  if (fault !== undefined)
    throw new CatchUpError('LEDGER_DAMAGED', `nothing was purged: the ledger is damaged. ${fault}`);
}

function askFor({ scope, beforeMs }: PurgeOrder, due: number): string {
  const what = scope === 'REJECTS' ? 'the rejected rows' : 'all personal data';
  return `This removes ${what} of ${countRuns(due)} completed before ${localText(beforeMs)}, for good.`;
}

function describe({ scope, beforeMs }: PurgeOrder, report: PurgeReport): string {
  const what = scope === 'REJECTS' ? 'rejected rows' : 'personal data';
  const lines = [
    `purged      ${what} of ${countRuns(report.runs)} completed before ${localText(beforeMs)}`,
    `ledger      ${report.rows} rows taken out`,
    ...(report.noticesKept === 0
      ? []
      : [`            ${report.noticesKept} notices stay: they stand, or were not delivered`]),
    `run folders ${report.filesRemoved} files removed`,
    ...report.leftAlone.map((left) => `left alone  ${left}`),
  ];
  return `${lines.join('\n')}\n`;
}

function countRuns(count: number): string {
  return `${count} ${count === 1 ? 'run' : 'runs'}`;
}
