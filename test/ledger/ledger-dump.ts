import type { Ledger, RunChanges } from '../../src/ledger/ledger.ts';
import { canonicalJson } from '../../src/ledger/row-digest.ts';
import { collect } from './ledger.contract.ts';

/** Everything that can be asked of a ledger about some rows, after every run, as one text. */
export async function dumpLedger(ledger: Ledger, changes: RunChanges): Promise<string> {
  const runs = await ledger.runs();
  const states: unknown[] = [runs];
  for (let number = 1; number <= runs.length + 1; number += 1) {
    const view = ledger.before(number);
    states.push([
      await view.size(),
      (await collect(view.decisionHashes())).sort(),
      await collect(view.persons()),
      await view.decisionsOf([...changes.decisions, ...changes.keptVersions]),
      await view.keysInCases(changes.judged.map((pair) => pair.caseNumber)),
      await view.subscriptionsOf(changes.subscriptions.map((one) => one.subscriptionId)),
      await view.judgedOf(changes.judged),
      await view.noticesOf(changes.notices.map((notice) => notice.noticeId)),
      await view.acquittalsDue('2025-12-31'),
      await view.outages(),
      await view.reviewsOf(changes.notices.map((notice) => notice.noticeId)),
      await view.countsOf(changes.days.map(({ day }) => day)),
    ]);
  }
  return canonicalJson(states);
}
