import { keyOf } from '../case/decision-order.ts';
import type { Decision, DecisionKey, Source } from '../register/decision.ts';
import { groupByDecision, ofHighestVersion } from './latest-rows.ts';
import type { CaseKey, RememberedDecision } from './ledger.ts';
import type { EvidenceRow, Key } from './row-reader.ts';
import { LOOKUPS, type Lookup } from './tables.ts';

/** How the rows of a view are read, and what they say. */
export interface RowSource {
  rows(lookup: Lookup, keys: readonly Key[]): readonly EvidenceRow[];
  content<T>(row: EvidenceRow): T;
  /** Highest versions of those of which all else was purged, by `source:id`. */
  purged(names: readonly string[]): ReadonlyMap<string, number>;
  /** What they touched, as far as that was purged, by `source:id`. */
  purgedTouched(names: readonly string[]): ReadonlyMap<string, readonly CaseKey[]>;
}

/** All that is remembered of the given decision ids; those never seen are left out. */
export function rememberDecisions(
  { rows, content, purged, purgedTouched }: RowSource,
  keys: readonly DecisionKey[],
): readonly RememberedDecision[] {
  const asked: readonly Key[] = keys.map((key) => [key.source, key.decisionId]);
  const decisions = groupByDecision(rows(LOOKUPS.decisionByKey, asked));
  const conflicts = groupByDecision(rows(LOOKUPS.conflictByKey, asked));
  const kept = groupByDecision(rows(LOOKUPS.keptByKey, asked));
  const touched = groupByDecision(rows(LOOKUPS.touchedByKey, asked));
  const names = keys.map(keyOf);
  const gone = purged(names);
  const onceTouched = purgedTouched(names);
  const found = new Map<string, RememberedDecision>();
  for (const { source, decisionId } of keys) {
    const name = `${source} ${decisionId}`;
    const inForce = ofHighestVersion(decisions.get(name))[0];
    const conflict = ofHighestVersion(conflicts.get(name));
    const remembered = {
      key: { source, decisionId },
      inForce: inForce === undefined ? null : content<Decision>(inForce),
      conflict: conflict.map((row) => content<Decision>(row)),
      keptVersion: Math.max(
        Number(ofHighestVersion(kept.get(name))[0]?.columns[2] ?? 0),
        gone.get(keyOf({ source, decisionId })) ?? 0,
      ),
      touched: (touched.get(name) ?? [])
        .map(touchedCaseOf)
        .concat(onceTouched.get(keyOf({ source, decisionId })) ?? []),
    };
    const groups = [decisions, conflicts, kept, touched];
    const isKnown = groups.some((group) => group.has(name)) || remembered.keptVersion > 0;
    if (isKnown) found.set(name, remembered);
  }
  return [...found.values()];
}

/** Of a row whose first two columns name a decision. */
export function decisionKeyOf({ columns: [source, decisionId] }: EvidenceRow): DecisionKey {
  return { source: source as Source, decisionId: String(decisionId) };
}

function touchedCaseOf({ columns }: EvidenceRow): CaseKey {
  return { subscriptionId: String(columns[2]), caseNumber: String(columns[3]) };
}
