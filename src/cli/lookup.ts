import { type FoundAnswers, type LookupResult, lookUp } from '../audit/lookup.ts';
import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { parseDecisionName } from './decision-name.ts';
import { jsonLine } from './json-line.ts';

/** The options of `lookup` as commander gives them. */
export interface LookupOptions {
  readonly decision: string;
  readonly out: string;
  readonly ledger: string;
  readonly json?: boolean;
}

/** `lookup`: tells what purged runs decided on a decision; 3 where not all of them could be looked through. */
export async function lookupCommand(options: LookupOptions): Promise<number> {
  const { source, decisionId } = parseDecisionName(options.decision);
  const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
  try {
    const asked = { key: keyOf(ledger), name: `${source}:${decisionId}` };
    const result = await lookUp(ledger, options.out, asked);
    process.stdout.write(options.json === true ? jsonLine('lookup', result) : describe(result));
    return result.missing.length > 0 ? 3 : 0;
  } finally {
    await ledger.close();
  }
}

function keyOf(ledger: Ledger): Buffer {
  const purging = ledger.purging();
  const key = purging.key();
  if (key !== null) return key;
  const destroyed = purging.entries().findLast(({ kind }) => kind === 'KEY_DESTROYED');
  throw new CatchUpError(
    'RUN_PURGED',
    destroyed === undefined
      ? 'nothing was purged from this ledger: explain tells of its runs'
      : `the key was destroyed on ${destroyed.at}: nobody can tell any more what was decided on whom`,
  );
}

function describe({ runs, found, missing }: LookupResult): string {
  const lines = [
    ...found.flatMap(describeRun),
    ...(found.length === 0
      ? [`in ${runs} purged runs no notice, review item or considered fact rested on it`]
      : []),
    ...missing.map((sentence) => `not looked through: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

function describeRun({ runId, asOf, window, answers }: FoundAnswers): readonly string[] {
  return [
    `${runId}, ${window.fromLocal} until ${window.untilLocal}, as of ${asOf}`,
    ...answers.map(({ version, sector, outcome, why }) => {
      return `  version ${version}  ${sector}  ${outcome}  ${why.join(', ')}`;
    }),
  ];
}
