// Makes a ledger that remembers many decisions of people who are not in the inputs, by the program's own.
import { join } from 'node:path';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const ROWS_PER_PIECE = 1000;
const DECISIONS_PER_PERSON = 3;
const ARTICLE = { number: '310', law: 'Sr' };

/** @param {string} file @param {number} decisions in ten runs, before July 2025 */
export async function makeOldLedger(file, decisions) {
  const { openLedger } = await import(join(dist, 'ledger', 'sqlite-ledger.js'));
  const ledger = await openLedger({ file, access: 'write', create: true });
  try {
    const each = Math.ceil(decisions / 10);
    for (let run = 0; run < 10; run += 1) {
      const number = await ledger.record(aRun(run), pieces(run * each, (run + 1) * each));
      await ledger.markPublished(number);
    }
  } finally {
    await ledger.close();
  }
}

function* pieces(start, end) {
  for (let from = start; from < end; from += ROWS_PER_PIECE) {
    const length = Math.min(ROWS_PER_PIECE, end - from);
    const numbers = Array.from({ length }, (_, place) => from + place);
    const pairs = numbers.map((number) => ({
      subscriptionId: `OLD${Math.floor(number / DECISIONS_PER_PERSON)}`,
      caseNumber: caseOf(number),
    }));
    const persons = new Set(pairs.map(({ subscriptionId }) => subscriptionId));
    yield {
      ...{ conflicts: [], keptVersions: [], notices: [], days: [] },
      ...{ seenDecisions: [], seenRejects: [], reviews: [] },
      decisions: numbers.map(aDecision),
      touched: pairs.map((pair, place) => ({
        ...pair,
        decision: { source: 'OM', decisionId: `OLD${from + place}` },
      })),
      subscriptions: [...persons].map(aSubscription),
      judged: pairs.map((pair) => ({ ...pair, asOf: '2025-07-01' })),
    };
  }
}

function caseOf(number) {
  const digits = String(number).padStart(10, '0');
  return `${digits.slice(0, 2)}/${digits.slice(2, 8)}-${digits.slice(8)}`;
}

function aDecision(number) {
  return {
    ...{ source: 'OM', decisionId: `OLD${number}`, version: 1, status: 'REGISTERED' },
    ...{ kind: 'DAGVAARDING', grounds: [], registeredAt: { ms: 1_700_000_000_000, finer: '' } },
    ...{ decidedOn: '2023-11-14', irrevocableOn: null, caseNumber: caseOf(number) },
    ...{ factNumber: 1, offenceClass: 'MISDRIJF', articles: [ARTICLE] },
    ...{ offenceFrom: '2023-06-01', offenceUntil: '2023-06-01', fineCents: null },
    ...{ bsn: null, skn: `OUD${number}`, familyName: 'Voorbeeld', namePrefix: '' },
    ...{ givenNames: '', birthDate: '1980-01-01', ecli: null },
  };
}

/** No person of any register has such a number: it begins with two zeros. */
function aSubscription(subscriptionId) {
  const bsn = subscriptionId.slice('OLD'.length).padStart(9, '0');
  return {
    ...{ subscriptionId, sector: 'TAXI', bsn, skn: null },
    ...{
      familyName: `Voorbeeld ${subscriptionId}`,
      namePrefix: '',
      givenNames: '',
      birthDate: '1980-01-01',
    },
    ...{ role: '', status: 'ACTIVE', validFrom: '2020-01-01', validUntil: null },
    ...{ vogIssuedOn: null, registerRef: '', organisationRef: '' },
  };
}

function aRun(run) {
  return {
    runId: `catchup-old-${run}`,
    ...{ from: `202${Math.floor(run / 5) + 3}-0${(run % 5) + 1}-01T00:00:00Z` },
    ...{
      until: `202${Math.floor(run / 5) + 3}-0${(run % 5) + 2}-01T00:00:00Z`,
      asOf: '2025-07-01',
    },
    ...{ programVersion: '0.1.0', manifestSha256: String(run).repeat(64), inputs: [] },
  };
}
