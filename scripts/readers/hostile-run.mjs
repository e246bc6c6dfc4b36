// A run of texts that a spreadsheet would like to change, published in a folder of its own.
import { mkdirSync } from 'node:fs';
import { publishStaged, stageRun } from '../../dist/publish/publication.js';

const RUN_ID = 'catchup-20250717-20250926-0123456789ab';
const HASH = 'a1b2c3d4'.repeat(8);
const TEXTS = [
  ...['=1+1', '+1', '-1', '@SUM(A1)', '\uff1d1+1', ' =1+1', '\u00a0=1+1', '\ufeff=1', '\t=1+1'],
  ...["'t Hooft", "''", "'=1", '"=1+1"', '=HYPERLINK("http://x";"y")', '|calc', ';=1+1', ',=1'],
  ...['000123', '1e5', '3E5', '1-2', '1/2', '12:30', '2025-01-02', '1,5', '1.000', '50%', '€ 5'],
  ...['waar', 'ONWAAR', 'TRUE', 'false', '#N/B', '#DIV/0!', '(5)', '1 1/2', 'mei 2024', 'jan-05'],
  ...[
    'Zoë',
    'Łukasz',
    '李',
    '😀',
    'e\u0301',
    'a"b',
    'a;b',
    'a\nb',
    'De Vries',
    '12345678901234567890',
  ],
];

/** Publishes into a new folder; gives the run folder and the texts, in the order of its rejected rows. */
export async function publishHostileRun(out, moreTexts = []) {
  const texts = [...TEXTS, ...moreTexts];
  mkdirSync(out);
  const window = {
    ...{ fromUtc: '2025-07-16T22:00:00Z', untilUtc: '2025-09-25T22:00:00Z' },
    ...{ fromLocal: '2025-07-17T00:00:00+02:00', untilLocal: '2025-09-26T00:00:00+02:00' },
  };
  await stageRun(
    {
      ...{ runId: RUN_ID, window, asOf: '2025-09-26', programVersion: '0', rules: [] },
      inputs: [
        {
          ...{ input: 'decisions', file: '=a.csv', size: 1, sha256: HASH, hasFinalLineEnd: true },
          ...{ rows: texts.length, unknownColumns: [], profile: null },
        },
      ],
      notices: texts.map(noticeOf),
      ...{ reviews: [], considered: [], days: [], outages: [], previousManifestSha256: null },
      rejections: texts.map((raw, at) => ({
        ...{ input: 'decisions', file: '=a.csv', line: at + 2, errors: ['BSN_INVALID'] },
        ...{ touchesSubscription: false, raw },
      })),
      totals: [{ input: 'decisions', file: '=a.csv', disposition: 'REJECTED', rows: texts.length }],
    },
    out,
  );
  return { folder: (await publishStaged(out, RUN_ID)).folder, texts };
}

function noticeOf(text, at) {
  return {
    noticeId: `6f1c8c1e-0d0a-5b53-8a36-${String(at).padStart(12, '0')}`,
    ...{ noticeVersion: 1, action: 'NEW', priority: 1, sector: 'TAXI' },
    ...{ subscriptionId: `S${at}`, registerRef: text, role: text, skn: `00${at}` },
    ...{ bsn: String(at).padStart(9, '0'), familyName: text, namePrefix: text, givenNames: text },
    ...{ birthDate: at % 2 === 0 ? '1980-00-00' : '1980-02-03', caseNumber: '05/123456-24' },
    facts: [{ fact: '1', decision: 'OM:1:1', kind: 'SEPOT', category: 'ZEDEN', match: 'BSN' }],
    ...{ articles: ['249 Sr'], category: 'ZEDEN', offenceFrom: '2025-01-01' },
    ...{ offenceUntil: '2025-01-02', decidedOn: '2025-08-01', match: ['BSN'], flags: [] },
    signalledBeforeRef: [text.replaceAll(';', '')],
  };
}
