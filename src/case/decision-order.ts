import type { Decision, DecisionKey } from '../register/decision.ts';
import { compareInstants } from '../register/field.ts';

/** The order in which a later decision overrules an earlier one (contract 3.3). */
export function compareDecisions(a: Decision, b: Decision): number {
  return (
    compareText(a.decidedOn, b.decidedOn) ||
    compareInstants(a.registeredAt, b.registeredAt) ||
    compareText(a.source, b.source) ||
    compareText(a.decisionId, b.decisionId)
  );
}

/** `source:id`, the key of all versions of one decision. */
export function keyOf({ source, decisionId }: DecisionKey): string {
  return `${source}:${decisionId}`;
}

/** `source:id:version`, as the artefacts name a decision (contract 5). */
export function referenceOf(decision: Decision): string {
  return `${keyOf(decision)}:${decision.version}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
