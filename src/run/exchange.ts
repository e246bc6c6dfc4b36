import type { RunResult } from '../publish/run-result.ts';
import { type CatchUpRequest, type CatchUpSurroundings, catchUp } from './catch-up.ts';

/** What can be given to a run as another one had it, all else left as it was. */
export const EXCHANGED = [
  'WINDOW',
  'AS_OF_DATE',
  'DECISIONS',
  'SUBSCRIPTIONS',
  'IDENTITIES',
  'ALREADY_SIGNALLED',
  'EARLIER_RUNS',
] as const;

export type Exchanged = (typeof EXCHANGED)[number];

/** A run that is judged again: what it asked of what, and where the ledger stood. */
export interface RunAgain {
  readonly runId: string;
  /** `stoodBefore` is the run itself. */
  readonly request: CatchUpRequest;
}

/**
 * Judges the later run once as it was and once for each thing exchanged, without a trace; gives, by
 * sector, subscription and case, what it would say otherwise by which exchange alone. Null where the
 * inputs and rules are not those of that run.
 */
export async function exchangeEach(
  before: RunAgain,
  now: RunAgain,
  surroundings: Pick<CatchUpSurroundings, 'log' | 'signal' | 'now'>,
): Promise<ReadonlyMap<string, readonly Exchanged[]> | null> {
  const asItWas = await judge(now.request, surroundings);
  if (asItWas.runId !== now.runId) return null;
  const effects = new Map<string, Exchanged[]>();
  for (const exchanged of EXCHANGED) {
    const request = exchange(exchanged, before.request, now.request);
    if (request === null) continue;
    const { cases } = await judge(request, surroundings);
    for (const key of new Set([...asItWas.cases.keys(), ...cases.keys()]))
      if (asItWas.cases.get(key) !== cases.get(key))
        effects.set(key, [...(effects.get(key) ?? []), exchanged]);
  }
  return effects;
}

/** Null where both runs had the same. */
function exchange(
  exchanged: Exchanged,
  before: CatchUpRequest,
  now: CatchUpRequest,
): CatchUpRequest | null {
  const of = (request: CatchUpRequest): Partial<CatchUpRequest> => {
    const { from, until, asOf, stoodBefore, inputs } = request;
    switch (exchanged) {
      case 'WINDOW':
        return { from, until };
      case 'AS_OF_DATE':
        return { asOf };
      case 'EARLIER_RUNS':
        return { stoodBefore };
      case 'DECISIONS':
        return { inputs: { ...now.inputs, decisions: inputs.decisions } };
      case 'SUBSCRIPTIONS':
        return { inputs: { ...now.inputs, subscriptions: inputs.subscriptions } };
      case 'IDENTITIES':
        return { inputs: { ...now.inputs, identities: inputs.identities } };
      case 'ALREADY_SIGNALLED':
        return { inputs: { ...now.inputs, 'already-signalled': inputs['already-signalled'] } };
    }
  };
  const given = of(before);
  return JSON.stringify(given) === JSON.stringify(of(now)) ? null : { ...now, ...given };
}

interface Judged {
  readonly runId: string | null;
  /** All that a run says of a case, as text. */
  readonly cases: ReadonlyMap<string, string>;
}

async function judge(
  request: CatchUpRequest,
  surroundings: Pick<CatchUpSurroundings, 'log' | 'signal' | 'now'>,
): Promise<Judged> {
  let found: Judged = { runId: null, cases: new Map() };
  const judged = async ({ result }: { readonly result: RunResult }) => {
    found = { runId: result.runId, cases: listCases(result) };
  };
  await catchUp({ ...request, isDryRun: true }, { ...surroundings, progress: () => {}, judged });
  return found;
}

function listCases({ notices, reviews, considered }: RunResult): ReadonlyMap<string, string> {
  const cases = new Map<string, string>();
  for (const rows of [notices, reviews, considered])
    for (const row of rows) {
      const key = `${row.sector}|${row.subscriptionId}|${row.caseNumber}`;
      // That a notice is new in one run and known in the other makes it no other notice.
      const isNotice = 'action' in row;
      const said = isNotice
        ? { ...row, noticeVersion: 0, action: row.action === 'RETRACTED' }
        : row;
      cases.set(key, `${cases.get(key) ?? ''}${JSON.stringify(said)}\n`);
    }
  return cases;
}
