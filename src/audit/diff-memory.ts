import type { Ledger, LedgerView } from '../ledger/ledger.ts';
import { canonicalJson } from '../ledger/row-digest.ts';
import type { Decision } from '../register/decision.ts';
import type { CasePair, Memory } from './diff-causes.ts';
import { decisionsIn } from './told-run.ts';

/** What a ledger knew of some cases when each of two runs was done; null where it does not hold both. */
export async function readMemory(
  ledger: Ledger,
  runIds: readonly [string, string],
  cases: readonly CasePair[],
): Promise<Memory | null> {
  const runs = await ledger.runs();
  const [before, now] = runIds.map((id) => runs.find(({ runId }) => runId === id)?.number);
  if (before === undefined || now === undefined) return null;
  const views = [ledger.before(before + 1), ledger.before(now + 1)] as const;
  const told = cases.flatMap((pair) => [pair.before, pair.now]).filter((one) => one !== null);
  const ids = [...new Set(told.map(({ subscriptionId }) => subscriptionId))];
  const keys = [...new Set(told.flatMap(decisionsIn))];
  const [oldPeople, newPeople] = await Promise.all(views.map((view) => readPeople(view, ids)));
  const [oldRows, newRows] = await Promise.all(views.map((view) => readDecisions(view, keys)));
  return {
    isSameSubscription: (id) => isSame(oldPeople?.get(id), newPeople?.get(id)),
    versionOf: (decision) => {
      const [was, is] = [oldRows?.get(decision), newRows?.get(decision)];
      return is === undefined ? null : { version: is.version, isSame: isSame(was, is) ?? true };
    },
  };
}

const PER_QUESTION = 500;

async function readPeople(view: LedgerView, ids: readonly string[]) {
  const found = await inParts(ids, (part) => view.subscriptionsOf(part));
  return new Map(found.map((subscription) => [subscription.subscriptionId, subscription]));
}

async function readDecisions(
  view: LedgerView,
  decisions: readonly string[],
): Promise<ReadonlyMap<string, Decision>> {
  const found = await inParts(decisions, (part) =>
    view.decisionsOf(
      part.map((decision) => {
        const [source = '', decisionId = ''] = decision.split(':');
        return { source: source as Decision['source'], decisionId };
      }),
    ),
  );
  return new Map(
    found.flatMap(({ key, inForce }) =>
      inForce === null ? [] : [[`${key.source}:${key.decisionId}`, inForce] as const],
    ),
  );
}

async function inParts<Key, Found>(
  keys: readonly Key[],
  ask: (part: readonly Key[]) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < keys.length; at += PER_QUESTION)
    found.push(...(await ask(keys.slice(at, at + PER_QUESTION))));
  return found;
}

function isSame(a: object | undefined, b: object | undefined): boolean | null {
  return a === undefined || b === undefined ? null : canonicalJson(a) === canonicalJson(b);
}
