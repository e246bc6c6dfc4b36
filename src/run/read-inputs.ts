import type { DayCount, LedgerView } from '../ledger/ledger.ts';
import { collectIdentities, type Identities } from '../person/identities.ts';
import {
  EARLIER_SIGNAL_SHAPE,
  type EarlierSignal,
  parseEarlierSignal,
} from '../register/earlier-signal.ts';
import { IDENTITY_SHAPE, parseIdentity } from '../register/identity.ts';
import type { Rejection } from '../register/rejection.ts';
import type { KeptRows } from './kept-rows.ts';
import { NumberSet } from './number-set.ts';
import type { InputTables } from './open-inputs.ts';
import { PageStore } from './page-store.ts';
import { readAgain } from './read-again.ts';
import { readDecisions } from './read-decisions.ts';
import { readSideInput } from './read-side-inputs.ts';
import { readSubscriptions } from './read-subscriptions.ts';
import { type ReadContext, sumRows, type Tally } from './reading.ts';
import { RejectedSubscriptions } from './rejected-subscriptions.ts';
import { settleRejections } from './settle-rejections.ts';
import type { Subscribers } from './subscribers.ts';

/** Everything that was read, ready to be judged. */
export interface ReadInputs {
  readonly subscribers: Subscribers;
  readonly identities: Identities;
  readonly signals: readonly EarlierSignal[];
  /** Decision rows that may take part; the end of each is not counted yet, apart from those of nobody. */
  readonly kept: KeptRows;
  readonly rejections: Iterable<Rejection>;
  /** Rows of the window per source and local day, days without a row left out. */
  readonly days: readonly DayCount[];
  /** Per kind, one for every file. */
  readonly tallies: Readonly<Record<keyof InputTables, readonly Tally[]>>;
}

/** Reads all inputs, each file once (contract 2); what the ledger remembers takes part. */
export async function readInputs(
  tables: InputTables,
  view: LedgerView,
  context: ReadContext,
  stack: { defer(free: () => void): void },
): Promise<ReadInputs> {
  const sectors = new Set(context.rules.sectors.keys());
  const identityRows = await readSideInput(
    tables.identities,
    { shape: IDENTITY_SHAPE, parse: parseIdentity },
    context,
  );
  const signals = await readSideInput(
    tables['already-signalled'],
    { shape: EARLIER_SIGNAL_SHAPE, parse: (cells) => parseEarlierSignal(cells, sectors) },
    context,
  );
  const identities = collectIdentities(identityRows.values);
  const pages = new PageStore(stack, context.log, context.means.keyBytes);
  const { subscribers, ...subscriptions } = await readSubscriptions(
    tables.subscriptions,
    context,
    (page) => pages.keep(page),
  );
  for await (const persons of view.persons())
    for (const person of persons) subscribers.enterRemembered(person);
  subscribers.index.addAliases(identities);
  const rejected = new RejectedSubscriptions(subscriptions.refused, subscribers.index, identities);
  const screened = { subscribers, identities, rejected };
  context.stages.end('subscriptions', sumRows(subscriptions.tallies));
  const decisions = await readDecisions(tables.decisions, screened, context, stack);
  const wanted = await wantedIds(decisions.kept, view);
  if (wanted.size > 0) readAgain(tables.decisions, decisions, (hash) => wanted.has(hash), context);

  const others = [identityRows.refused, signals.refused, decisions.refused];
  return {
    subscribers,
    identities,
    signals: signals.values,
    kept: decisions.kept,
    days: context.days.list(),
    rejections: settleRejections(others, { subscriptions: subscriptions.refused, ...screened }),
    tallies: {
      decisions: decisions.tallies,
      subscriptions: subscriptions.tallies,
      identities: identityRows.tallies,
      'already-signalled': signals.tallies,
    },
  };
}

/** Hashes of ids of which every row matters: another row of them takes part, or they are remembered. */
async function wantedIds(kept: KeptRows, view: LedgerView): Promise<NumberSet> {
  const { decisions } = await view.size();
  const wanted = new NumberSet(kept.length + decisions);
  for (let row = 0; row < kept.length; row += 1) wanted.add(kept.idHash(row));
  for await (const hashes of view.decisionHashes()) for (const hash of hashes) wanted.add(hash);
  return wanted;
}
