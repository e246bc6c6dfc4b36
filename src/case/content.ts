import type { Decision } from '../register/decision.ts';

/**
 * Text that is equal for rows whose parsed values are equal (contract 3.2). A law is compared by its
 * aliases, so that one spelling of it more makes no conflict.
 */
export function contentOf(decision: Decision, lawKey: (law: string) => string): string {
  const articles = decision.articles.map(({ number, law }) => `${number} ${lawKey(law)}`);
  const { registeredAt } = decision;
  return JSON.stringify([
    decision.source,
    decision.decisionId,
    decision.version,
    decision.status,
    decision.kind,
    decision.grounds,
    registeredAt.ms,
    registeredAt.finer,
    decision.decidedOn,
    decision.irrevocableOn,
    decision.caseNumber,
    decision.factNumber,
    decision.offenceClass,
    articles,
    decision.offenceFrom,
    decision.offenceUntil,
    decision.fineCents,
    decision.bsn,
    decision.skn,
    decision.familyName,
    decision.namePrefix,
    decision.givenNames,
    decision.birthDate,
    decision.ecli,
  ]);
}
