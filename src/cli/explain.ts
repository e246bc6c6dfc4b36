import type { Manifest } from '../audit/manifest-file.ts';
import { readRows, readSoundManifest } from '../audit/run-rows.ts';
import { TABLES } from '../audit/table.ts';
import { CatchUpError, InternalError } from '../errors.ts';
import { readRuleFiles } from '../intake/rule-files.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { openLog } from '../log.ts';
import type { DeliveryRecord } from '../notice/outbox.ts';
import { parseBsn } from '../register/field.ts';
import { explainRun, type Subject } from '../run/explain-run.ts';
import { type Explanation, placeOf } from '../run/explanation.ts';
import { parseDecisionName } from './decision-name.ts';
import { describeExplanation } from './explain-page.ts';
import { jsonLine } from './json-line.ts';
import { type LogOptions, levelOf } from './log-level.ts';
import { listMentions } from './mentions.ts';
import { type AgainOptions, requestAgain } from './request-again.ts';
import type { Surroundings } from './surroundings.ts';
import { wordsOf } from './words-of.ts';

/** The options of `explain` as commander gives them. */
export interface ExplainOptions extends AgainOptions, LogOptions {
  readonly decision?: string;
  readonly notice?: string;
  readonly subscription?: string;
  readonly bsn?: string;
  readonly ledger: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** `explain`: judges the run again, or without its inputs looks into its folder; gives the exit code (contract 7). */
export async function explainCommand(
  folder: string,
  options: ExplainOptions,
  surroundings: Surroundings,
): Promise<number> {
  const words = wordsOf(options).explain;
  const subject = await parseSubject(options);
  const manifest = await readSoundManifest(folder);
  const print = (value: object, text: string) =>
    process.stdout.write(options.json === true ? jsonLine('explain', value) : text);
  if (options.decisions === undefined || options.subscriptions === undefined) {
    const mentions = await listMentions({ folder, manifest, subject }, words);
    print({ runId: manifest.runId, mentions: mentions.rows }, mentions.text);
    return 0;
  }
  const refused = await readRefused(folder, manifest);
  const asked = { manifest, subject, refused };
  const explanation = await judgeAgain(asked, options, surroundings);
  if (explanation?.runId !== manifest.runId)
    throw new InternalError('a run that was judged again has another id');
  const deliveries = await deliveriesOf(explanation, options.ledger, manifest.runId);
  print({ ...explanation, deliveries }, describeExplanation(explanation, deliveries, words));
  return 0;
}

/** Codes of the rows that the run refused. */
async function readRefused(
  folder: string,
  manifest: Manifest,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const refused = new Map<string, readonly string[]>();
  const table = TABLES.find(({ file }) => file === 'rejects.csv');
  if (table === undefined) return refused;
  for await (const batch of readRows(folder, table, manifest))
    for (const { input = '', file = '', line = '', error_codes: codes = '' } of batch)
      refused.set(placeOf({ input, file, line }), codes.split(';'));
  return refused;
}

async function judgeAgain(
  {
    manifest,
    subject,
    refused,
  }: {
    readonly manifest: Manifest;
    readonly subject: Subject;
    readonly refused: ReadonlyMap<string, readonly string[]>;
  },
  options: ExplainOptions,
  { signal, now }: Surroundings,
): Promise<Explanation | null> {
  const again = await requestAgain(manifest, options.ledger, options);
  const { sectors } = await readRuleFiles(again.rulesFolder);
  const request = { ...again, sectors: new Set(sectors.keys()), refused, manifest };
  const log = openLog(process.stderr, levelOf(options), wordsOf(options).messages.said);
  return explainRun(request, subject, { signal, now, log });
}

const NOTICE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function parseSubject(options: ExplainOptions): Promise<Subject> {
  const { decision, notice, subscription, bsn } = options;
  const given = [decision, notice, subscription, bsn].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw new CatchUpError('USAGE', 'give one of --decision, --notice, --subscription, --bsn -');
  if (notice !== undefined) {
    if (!NOTICE_ID.test(notice))
      throw new CatchUpError(
        'USAGE',
        '--notice takes a notice id, as in the first column of notices.csv',
      );
    return { by: 'NOTICE', noticeId: notice.toLowerCase() };
  }
  if (subscription !== undefined) return { by: 'SUBSCRIPTION', subscriptionId: subscription };
  if (decision !== undefined) return { by: 'DECISION', ...parseDecisionName(decision) };
  if (bsn !== '-')
    throw new CatchUpError('USAGE', 'a BSN is never an argument: give --bsn - and type it');
  const typed = parseBsn((await readTyped()).trim());
  if (typed === undefined)
    throw new CatchUpError(
      'USAGE',
      'standard input holds no BSN: 8 or 9 digits that pass the 11-test',
    );
  return { by: 'BSN', bsn: typed };
}

/** The first line of standard input. */
async function readTyped(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > 64) break;
  }
  return text.split('\n', 1)[0] ?? '';
}

/** What was sent of the notices of the cases at hand. Refuses a ledger that does not know the run. */
async function deliveriesOf(
  { cases }: Explanation,
  file: string,
  runId: string,
): Promise<readonly DeliveryRecord[]> {
  const ledger = await openLedger({ file, access: 'snapshot', create: false });
  try {
    if (!(await ledger.runs()).some((run) => run.runId === runId))
      throw new CatchUpError(
        'LEDGER_MISSING',
        `the ledger ${file} does not know ${runId}: give the ledger of that run`,
      );
    const wanted = new Set(cases.map(({ noticeId }) => noticeId));
    const found: DeliveryRecord[] = [];
    for await (const batch of ledger.outbox().records())
      found.push(...batch.filter(({ noticeId }) => wanted.has(noticeId)));
    return found;
  } finally {
    await ledger.close();
  }
}
