import type { DeliveryRecord } from '../notice/outbox.ts';
import {
  type ExplainedCase,
  type ExplainedDecision,
  type ExplainedFact,
  type ExplainedRow,
  type Explanation,
  placeOf,
} from '../run/explanation.ts';
import type { Words } from './words/words.ts';

/** The explanation for people, step by step. */
export function describeExplanation(
  { runId, rows, decisions, purged, cases }: Explanation,
  deliveries: readonly DeliveryRecord[],
  words: Words['explain'],
): string {
  const judged = decisions.flatMap((decision) => decision.rows);
  const shown = new Set(rows.map(placeOf));
  const all = [...rows, ...judged.filter((row) => !shown.has(placeOf(row)))];
  const listOr = (lines: readonly string[], none: string) =>
    (lines.length === 0 ? [none] : lines).map((line) => `   ${line}`);
  const lines = [
    runId,
    '',
    words.rows,
    ...listOr(
      all.map((row) => describeRow(row, words)),
      words.noRow,
    ),
    '',
    words.versions,
    ...listOr(
      [
        ...decisions.map((decision) => describeDecision(decision, words)),
        ...purged.map(
          ({ decision, version, purgedOn, digest }) =>
            `${decision}: ${words.purged(version, purgedOn, digest)}`,
        ),
      ],
      words.noDecision,
    ),
    '',
    words.cases,
    ...listOr(
      cases.flatMap((each) => describeCase(each, deliveries, words)),
      words.noCase,
    ),
  ];
  return `${lines.map(withoutControls).join('\n')}\n`;
}

function describeRow(
  { input, file, line, id, errors, end }: ExplainedRow,
  words: Words['explain'],
): string {
  const codes = errors.length > 0 ? ` (${errors.join(', ')})` : '';
  return words.row(`${input} ${file}`, line, `${id} ${end}${codes}: ${words.ends[end]}`);
}

function describeDecision(decision: ExplainedDecision, words: Words['explain']): string {
  const { inForce, isWithdrawn, conflict, remembered, matches } = decision;
  const parts = [
    inForce === null ? words.noVersion : words.inForce(inForce),
    ...(isWithdrawn ? [words.withdrawn] : []),
    ...(conflict > 0 ? [words.conflicts(conflict)] : []),
    remembered === null ? words.unheard : words.remembered(remembered),
    words.matches(matches),
  ];
  return `${decision.decision}: ${parts.join(', ')}`;
}

function describeCase(
  each: ExplainedCase,
  deliveries: readonly DeliveryRecord[],
  words: Words['explain'],
): readonly string[] {
  const { noticeId, sector, subscriptionId, isSupplied, asOf } = each;
  const { status, validFrom, validUntil } = each.subscription;
  const head = [words.held(status, validFrom, validUntil), words.judged(asOf)];
  if (!isSupplied) head.push(words.notSupplied);
  const sent = deliveries.filter((record) => record.noticeId === noticeId);
  const lines = [
    ...each.matched.map((match) => describeMatch(match, words)),
    ...(each.matched.length === 0 ? [words.noMatch] : []),
    ...each.facts.flatMap((fact) => describeFact(fact, words)),
    ...describeConflicts(each, words),
    ...describeNotices(each, words),
    ...sent.map((record) => describeDelivery(record, words)),
  ];
  return [`${sector} ${subscriptionId}, ${head.join(', ')}`, ...lines.map((line) => `  ${line}`)];
}

function describeMatch(
  { decision, route, doubt, nameDiffers }: ExplainedCase['matched'][number],
  words: Words['explain'],
): string {
  return [
    words.match(decision, route),
    ...(doubt === null ? [] : [words.doubt(doubt)]),
    ...(nameDiffers ? [words.nameDiffers] : []),
  ].join(', ');
}

function describeConflicts(
  { conflicts, ending, hasConflict }: ExplainedCase,
  words: Words['explain'],
): readonly string[] {
  const outcome = ending === null ? 'REVIEW' : 'SUBSCRIPTION_ENDED';
  const why = ending ?? 'CONFLICTING_VERSIONS';
  return [
    ...conflicts.map((reference) =>
      words.conflict(reference, `${outcome} ${why}: ${words.outcomes[outcome]}`),
    ),
    ...(hasConflict ? [words.blocked] : []),
  ];
}

function describeNotices(
  { noticeId, before, now }: ExplainedCase,
  words: Words['explain'],
): readonly string[] {
  const flags = now === null || now.flags.length === 0 ? '' : `, ${now.flags.join(' ')}`;
  return [
    words.before(before === null ? null : words.noticeVersion(before.version, before.action)),
    words.now(
      now === null
        ? null
        : words.notice(noticeId, `${words.noticeVersion(now.version, now.action)}${flags}`),
    ),
  ];
}

function describeDelivery(
  { eventId, state, attempts, lastAt, status }: DeliveryRecord,
  words: Words['explain'],
): string {
  return [
    words.sent(`${eventId} ${state}`, attempts),
    ...(lastAt === '' ? [] : [words.lastAt(lastAt)]),
    ...(status === null ? [] : [words.answer(status)]),
  ].join(', ');
}

function describeFact(each: ExplainedFact, words: Words['explain']): readonly string[] {
  const { fact, governedBy, outcome, rule, reasons, values } = each;
  const why = [...(rule === '' ? [] : [rule]), ...reasons].join(' ');
  const { kind, grounds, articles, offenceFrom, offenceUntil, decidedOn, irrevocableOn } = values;
  const ground = grounds.length > 0 ? words.onGround(grounds.join(' ')) : '';
  const final = irrevocableOn === null ? '' : words.irrevocable(irrevocableOn);
  return [
    words.fact(fact, governedBy, `${outcome} ${why}: ${words.outcomes[outcome]}`),
    `  ${kind}${ground}${words.ofDate(decidedOn)}${final}; ${articles.join(', ')}; ${words.period(offenceFrom, offenceUntil)}`,
  ];
}

/** An id may hold anything where its row was refused: no control character reaches the terminal. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, '?');
}
