import { keyOf } from '../case/decision-order.ts';
import { matchPerson } from '../person/match.ts';
import type { Decision, DecisionKey } from '../register/decision.ts';
import type { Connection } from './database.ts';
import type { CaseKey } from './ledger.ts';
import { readPurgeKey } from './purge-key.ts';
import type { PersonCase, PurgedDecision, PurgedDecisions } from './purge-memory.ts';
import { openMemories, type SealedMemory, sealMemory } from './sealing.ts';

type Judged = Omit<Decision, keyof typeof NOBODY | 'caseNumber' | 'birthDate'>;
type Memory = Omit<PurgedDecision, 'decision'> & { readonly judged: Judged };

const NOBODY = {
  ...{ bsn: null, skn: null, familyName: '', namePrefix: '', givenNames: '', ecli: null },
} as const;

/**
 * A decision that goes, sealed under subscription, number of the person and case; null where it does
 * not concern the subscription by its own data.
 */
export function sealDecision(
  key: Buffer,
  on: PersonCase,
  { decision, asOf }: { readonly decision: Decision; readonly asOf: string },
): SealedMemory | null {
  const match = matchPerson(decision, on.subscription, new Map());
  if (match === null) return null;
  const { bsn, skn, familyName, namePrefix, givenNames, ecli, caseNumber, birthDate, ...judged } =
    decision;
  const memory = { judged, match, asOf } satisfies Memory;
  return sealMemory(key, { kind: 'case', name: nameOf(on) }, memory);
}

/** That a decision touched a subscription and case, sealed under the decision's number. */
export function sealTouched(key: Buffer, decision: DecisionKey, touched: CaseKey): SealedMemory {
  return sealMemory(key, { kind: 'touched', name: keyOf(decision) }, touched);
}

/** What purges left of each of some cases, as runs before the given one brought it; the rest is left out. */
export function readPurgedDecisions(
  database: Connection,
  cases: readonly PersonCase[],
  runNumber: number,
): PurgedDecisions {
  const key = cases.length === 0 ? null : readPurgeKey(database);
  if (key === null) return new Map();
  const byName = new Map(cases.map((on) => [nameOf(on), on]));
  const asked = { kind: 'case', names: byName.keys(), runNumber } as const;
  const found = new Map<PersonCase, PurgedDecision[]>();
  for (const { name, memory } of openMemories<Memory>(database, key, asked)) {
    const on = byName.get(name);
    if (on === undefined) continue;
    const { judged, match, asOf } = memory;
    const { caseNumber, subscription } = on;
    const decision = { ...judged, ...NOBODY, caseNumber, birthDate: subscription.birthDate };
    found.set(on, [...(found.get(on) ?? []), { decision, match, asOf }]);
  }
  return found;
}

/** The subscriptions and cases that each of some decisions touched, by `source:id`, likewise. */
export function readPurgedTouched(
  database: Connection,
  names: readonly string[],
  runNumber: number,
): ReadonlyMap<string, readonly CaseKey[]> {
  const key = names.length === 0 ? null : readPurgeKey(database);
  if (key === null) return new Map();
  const found = new Map<string, CaseKey[]>();
  const asked = { kind: 'touched', names, runNumber } as const;
  for (const { name, memory } of openMemories<CaseKey>(database, key, asked))
    found.set(name, [...(found.get(name) ?? []), memory]);
  return found;
}

function nameOf({ subscription: { subscriptionId, bsn, skn }, caseNumber }: PersonCase): string {
  return JSON.stringify([subscriptionId, bsn ?? skn, caseNumber]);
}
