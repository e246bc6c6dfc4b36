import { userInfo } from 'node:os';
import { CatchUpError } from '../errors.ts';
import type { DeclaredOutage } from '../ledger/declared-outage.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import type { Source } from '../register/decision.ts';
import { localText, utcText } from '../register/local-time.ts';
import { parseWindowEnd } from '../run/question.ts';
import { jsonLine } from './json-line.ts';
import { parseSentence } from './sentence.ts';
import { tell } from './tell.ts';
import type { Words } from './words/words.ts';
import { wordsOf } from './words-of.ts';

/** The options of `outage add` as commander gives them. */
export interface OutageOptions {
  readonly source: string;
  readonly from: string;
  readonly until: string;
  readonly note: string;
  readonly by?: string;
  readonly ledger: string;
  readonly newLedger?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** `outage add`: enters one outage; runs that were recorded before it do not know of it. */
export async function addOutage(options: OutageOptions): Promise<number> {
  const words = wordsOf(options).review;
  const source = parseSource(options.source);
  const from = parseWindowEnd(options.from, '--from');
  const until = parseWindowEnd(options.until, '--until');
  if (until <= from) throw new CatchUpError('USAGE', '--until is not after --from');
  const note = parseSentence(options.note, '--note');
  const declaredBy = parseSentence(options.by ?? userInfo().username, '--by');
  const outage = { source, from: utcText(from), until: utcText(until), note, declaredBy };
  const create = options.newLedger === true || 'IF_TOLD';
  const ledger = await openLedger({ file: options.ledger, access: 'write', create });
  try {
    await ledger.declareOutage(outage);
  } finally {
    await ledger.close();
  }
  tell(options, ['outage', outage], `${words.declared(describeStretch(outage, words))}\n`);
  return 0;
}

/** `outage list`: reads a snapshot of the ledger. */
export async function listOutages(options: {
  readonly ledger: string;
  readonly json?: boolean;
  readonly lang?: string;
}): Promise<number> {
  const words = wordsOf(options).review;
  const ledger = await openLedger({ file: options.ledger, access: 'snapshot', create: false });
  try {
    const outages = await ledger.before(Number.POSITIVE_INFINITY).outages();
    const isJson = options.json === true;
    for (const outage of outages)
      process.stdout.write(isJson ? jsonLine('outage', outage) : describeOutage(outage, words));
  } finally {
    await ledger.close();
  }
  return 0;
}

function describeOutage(outage: DeclaredOutage, words: Words['review']): string {
  const { note, declaredBy, declaredAt } = outage;
  return `${describeStretch(outage, words)}  ${note}  (${declaredBy}, ${declaredAt})\n`;
}

function describeStretch(
  { source, from, until }: Pick<DeclaredOutage, 'source' | 'from' | 'until'>,
  words: Words['review'],
): string {
  const local = (utc: string) => localText(Date.parse(utc));
  return `${source.padEnd(11)}  ${words.stretch(local(from), local(until))}`;
}

function parseSource(text: string): Source {
  if (text !== 'OM' && text !== 'RECHTSPRAAK')
    throw new CatchUpError('USAGE', '--source takes OM or RECHTSPRAAK');
  return text;
}
