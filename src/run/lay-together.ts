import { contentOf } from '../case/content.ts';
import { keyOf } from '../case/decision-order.ts';
import { NOTHING_EARLIER, type ResolvedVersions, resolveVersions } from '../case/version.ts';
import type { LedgerView, RememberedDecision } from '../ledger/ledger.ts';
import type { DecisionKey } from '../register/decision.ts';
import { lawKey } from '../sector/article.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import type { WindowRow } from './window-rows.ts';

/** One decision id: its rows in this window, what was remembered of it, and what holds now. */
export interface LaidDecision {
  readonly key: DecisionKey;
  /** In the order in which the first of identical rows counts. */
  readonly rows: readonly WindowRow[];
  readonly remembered: RememberedDecision | null;
  readonly resolved: ResolvedVersions;
}

/** Every decision id that the judgement needs, by `source:id`. */
export type LaidDecisions = Map<string, LaidDecision>;

/** Lays the window's rows over what the ledger remembers of the same ids (contract 3.2, 3.9). */
export async function layTogether(
  rows: readonly WindowRow[],
  setting: {
    readonly view: LedgerView;
    readonly rules: RuleSet;
    readonly fileRanks: readonly number[];
  },
): Promise<LaidDecisions> {
  const rowsByKey = new Map<string, WindowRow[]>();
  for (const row of rows) {
    const list = rowsByKey.get(keyOf(row.decision));
    if (list === undefined) rowsByKey.set(keyOf(row.decision), [row]);
    else list.push(row);
  }
  const rank = ({ table }: WindowRow) => setting.fileRanks[table] ?? 0;
  for (const list of rowsByKey.values()) list.sort((a, b) => rank(a) - rank(b) || a.line - b.line);
  const keys = [...rowsByKey.values()].flatMap((list) => list.slice(0, 1).map(toKey));
  const laid: LaidDecisions = new Map();
  await layKeys(laid, keys, rowsByKey, setting);
  return laid;
}

/** Adds the remembered decisions that name one of the cases and are not among those laid already. */
export async function layCases(
  laid: LaidDecisions,
  caseNumbers: readonly string[],
  setting: { readonly view: LedgerView; readonly rules: RuleSet },
): Promise<void> {
  const keys = await setting.view.keysInCases(caseNumbers);
  await layKeys(
    laid,
    keys.filter((key) => !laid.has(keyOf(key))),
    new Map(),
    setting,
  );
}

async function layKeys(
  laid: LaidDecisions,
  keys: readonly DecisionKey[],
  rowsByKey: ReadonlyMap<string, readonly WindowRow[]>,
  { view, rules }: { readonly view: LedgerView; readonly rules: RuleSet },
): Promise<void> {
  const remembered = new Map<string, RememberedDecision>();
  for (const known of await view.decisionsOf(keys)) remembered.set(keyOf(known.key), known);
  for (const key of keys) {
    const rows = rowsByKey.get(keyOf(key)) ?? [];
    const known = remembered.get(keyOf(key)) ?? null;
    const resolved = resolveVersions(
      rows.map(({ decision }) => decision),
      known ?? NOTHING_EARLIER,
      (decision) => contentOf(decision, (law) => lawKey(law, rules.common.laws)),
    );
    laid.set(keyOf(key), { key, rows, remembered: known, resolved });
  }
}

function toKey({ decision }: WindowRow): DecisionKey {
  return { source: decision.source, decisionId: decision.decisionId };
}
