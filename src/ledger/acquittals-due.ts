import type { Notice } from '../notice/notice.ts';
import type { DecisionKey } from '../register/decision.ts';
import { type Connection, damaged } from './database.ts';
import type { CaseKey, JudgedCase, RememberedDecision } from './ledger.ts';
import { textOf } from './row-reader.ts';

/** What the search asks of the view that it is part of. */
export interface AcquittalSources {
  noticesInCases(caseNumbers: readonly string[]): readonly Notice[];
  judgedOf(keys: readonly CaseKey[]): readonly JudgedCase[];
  keysInCases(caseNumbers: readonly string[]): readonly DecisionKey[];
  remembered(keys: readonly DecisionKey[]): readonly RememberedDecision[];
}

/**
 * Standing notices of which a `VRIJSPRAAK` in force, one that touched that subscription and case,
 * became irrevocable after the case was last judged, and by `asOf` (contract 3.9). Costs with the number of acquittals and with the rows of the cases that hold one.
 */
export function acquittalsDue(
  database: Connection,
  asOf: string,
  sources: AcquittalSources,
): readonly CaseKey[] {
  const notices = sources.noticesInCases(casesWithAcquittal(database, asOf));
  const standing = notices.filter((notice) => notice.action !== 'RETRACTED');
  const judged = new Map(sources.judgedOf(standing).map((pair) => [nameOf(pair), pair.asOf]));
  const acquittedOn = irrevocableByPair(sources, standing, asOf);
  const due = standing.filter((notice) => {
    const lastAsOf = judged.get(nameOf(notice)) ?? '';
    return (acquittedOn.get(nameOf(notice)) ?? '') > lastAsOf;
  });
  return due.map(({ subscriptionId, caseNumber }) => ({ subscriptionId, caseNumber }));
}

function casesWithAcquittal(database: Connection, asOf: string): readonly string[] {
  const [cases, again] = ['decision_by_acquittal', 'decision_by_acquittal_again'].map((index) =>
    database
      .all(
        `select cast(case_number as blob), cast(irrevocable_on as blob) from decision indexed by ${index} ` +
          "where kind = 'VRIJSPRAAK' and irrevocable_on <= ? order by irrevocable_on, case_number",
        [asOf],
      )
      .map((row) => row.map(textOf)),
  );
  if (cases === undefined || JSON.stringify(cases) !== JSON.stringify(again)) {
    throw damaged(database.file, 'two indexes of table decision disagree');
  }
  return [...new Set(cases.map(([caseNumber]) => caseNumber ?? ''))];
}

/** The latest date by `asOf` at which an acquittal in force became irrevocable, per subscription and case. */
function irrevocableByPair(
  sources: AcquittalSources,
  standing: readonly Notice[],
  asOf: string,
): ReadonlyMap<string, string> {
  const keys = sources.keysInCases(standing.map((notice) => notice.caseNumber));
  const latest = new Map<string, string>();
  for (const { inForce, touched } of sources.remembered(keys)) {
    if (inForce?.kind !== 'VRIJSPRAAK' || inForce.status !== 'REGISTERED') continue;
    const { irrevocableOn, caseNumber } = inForce;
    if (irrevocableOn === null || irrevocableOn > asOf) continue;
    for (const pair of touched) {
      if (pair.caseNumber === caseNumber && irrevocableOn > (latest.get(nameOf(pair)) ?? ''))
        latest.set(nameOf(pair), irrevocableOn);
    }
  }
  return latest;
}

function nameOf({ subscriptionId, caseNumber }: CaseKey): string {
  return `${subscriptionId} ${caseNumber}`;
}
