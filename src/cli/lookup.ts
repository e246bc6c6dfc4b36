import { type FoundAnswers, type LookupResult, lookUp } from '../audit/lookup.ts';
import { CatchUpError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { parseDecisionName } from './decision-name.ts';
import { jsonLine } from './json-line.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `lookup` as commander gives them. */
export interface LookupOptions {
  readonly decision: string;
  readonly out: string;
  readonly ledger: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** `lookup`: tells what purged runs decided on a decision; 3 where not all of them could be looked through. */
export async function lookupCommand(options: LookupOptions): Promise<number> {
  const { source, decisionId } = parseDecisionName(options.decision);
  const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
  try {
    const asked = { key: keyOf(ledger), name: `${source}:${decisionId}` };
    const result = await lookUp(ledger, options.out, asked);
    process.stdout.write(
      options.json === true ? jsonLine('lookup', result) : describe(result, wordsOf(options)),
    );
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

function describe(
  { runs, found, missing }: LookupResult,
  { purge: words, messages }: Words,
): string {
  const lines = [
    ...found.flatMap((run) => describeRun(run, words)),
    ...(found.length === 0 ? [words.nothingRested(runs)] : []),
    ...missing.map((sentence) => `${words.notLookedThrough}: ${messages.said(sentence)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function describeRun(
  { runId, asOf, window, answers }: FoundAnswers,
  words: Words['purge'],
): readonly string[] {
  return [
    words.run(runId, window.fromLocal, window.untilLocal, asOf),
    ...answers.map(({ version, sector, outcome, why }) => {
      return `  ${words.answer(version, `${sector}  ${outcome}  ${why.join(', ')}`)}`;
    }),
  ];
}
