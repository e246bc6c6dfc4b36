import type { Manifest } from '../audit/manifest-file.ts';
import { compareQuestion, refuseOther } from '../audit/question-comparison.ts';
import type { Identities } from '../person/identities.ts';
import { matchPerson } from '../person/match.ts';
import type { InputFacts } from '../publish/run-result.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { type CatchUpRequest, type CatchUpSurroundings, catchUp } from './catch-up.ts';
import {
  type Ends,
  type ExplainedRow,
  type Explanation,
  explainCase,
  explainDecision,
  explainPurged,
  placeOf,
} from './explanation.ts';
import { type FoundRow, findRows, type WantedRow } from './find-rows.ts';
import type { LaidDecision } from './lay-together.ts';
import type { Question } from './question.ts';
import type { Witness, WitnessedCase } from './witness.ts';

/** Of what the way through a run is asked. */
export type Subject = WantedRow | { readonly by: 'NOTICE'; readonly noticeId: string };

/**
 * Judges a run again without a trace, the ledger as it stood before it, and tells the way of the
 * subject: what it says is what the judgement itself saw. Null where there was nothing to judge. Throws
 * `USAGE` where something given is not that of the run.
 */
export async function explainRun(
  request: CatchUpRequest & {
    readonly sectors: ReadonlySet<string>;
    /** Codes of the rows that the run refused, by `placeOf`. */
    readonly refused: ReadonlyMap<string, readonly string[]>;
    readonly manifest: Manifest;
  },
  subject: Subject,
  surroundings: Pick<CatchUpSurroundings, 'log' | 'signal' | 'now'>,
): Promise<Explanation | null> {
  const laid: { readonly decision: LaidDecision; readonly ends: Ends }[] = [];
  const seen: WitnessedCase[] = [];
  const witness: Witness = (batch) => {
    const own = new Set([...batch.laid.values()].filter((each) => isOwn(each, subject)));
    const wanted = batch.cases.filter(
      (each) =>
        isOfSubject(each, subject) ||
        restsOn(each, subject) ||
        [...own].some((one) => concerns(one, each, batch.identities)),
    );
    for (const { concerning } of wanted) for (const each of concerning) own.add(each);
    seen.push(...wanted);
    laid.push(...[...own].map((decision) => ({ decision, ends: batch.ends })));
  };
  const judged: CatchUpSurroundings['judged'] = async ({ result }) =>
    refuseOther(request.manifest, compareQuestion(request.manifest, result));
  const around = { ...surroundings, progress: () => {}, witness, judged };
  const outcome = await catchUp({ ...request, isDryRun: true }, around);
  if (outcome === null) return null;
  const { runId, inputs } = outcome.summary;
  const filesOf = (kind: string) =>
    inputs.filter(({ input }) => input === kind).map(({ file }) => file);
  const decisions = laid.map(({ decision, ends }) =>
    explainDecision(decision, ends, filesOf('decisions')),
  );
  const found = subject.by === 'NOTICE' ? [] : await findRows(request, subject, request.sectors);
  const rows = found.map((each) => {
    // As the run called the file, whatever it is called now (contract 1).
    const row = { ...each, file: filesOf(each.input)[each.table] ?? each.file };
    return { ...row, errors: request.refused.get(placeOf(row)) ?? row.errors };
  });
  const repeats = findRepeats(rows, inputs);
  const ends = new Map(decisions.flatMap((each) => each.rows.map((row) => [placeOf(row), row])));
  return {
    runId,
    rows: rows.map((row) => ends.get(placeOf(row)) ?? endUnjudged(row, repeats, outcome.question)),
    decisions,
    purged: explainPurged(seen),
    cases: seen.map(explainCase),
  };
}

function isOwn({ key, rows }: LaidDecision, subject: Subject): boolean {
  if (subject.by === 'DECISION')
    return key.source === subject.source && key.decisionId === subject.decisionId;
  return subject.by === 'BSN' && rows.some(({ decision }) => decision.bsn === subject.bsn);
}

function isOfSubject({ touched, noticeId }: WitnessedCase, subject: Subject): boolean {
  const { subscription } = touched;
  if (subject.by === 'NOTICE') return noticeId === subject.noticeId;
  if (subject.by === 'SUBSCRIPTION') return subscription.subscriptionId === subject.subscriptionId;
  return subject.by === 'BSN' && subscription.bsn === subject.bsn;
}

/** What a purge left of the decision speaks of the case. */
function restsOn({ purged }: WitnessedCase, subject: Subject): boolean {
  if (subject.by !== 'DECISION') return false;
  return purged.some(
    ({ decision: { source, decisionId } }) =>
      source === subject.source && decisionId === subject.decisionId,
  );
}

/** The decision speaks of the case now, or once touched it. */
function concerns(
  decision: LaidDecision,
  { touched, concerning }: WitnessedCase,
  identities: Identities,
): boolean {
  return concerning.includes(decision) || everTouched(decision, touched, identities);
}

function everTouched(
  { rows, remembered }: LaidDecision,
  { subscription, caseNumber }: WitnessedCase['touched'],
  identities: Identities,
): boolean {
  return (
    (remembered?.touched ?? []).some(
      (key) => key.caseNumber === caseNumber && key.subscriptionId === subscription.subscriptionId,
    ) ||
    rows.some(
      ({ decision }) =>
        decision.caseNumber === caseNumber &&
        matchPerson(decision, subscription, identities) !== null,
    )
  );
}

/** A row that took no part in the judgement (contract 4). */
function endUnjudged(
  row: FoundRow,
  repeats: ReadonlySet<FoundRow>,
  { fromMs, untilMs }: Question,
): ExplainedRow {
  const { input, file, line, id, errors, registeredMs, content } = row;
  const found = { input, file, line, id, errors };
  if (errors.length > 0) return { ...found, end: 'REJECTED' };
  if (content !== null) return { ...found, end: repeats.has(row) ? 'DUPLICATE' : 'ACCEPTED' };
  const isInside = registeredMs !== null && registeredMs >= fromMs && registeredMs < untilMs;
  return { ...found, end: isInside ? 'NO_SUBSCRIPTION' : 'OUTSIDE_WINDOW' };
}

/** Of identical rows the first counts: by the files' SHA-256, then by line (contract 2.5, 3.2). */
function findRepeats(
  rows: readonly FoundRow[],
  inputs: readonly InputFacts[],
): ReadonlySet<FoundRow> {
  const rank = ({ input, file }: FoundRow) =>
    inputs.find((known) => known.input === input && known.file === file)?.sha256 ?? '';
  const ordered = rows
    .filter(({ errors, content }) => errors.length === 0 && content !== null)
    .sort(
      (a, b) =>
        compareCodePoints(rank(a), rank(b)) || compareCodePoints(a.file, b.file) || a.line - b.line,
    );
  const first = new Map(ordered.toReversed().map((row) => [row.content, row]));
  return new Set(ordered.filter((row) => first.get(row.content) !== row));
}
