import { keyOf } from '../case/decision-order.ts';
import type { LedgerView, RememberedDecision } from '../ledger/ledger.ts';
import type { PurgedDecision } from '../ledger/purge-memory.ts';
import type { Identities } from '../person/identities.ts';
import type { LaidDecisions } from './lay-together.ts';
import type { TouchedCase } from './touched-cases.ts';

/**
 * What purges left to judge each case by: of each decision the last version, as long as neither this
 * window nor the ledger has one that is newer or whole (contract 3.9).
 */
export async function readPurgedCases(
  cases: readonly TouchedCase[],
  laid: LaidDecisions,
  { view, identities }: { readonly view: LedgerView; readonly identities: Identities },
): Promise<(touched: TouchedCase) => readonly PurgedDecision[]> {
  const left = await view.purgedDecisionsOf({ cases, identities });
  const found = [...left.values()].flat().map(({ decision }) => decision);
  const known = new Map<string, RememberedDecision>();
  for (const remembered of await view.decisionsOf(found))
    known.set(keyOf(remembered.key), remembered);
  return (touched) =>
    lastOfEach(left.get(touched) ?? []).filter(({ decision }) => {
      const key = keyOf(decision);
      return !laid.has(key) && !isOvertaken(decision.version, known.get(key));
    });
}

/** Of one version, as it is matched for certain: one may be found by more than one number. */
function lastOfEach(purged: readonly PurgedDecision[]): readonly PurgedDecision[] {
  const last = new Map<string, PurgedDecision>();
  for (const each of purged) {
    const key = keyOf(each.decision);
    const known = last.get(key);
    const newer = each.decision.version - (known?.decision.version ?? 0);
    const isAsSure = known?.match.reason !== null || each.match.reason === null;
    if (newer > 0 || (newer === 0 && isAsSure)) last.set(key, each);
  }
  return [...last.values()];
}

function isOvertaken(version: number, known: RememberedDecision | undefined): boolean {
  if (known === undefined) return false;
  const { inForce, conflict, keptVersion } = known;
  return inForce !== null || conflict.length > 0 || keptVersion > version;
}
