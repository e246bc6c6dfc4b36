import { existsSync } from 'node:fs';
import type { CasePair, Cause } from '../audit/diff-causes.ts';
import { readMemory } from '../audit/diff-memory.ts';
import { type Difference, diffRuns, type RunDiff, type Said } from '../audit/diff-runs.ts';
import { readToldRun } from '../audit/told-run.ts';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { exchangeRuns } from './exchanged-runs.ts';
import { jsonLine } from './json-line.ts';
import type { AgainOptions } from './request-again.ts';
import type { Surroundings } from './surroundings.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `diff` as commander gives them. */
export interface DiffOptions extends AgainOptions {
  readonly rulesBefore?: string;
  readonly ledger: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** `diff`: what a run says otherwise than another, and why; 0 whatever it is (contract 7). */
export async function diffCommand(
  folders: readonly string[],
  options: DiffOptions,
  surroundings: Surroundings,
): Promise<number> {
  const [before, now, ...more] = folders;
  if (before === undefined || now === undefined || more.length > 0)
    throw new CatchUpError('USAGE', 'diff takes two run folders: the earlier and the later one');
  const [old, young] = [await readToldRun(before), await readToldRun(now)];
  const runIds = [old.manifest.runId, young.manifest.runId] as const;
  const judgedAgain =
    options.decisions === undefined
      ? null
      : await exchangeRuns([old, young], options, surroundings);
  const remember = async (cases: readonly CasePair[]) => {
    if (!existsSync(options.ledger)) return null;
    const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
    try {
      return await readMemory(ledger, runIds, cases);
    } finally {
      await ledger.close();
    }
  };
  const diff = await diffRuns(old, young, { remember, judgedAgain });
  process.stdout.write(
    options.json === true ? jsonLine('diff', diff) : describe(diff, wordsOf(options).diff),
  );
  return 0;
}

function describe(diff: RunDiff, words: Words['diff']): string {
  const { before, now, missing, question, differences } = diff;
  return [
    line(words.before, before),
    line(words.now, now),
    ...question.map((one) =>
      line(words.differs, `${words.asked[one.differs]}: ${words.was(one.before, one.now)}`),
    ),
    ...KINDS.map((what) =>
      line(
        words.titles[what],
        count(
          differences.filter((one) => one.what === what),
          words,
        ),
      ),
    ),
    ...differences.flatMap((one) => ['', ...describeOne(one, words)]),
    ...(missing === null ? [] : ['', words.missing[missing]]),
    '',
  ].join('\n');
}

const KINDS = ['NOTICE', 'REVIEW', 'CONSIDERED'] as const;
const CHANGES = ['CAME', 'WENT', 'CHANGED'] as const;

function line(head: string, text: string): string {
  return `${head.padEnd(11)} ${text}`;
}

function count(differences: readonly Difference[], words: Words['diff']): string {
  const counts = CHANGES.map((change) => {
    const rows = differences.filter((one) => one.change === change).length;
    return `${rows} ${words.changes[change]}`;
  });
  return differences.length === 0 ? words.same : counts.join(', ');
}

function describeOne(one: Difference, words: Words['diff']): readonly string[] {
  const { what, change, fact, sector, subscriptionId, noticeId, columns } = one;
  const of = fact === null ? '' : words.fact(fact);
  const differing = columns.length === 0 ? '' : `: ${columns.join(', ')}`;
  const causes = one.causes.map((cause) => describeCause(cause, words));
  const tell = (head: string, text: string) => `  ${head.padEnd(7)} ${text}`;
  return [
    `${words.names[what]}${of} ${words.changes[change]}${differing}`,
    tell(words.of, words.ofNotice(`${sector} ${subscriptionId}`, noticeId)),
    ...one.before.map((said) => tell(words.before, describeSaid(said))),
    ...one.now.map((said) => tell(words.now, describeSaid(said))),
    tell(
      words.because,
      one.isCertain ? causes.join(words.and) : `${words.oneOf}${causes.join(words.or)}`,
    ),
  ];
}

function describeSaid(said: Said): string {
  const told = Object.entries(said).filter(([, value]) => value !== '');
  return told.map(([name, value]) => `${name} ${value}`).join(', ');
}

function describeCause(cause: Cause, words: Words['diff']): string {
  switch (cause.cause) {
    case 'INPUT_ROW':
      return words.inputRow(cause.row, words.rowChanges[cause.change]);
    case 'SUBSCRIPTION':
      return words.subscription(words.rowChanges[cause.change]);
    default:
      return words.causes[cause.cause];
  }
}
