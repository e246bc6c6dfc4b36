// Makes a ledger with notices that nobody has delivered yet, by the program's own ledger.
import { join } from 'node:path';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const PERSONS_SHARE = 0.6;

/**
 * One run that brings so many notices, some persons with several. It keeps their messages where it is
 * given a configuration that speaks of delivery, as a run does.
 */
export async function fillLedger(file, count, configuration) {
  const { openLedger } = await import(join(dist, 'ledger', 'sqlite-ledger.js'));
  const ledger = await openLedger({ file, access: 'write', create: true });
  try {
    const run = await ledger.record(aRun(), batches(count));
    await ledger.markPublished(run);
    if (configuration !== undefined) await keepBodies(ledger, configuration);
  } finally {
    await ledger.close();
  }
}

async function keepBodies(ledger, configuration) {
  const { readConfiguration } = await import(join(dist, 'cli', 'configuration.js'));
  const { givenNaming } = await import(join(dist, 'cli', 'event-naming.js'));
  const { keepMessages } = await import(join(dist, 'run', 'publish-run.js'));
  const naming = givenNaming(await readConfiguration(configuration));
  await keepMessages(ledger, naming, new AbortController().signal);
}

function* batches(count) {
  const size = 1000;
  for (let start = 0; start < count; start += size) {
    const length = Math.min(size, count - start);
    yield {
      ...{ decisions: [], conflicts: [], keptVersions: [], touched: [], subscriptions: [] },
      ...{ judged: [], days: [], seenDecisions: [], seenRejects: [], reviews: [] },
      notices: Array.from({ length }, (_, place) => aNotice(start + place, count)),
    };
  }
}

/** Every notice is of a case of its own; of the persons some have several. */
function aNotice(number, count) {
  const person = number % Math.ceil(count * PERSONS_SHARE);
  const sector = person % 2 === 0 ? 'KINDEROPVANG' : 'TAXI';
  const caseNumber = `${String(10 + (number % 80))}/${String(number % 1_000_000).padStart(6, '0')}-25`;
  return {
    noticeId: `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
    ...{ noticeVersion: 1, action: 'NEW', priority: 1 + (number % 4), sector, caseNumber },
    subscriptionId: `S${person}`,
    ...{ registerRef: '', role: '', bsn: '', skn: '', familyName: 'Voorbeeld', namePrefix: '' },
    ...{ givenNames: '', birthDate: '1980-01-01', articles: ['249 Sr'], category: 'ZEDEN' },
    facts: [
      {
        fact: '1',
        decision: `OM:D${number}:1`,
        kind: 'DAGVAARDING',
        category: 'ZEDEN',
        match: 'SKN',
      },
    ],
    ...{ offenceFrom: '2025-06-01', offenceUntil: '2025-06-01', decidedOn: '2025-07-20' },
    ...{ match: ['SKN'], flags: [], signalledBeforeRef: [] },
  };
}

function aRun() {
  return {
    runId: 'catchup-20250717-20250927-000000000000',
    ...{ from: '2025-07-16T22:00:00Z', until: '2025-09-26T22:00:00Z', asOf: '2025-09-27' },
    ...{ programVersion: '0.1.0', manifestSha256: '0'.repeat(64), inputs: [] },
  };
}
