import { InternalError } from '../errors.ts';
import { type InputTable, readCellsAt } from '../intake/input-table.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import type { Identities } from '../person/identities.ts';
import { type Match, matchPerson } from '../person/match.ts';
import { type Decision, parseDecision } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import type { KeptRow } from './kept-rows.ts';
import type { Subscribers } from './subscribers.ts';

/** A decision row inside the window, and whom it concerns (contract 3.1). */
export interface WindowRow extends KeptRow {
  readonly decision: Decision;
  readonly matches: readonly MatchedSubscription[];
}

/** A subscription as it takes part, its entry, and how a row matches it. */
export interface MatchedSubscription {
  readonly entry: number;
  readonly subscription: Subscription;
  readonly match: Match;
}

/** Whom rows are matched with. */
interface PeopleSetting {
  readonly subscribers: Subscribers;
  readonly identities: Identities;
  readonly view: LedgerView;
}

/** Reads kept rows again and matches them: the subscriptions that they may concern are read together. */
export async function readWindowRows(
  places: readonly KeptRow[],
  tables: readonly InputTable[],
  { subscribers, identities, view }: PeopleSetting,
): Promise<WindowRow[]> {
  const decisions = readDecisionsAt(places, tables);
  const candidates = subscribers.index.candidates(decisions, identities);
  const wanted = new Set<number>();
  for (const entries of candidates) for (const entry of entries) wanted.add(entry);
  const subscriptions = await subscribers.readAll(wanted, view);
  return places.map((place, row) => {
    const decision = decisions[row];
    if (decision === undefined) throw new InternalError('a kept row without a decision');
    const matches: MatchedSubscription[] = [];
    for (const entry of candidates[row] ?? []) {
      const subscription = subscriptions.get(entry);
      const match = subscription && matchPerson(decision, subscription, identities);
      if (subscription !== undefined && match != null) matches.push({ entry, subscription, match });
    }
    return { ...place, decision, matches };
  });
}

/** The decisions of kept rows, in the order of the places. */
export function readDecisionsAt(
  places: readonly KeptRow[],
  tables: readonly InputTable[],
): Decision[] {
  const decisions: Decision[] = [];
  for (const [number, table] of tables.entries()) {
    const sorted = [...places.keys()]
      .filter((index) => places[index]?.table === number)
      .sort((a, b) => (places[a]?.offset ?? 0) - (places[b]?.offset ?? 0));
    const rows = readCellsAt(
      table,
      sorted.map((index) => places[index]?.offset ?? 0),
    );
    for (const [position, index] of sorted.entries()) {
      const parsed = parseDecision(rows[position] ?? []);
      if (!parsed.ok)
        throw new InternalError('a decision that was valid once is not valid any more');
      decisions[index] = parsed.value;
    }
  }
  return decisions;
}
