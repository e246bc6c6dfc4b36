import { existsSync } from 'node:fs';
import type { Cause } from '../audit/diff-causes.ts';
import { readMemory } from '../audit/diff-memory.ts';
import { type Difference, diffRuns, type RunDiff, type Said } from '../audit/diff-runs.ts';
import { readToldRun } from '../audit/told-run.ts';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { jsonLine } from './json-line.ts';

/** The options of `diff` as commander gives them. */
export interface DiffOptions {
  readonly ledger: string;
  readonly json?: boolean;
}

/** `diff`: what a run says otherwise than another, and why; 0 whatever it is (contract 7). */
export async function diffCommand(
  folders: readonly string[],
  options: DiffOptions,
): Promise<number> {
  const [before, now, ...more] = folders;
  if (before === undefined || now === undefined || more.length > 0)
    throw new CatchUpError('USAGE', 'diff takes two run folders: the earlier and the later one');
  const [old, young] = [await readToldRun(before), await readToldRun(now)];
  const runIds = [old.manifest.runId, young.manifest.runId] as const;
  const diff = await diffRuns(old, young, async (cases) => {
    if (!existsSync(options.ledger)) return null;
    const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
    try {
      return await readMemory(ledger, runIds, cases);
    } finally {
      await ledger.close();
    }
  });
  process.stdout.write(options.json === true ? jsonLine('diff', diff) : describe(diff));
  return 0;
}

function describe({ before, now, question, differences }: RunDiff): string {
  return [
    `before      ${before}`,
    `now         ${now}`,
    ...question.map(
      (one) => `differs     ${wordsOf(one.differs)}: ${one.before} before, ${one.now} now`,
    ),
    ...TABLES.map(
      ([what, title]) =>
        `${title.padEnd(11)} ${count(differences.filter((one) => one.what === what))}`,
    ),
    ...differences.flatMap((one) => ['', ...describeOne(one)]),
    '',
  ].join('\n');
}

const TABLES = [
  ['NOTICE', 'notices'],
  ['REVIEW', 'reviews'],
  ['CONSIDERED', 'considered'],
] as const;
const CHANGES = ['CAME', 'WENT', 'CHANGED'] as const;

function count(differences: readonly Difference[]): string {
  const counts = CHANGES.map((change) => {
    const rows = differences.filter((one) => one.change === change).length;
    return `${rows} ${wordsOf(change)}`;
  });
  return differences.length === 0 ? 'the same' : counts.join(', ');
}

function describeOne(one: Difference): readonly string[] {
  const { what, change, fact, sector, subscriptionId, noticeId, columns } = one;
  const of = fact === null ? '' : ` fact ${fact}`;
  const differing = columns.length === 0 ? '' : `: ${columns.join(', ')}`;
  const [cause = '', ...more] = one.causes.map(describeCause);
  return [
    `${wordsOf(what)}${of} ${wordsOf(change)}${differing}`,
    `  of      ${sector} ${subscriptionId}, notice ${noticeId}`,
    ...one.before.map((said) => `  before  ${describeSaid(said)}`),
    ...one.now.map((said) => `  now     ${describeSaid(said)}`),
    `  because ${one.isCertain ? '' : 'of one of these: '}${[cause, ...more].join(one.isCertain ? ', and ' : ', or ')}`,
  ];
}

function describeSaid(said: Said): string {
  const told = Object.entries(said).filter(([, value]) => value !== '');
  return told.map(([name, value]) => `${name} ${value}`).join(', ');
}

function describeCause(cause: Cause): string {
  switch (cause.cause) {
    case 'INPUT_ROW':
      return `the input row ${cause.row} is ${wordsOf(cause.change)}`;
    case 'SUBSCRIPTION':
      return `the subscription is ${wordsOf(cause.change)}`;
    case 'RULE':
      return 'the rules are others';
    case 'AS_OF_DATE':
      return 'the as-of date is another';
    case 'PROGRAM_VERSION':
      return 'the program is of another version';
    case 'WINDOW':
      return 'the window is another';
    case 'REVIEW_ANSWER':
      return 'a review item was answered';
    case 'EARLIER_RUNS':
      return 'earlier runs had told the ledger other things';
  }
}

function wordsOf(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ').replace('as of', 'as-of');
}
