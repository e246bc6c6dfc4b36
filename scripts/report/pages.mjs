// Reports that the sample does not show: nothing at all, large numbers, hostile names, a long window.
import { DUTCH } from '../../dist/publish/report/dutch.js';
import { ENGLISH } from '../../dist/publish/report/english.js';
import { renderPage } from '../../dist/publish/report/page.js';
import { ReportTally } from '../../dist/publish/report/tally.js';

const HASH = 'a1b2c3d4'.repeat(8);
const HOSTILE = '"><script>alert(1)</script>\u202egnp.\u0007csv';
const LONG = `${'een-heel-lange-map-'.repeat(9)}/${'x'.repeat(150)}.csv`;

/** Name and HTML of each. */
export function edgePages() {
  return [
    ['nothing', renderPage(describe({ days: 71 }), DUTCH)],
    ['one day', renderPage(describe({ days: 1, rows: 3, file: 'om.csv' }), DUTCH)],
    ['70 days', renderPage(describe({ days: 70, rows: 40, file: 'om.csv' }), DUTCH)],
    ['400 days', renderPage(describe({ days: 400, rows: 40, file: 'om.csv' }), DUTCH)],
    ['huge', renderPage(describe({ days: 71, rows: 98_765_432, file: LONG }), DUTCH)],
    ['hostile', renderPage(describe({ days: 71, rows: 40, file: HOSTILE }), DUTCH)],
    ['english', renderPage(describe({ days: 71, rows: 40, file: 'om.csv' }), ENGLISH)],
  ];
}

function describe({ days, rows = 0, file = 'empty.csv' }) {
  const until = new Date(Date.UTC(2025, 6, 16 + days, 22)).toISOString();
  const read = rows * days;
  const ends = { REJECTED: 0.1, NO_SUBSCRIPTION: 0.7, CONSIDERED: 0.1, NOTICE: 0.1 };
  const totals = Object.entries(ends).map(([disposition, share]) => ({
    ...{ input: 'decisions', file, disposition, rows: Math.round(read * share) },
  }));
  return {
    runId: 'catchup-20250717-20250926-0123456789ab',
    window: {
      ...{ fromUtc: '2025-07-16T22:00:00Z', untilUtc: until },
      ...{
        fromLocal: '2025-07-17T00:00:00+02:00',
        untilLocal: `${until.slice(0, 10)}T12:30:00+02:00`,
      },
    },
    ...{ asOf: '2025-09-26', programVersion: '0.1.0' },
    rules: [{ name: file, version: file, sha256: HASH }],
    inputs: [describeInput(file, read)],
    totals: rows === 0 ? [] : totals,
    days: rows === 0 ? [] : countDays(days, rows),
    outages:
      rows === 0
        ? []
        : [{ source: 'OM', from: '2025-07-17T22:00:00Z', until: '2025-08-12T22:00:00Z' }],
    previousManifestSha256: rows === 0 ? null : HASH,
    tally: rows === 0 ? new ReportTally() : tallySome(file),
  };
}

function describeInput(file, rows) {
  return {
    ...{ input: 'decisions', file, size: rows * 223, sha256: HASH, rows },
    ...{ hasFinalLineEnd: false, unknownColumns: [file], profile: { name: file, sha256: HASH } },
  };
}

function countDays(days, rows) {
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(Date.UTC(2025, 6, 17 + at)).toISOString().slice(0, 10);
    const isWeekend = at % 7 > 4;
    const isOut = at > 0 && at < 27 && at % 9 > 0;
    const om = isOut ? [] : [{ source: 'OM', day, rows }];
    return isWeekend ? om : [...om, { source: 'RECHTSPRAAK', day, rows: Math.ceil(rows / 3) }];
  }).flat();
}

function tallySome(name) {
  const tally = new ReportTally();
  const actions = ['NEW', 'NEW', 'AMENDED', 'UNCHANGED', 'RETRACTED'];
  for (let at = 0; at < 60; at += 1) {
    const sector = at % 3 === 0 ? 'TAXI' : 'KINDEROPVANG';
    const category = ['ZEDEN', 'GEWELD', name][at % 3];
    tally.seeNotice({ sector, priority: 1 + (at % 4), category, action: actions[at % 5] });
    tally.seeReview({ sector, reasons: ['UNKNOWN_ARTICLE', name].slice(0, 1 + (at % 2)) });
    tally.seeConsidered({ sector, outcome: ['CLEARED', 'NOT_RELEVANT'][at % 2] });
    tally.seeReject({
      ...{ input: 'decisions', file: name, line: 12 + at, touchesSubscription: at % 2 === 0 },
      errors: ['BSN_INVALID', 'DECIDED_ON_INVALID', 'IRREVOCABLE_ON_INVALID'],
    });
  }
  return tally;
}
