// Makes synthetic inputs of any size from a seed; see scripts/generate/shares.mjs for what they hold.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CsvFile } from './generate/csv-file.mjs';
import { DECISION_COLUMNS, writeDecisions } from './generate/decisions.mjs';
import { Random } from './generate/random.mjs';
import { SUBSCRIPTION_COLUMNS, subscriberAt, subscriptionRows } from './generate/subscriptions.mjs';

/**
 * @typedef {object} Options
 * @property {string} out
 * @property {number} seed
 * @property {number} decisions rows, over all files
 * @property {number} subscriptions rows, over all files
 * @property {number} matchShare of the cases, that concern a subscribed person
 * @property {number} quotedShare of the cases, with a field in quotes
 * @property {boolean} isPlain one file each, valid rows only
 * @property {typeof Random} Random
 */

const USAGE =
  'node scripts/generate-data.mjs --out DIR [--seed N] [--decisions N] [--subscriptions N] [--match-share 0.015] [--quoted-share 0.125] [--plain]';
const IDENTITY_COLUMNS = ['skn', 'bsn'];
const EARLIER_SIGNAL_COLUMNS = ['sector', 'bsn', 'offence_on', 'signalled_at', 'reference'];

const options = readOptions();
if (options === null) {
  process.stderr.write(`Usage: ${USAGE}\n`);
  process.exitCode = 2;
} else {
  mkdirSync(options.out, { recursive: true });
  if (options.isPlain) generatePlain(options);
  else generateAll(options);
}

/** @param {Options} to */
function generateAll(to) {
  /** @param {string} name @param {readonly string[]} columns */
  const open = (name, columns) => new CsvFile(join(to.out, `${name}.csv`), columns);
  const childcare = open('subscriptions-kinderopvang', SUBSCRIPTION_COLUMNS);
  const taxi = open('subscriptions-taxi', SUBSCRIPTION_COLUMNS);
  writeSubscriptions(to, (row) => (row.subscription_id.startsWith('CK') ? taxi : childcare));
  const prosecutor = open('om', DECISION_COLUMNS);
  const courts = open('rechtspraak', DECISION_COLUMNS);
  const penalties = open('cjib', DECISION_COLUMNS);
  const identities = open('identities', IDENTITY_COLUMNS);
  const earlierSignals = open('already-signalled', EARLIER_SIGNAL_COLUMNS);
  writeDecisions(new Random(), to, {
    decisionsOf: (row) => {
      if (row.source === 'RECHTSPRAAK') return courts;
      return row.kind === 'STRAFBESCHIKKING' ? penalties : prosecutor;
    },
    identities,
    earlierSignals,
  });
  // One bad row each, so that these inputs too have something to refuse.
  identities.write({ skn: 'S000000000', bsn: '123456789' });
  earlierSignals.write({ sector: 'TAXI', bsn: '', offence_on: '04-08-2025' });
  for (const file of [childcare, taxi, prosecutor, courts, penalties, identities, earlierSignals]) {
    file.close();
  }
}

/** @param {Options} to */
function generatePlain(to) {
  const subscriptions = new CsvFile(join(to.out, 'subscriptions.csv'), SUBSCRIPTION_COLUMNS);
  writeSubscriptions(to, () => subscriptions);
  subscriptions.close();
  const decisions = new CsvFile(join(to.out, 'decisions.csv'), DECISION_COLUMNS);
  const noFiles = { identities: null, earlierSignals: null };
  writeDecisions(new Random(), to, { decisionsOf: () => decisions, ...noFiles });
  decisions.close();
}

/** @param {Options} to @param {(row: Record<string, string>) => CsvFile} fileOf */
function writeSubscriptions(to, fileOf) {
  const random = new Random();
  let written = 0;
  for (let index = 0; written < to.subscriptions; index += 1) {
    const rows = subscriptionRows(random, subscriberAt(random, to, index), index);
    for (const row of rows.slice(0, to.subscriptions - written)) {
      fileOf(row).write(row);
      written += 1;
    }
  }
}

/** @returns {Options | null} */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        decisions: { type: 'string', default: '10000' },
        subscriptions: { type: 'string', default: '5000' },
        'match-share': { type: 'string', default: '0.015' },
        'quoted-share': { type: 'string', default: '0.125' },
        plain: { type: 'boolean', default: false },
      },
    });
    const counts = [values.seed, values.decisions, values.subscriptions].map(Number);
    const shares = [values['match-share'], values['quoted-share']].map(Number);
    if (values.out === undefined || !counts.every(Number.isSafeInteger)) return null;
    if (counts.some((count) => count < 0)) return null;
    if (!shares.every((share) => share >= 0 && share <= 1)) return null;
    const [seed, decisions, subscriptions] = counts;
    const [matchShare, quotedShare] = shares;
    const isPlain = values.plain;
    return {
      out: values.out,
      seed,
      decisions,
      subscriptions,
      matchShare,
      quotedShare,
      isPlain,
      Random,
    };
  } catch {
    return null;
  }
}
