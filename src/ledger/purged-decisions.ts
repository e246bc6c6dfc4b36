import { keyOf } from '../case/decision-order.ts';
import type { Identities } from '../person/identities.ts';
import { type Match, matchPerson } from '../person/match.ts';
import type { Decision, DecisionKey } from '../register/decision.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import type { Connection } from './database.ts';
import type { CaseKey } from './ledger.ts';
import { purgeMark, readPurgeKey } from './purge-key.ts';
import type { CasesAsked, PersonCase, PurgedDecision, PurgedDecisions } from './purge-memory.ts';
import { openMemories, type SealedMemory, sealMemory } from './sealing.ts';

type Judged = Omit<Decision, keyof typeof NOBODY | 'caseNumber' | 'birthDate'>;
type Memory = Omit<PurgedDecision, 'decision' | 'digest'> & { readonly judged: Judged };

const NOBODY = {
  ...{ bsn: null, skn: null, familyName: '', namePrefix: '', givenNames: '', ecli: null },
} as const;

/**
 * A decision that goes, sealed under subscription and case with each of its own numbers, as the match that
 * number makes; one that is found by name alone, with the number of the subscription.
 */
export function sealDecision(
  key: Buffer,
  { subscription, caseNumber }: PersonCase,
  { decision, ...told }: Pick<PurgedDecision, 'decision' | 'asOf' | 'purgedOn'>,
): readonly SealedMemory[] {
  const { bsn, skn, familyName, namePrefix, givenNames, ecli, birthDate, ...rest } = decision;
  const { caseNumber: _, ...judged } = rest;
  const matchOf = (numbers: Pick<Subscription, 'bsn' | 'skn'>) =>
    matchPerson(decision, { ...subscription, ...numbers }, new Map());
  const own = matchOf(subscription);
  const byName = own?.route === 'NAME' ? (subscription.bsn ?? subscription.skn) : null;
  const found = [
    { number: bsn, match: matchOf({ bsn, skn: null }), isForAll: true },
    { number: skn, match: matchOf({ bsn: null, skn }), isForAll: bsn === null },
    { number: byName, match: own, isForAll: bsn === null },
  ];
  return found.flatMap(({ number, match, isForAll }) => {
    if (number === null || match === null) return [];
    const name = nameOf({ subscription, caseNumber }, number, isForAll);
    return [sealMemory(key, { kind: 'case', name }, { ...told, judged, match } satisfies Memory)];
  });
}

/** That a decision touched a subscription and case, sealed under the decision's number. */
export function sealTouched(key: Buffer, decision: DecisionKey, touched: CaseKey): SealedMemory {
  return sealMemory(key, { kind: 'touched', name: keyOf(decision) }, touched);
}

/** What purges left of each of some cases, as runs before the given one brought it; the rest is left out. */
export function readPurgedDecisions(
  database: Connection,
  { cases, identities }: CasesAsked,
  runNumber: number,
): PurgedDecisions {
  const key = cases.length === 0 ? null : readPurgeKey(database);
  if (key === null) return new Map();
  const aliasesOf = readAliases(cases, identities);
  const byName = new Map(
    cases.flatMap((on) => namesOf(on, aliasesOf(on)).map((name) => [name, on] as const)),
  );
  const asked = { kind: 'case', names: byName.keys(), runNumber } as const;
  const found = new Map<PersonCase, PurgedDecision[]>();
  for (const { name, memory } of openMemories<Memory>(database, key, asked)) {
    const on = byName.get(name);
    if (on === undefined) continue;
    const { judged, match: sealed, ...told } = memory;
    const { caseNumber, subscription } = on;
    const bsn = realBsn(subscription);
    const isByBsn = bsn !== null && name === nameOf(on, bsn, true);
    const route = sealed.route === 'NAME' ? 'NAME' : isByBsn ? 'BSN' : 'SKN';
    const match = { ...sealed, route } satisfies Match;
    const decision = { ...judged, ...NOBODY, caseNumber, birthDate: subscription.birthDate };
    const digest = purgeMark(key, 'decision', keyOf(decision));
    found.set(on, [...(found.get(on) ?? []), { ...told, decision, match, digest }]);
  }
  return found;
}

/** The numbers by which the identities file alone finds the person of a subscription (contract 3.1). */
function readAliases(
  cases: readonly PersonCase[],
  identities: Identities,
): (on: PersonCase) => readonly string[] {
  const wanted = new Set(cases.map(({ subscription }) => realBsn(subscription)));
  const byBsn = new Map<string, string[]>();
  for (const [skn, [bsn = '', ...others]] of identities)
    if (others.length === 0 && wanted.has(bsn)) byBsn.set(bsn, [...(byBsn.get(bsn) ?? []), skn]);
  return ({ subscription }) => {
    const bsn = realBsn(subscription);
    if (bsn !== null) return byBsn.get(bsn) ?? [];
    const bsns = [...(identities.get(subscription.skn ?? '') ?? [])];
    return bsns.length === 1 ? bsns : [];
  };
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

/** Every name under which something may be sealed that concerns the subscription as it takes part. */
function namesOf(on: PersonCase, aliases: readonly string[]): readonly string[] {
  const { bsn, skn } = on.subscription;
  const numbers = [bsn, skn].filter((number) => number !== null);
  const isWithoutBsn = realBsn(on.subscription) === null;
  return [
    ...[...numbers, ...aliases].map((number) => nameOf(on, number, true)),
    ...(isWithoutBsn ? numbers.map((number) => nameOf(on, number, false)) : []),
  ];
}

/** What is not for all has a BSN, and concerns those alone who have none. */
function nameOf(
  { subscription: { subscriptionId }, caseNumber }: PersonCase,
  number: string,
  isForAll: boolean,
): string {
  return JSON.stringify([subscriptionId, number, caseNumber, ...(isForAll ? [] : ['BSN'])]);
}
