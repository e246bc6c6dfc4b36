import { keyOf } from '../case/decision-order.ts';
import type { CaseKey, LedgerView, RunChanges } from '../ledger/ledger.ts';
import { listConsidered, type NoticeSetting } from '../notice/compose.ts';
import { type Disposition, GovernedOutcomes } from '../notice/disposition.ts';
import type { ConsideredFact, Notice, ReviewItem } from '../notice/notice.ts';
import type { Identities } from '../person/identities.ts';
import type { EarlierSignal } from '../register/earlier-signal.ts';
import { realBsn, type Subscription } from '../register/subscription.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import { listCombined } from './combined-persons.ts';
import { judgeTouched } from './judge-touched.ts';
import { type LaidDecision, type LaidDecisions, layCases, layTogether } from './lay-together.ts';
import { readPurgedCases } from './purged-cases.ts';
import type { Question } from './question.ts';
import { retractLeft } from './retract-left.ts';
import { RunMemory } from './run-memory.ts';
import { settleCase } from './settle-case.ts';
import { idOf, readStanding } from './standing-cases.ts';
import type { Subscribers } from './subscribers.ts';
import { findTouchedCases } from './touched-cases.ts';
import type { WindowRow } from './window-rows.ts';
import type { Witness, WitnessedCase } from './witness.ts';

/** What every judgement of a run rests on. */
export interface JudgeSetting {
  readonly question: Question;
  readonly rules: RuleSet;
  /** Order of the decision files in which the first of identical rows counts. */
  readonly fileRanks: readonly number[];
  readonly subscribers: Subscribers;
  readonly identities: Identities;
  /** By sector and BSN, as `groupSignals` gives them. */
  readonly signals: SignalGroups;
  /** The ledger as it stood before this run. */
  readonly view: LedgerView;
  readonly witness?: Witness | undefined;
}

export type SignalGroups = ReadonlyMap<string, readonly EarlierSignal[]>;

/** What comes of a batch. */
export interface BatchJudgement {
  readonly notices: readonly Notice[];
  readonly reviews: readonly ReviewItem[];
  /** How many of them a person answered before. */
  readonly answered: number;
  readonly considered: readonly ConsideredFact[];
  /** Whose data were combined, with repeats. */
  readonly persons: readonly string[];
  /** The end of every row that was given. */
  readonly dispositions: ReadonlyMap<WindowRow, Disposition>;
  /** What the ledger is to remember. */
  readonly changes: RunChanges;
}

/**
 * Judges every subscription and case that some rows touch, and those that are due (contract 3.2–3.9).
 * No row outside the batch may be of one of its decision ids or cases.
 */
export async function judgeBatch(
  rows: readonly WindowRow[],
  due: readonly CaseKey[],
  input: JudgeSetting,
): Promise<BatchJudgement> {
  const { question, view, subscribers } = input;
  const laid = await layTogether(rows, input);
  const { cases, byRows } = await findTouchedCases(laid, due, subscribers, view);
  await layCases(laid, [...new Set(cases.map(({ caseNumber }) => caseNumber))], input);
  const standing = await readStanding(cases, [...input.rules.sectors.keys()], view);
  const byCase = groupByCase(laid);
  const purgedOf = await readPurgedCases(cases, laid, input);

  const notices: Notice[] = [];
  const reviews: ReviewItem[] = [];
  let answered = 0;
  const considered: ConsideredFact[] = [];
  const persons: string[] = [];
  const governed = new GovernedOutcomes();
  const seen: WitnessedCase[] | null = input.witness === undefined ? null : [];
  const memory = new RunMemory(laid, byRows, input.rules);
  for (const touched of cases) {
    const { subscription, caseNumber } = touched;
    const lastAsOf = standing.asOf.get(`${subscription.subscriptionId}|${caseNumber}`) ?? '';
    const purged = purgedOf(touched);
    const asOf = latestOf(question.asOf, [lastAsOf, ...purged.map((each) => each.asOf)]);
    const decisions = byCase.get(caseNumber) ?? [];
    const setting = { ...input, asOf, purged };
    const left = retractLeft(touched, standing.elsewhere(touched), { ...setting, decisions });
    notices.push(...left);
    memory.noteNotices(left);
    const judgement = judgeTouched(touched, decisions, setting);
    if (judgement === null) continue;
    governed.add(judgement.judged);
    persons.push(...listCombined(subscription, judgement.concerning));
    const noticeId = idOf(touched);
    const before = standing.of(noticeId);
    const settled = settleCase(judgement, noticeSettingOf(subscription, input), before);
    if (settled.notice !== null) notices.push(settled.notice);
    if (settled.question !== null) reviews.push(settled.question.item);
    if (settled.isAnswered) answered += 1;
    considered.push(...listConsidered(judgement.judged));
    seen?.push({ touched, ...judgement, asOf, ...before, notice: settled.notice });
    memory.noteCase(touched, asOf, judgement, settled.notice);
    memory.noteReview(noticeId, settled.question, before.review);
  }
  const dispositions = disposeRows(laid, governed);
  input.witness?.({ cases: seen ?? [], laid, ends: dispositions, identities: input.identities });
  const changes = memory.changes();
  return { notices, reviews, answered, considered, persons, dispositions, changes };
}

/** Dates; empty where there is none. */
function latestOf(date: string, others: readonly string[]): string {
  return [date, ...others].sort().at(-1) ?? date;
}

function noticeSettingOf(
  subscription: Subscription,
  { rules, question, signals }: JudgeSetting,
): NoticeSetting {
  return {
    laws: rules.common.laws,
    windowStart: question.firstDate,
    signals: signals.get(`${subscription.sector}|${realBsn(subscription)}`) ?? [],
  };
}

/** Decisions by every case that they name now, or name in a conflict. */
function groupByCase(laid: LaidDecisions): ReadonlyMap<string, readonly LaidDecision[]> {
  const byCase = new Map<string, LaidDecision[]>();
  for (const decision of laid.values()) {
    const { inForce, conflict } = decision.resolved;
    const cases = new Set(conflict.map(({ caseNumber }) => caseNumber));
    if (inForce !== null) cases.add(inForce.caseNumber);
    for (const caseNumber of cases) {
      const list = byCase.get(caseNumber);
      if (list === undefined) byCase.set(caseNumber, [decision]);
      else list.push(decision);
    }
  }
  return byCase;
}

/** Earlier signals by sector and BSN (contract 3.8). */
export function groupSignals(signals: readonly EarlierSignal[]): SignalGroups {
  const grouped = new Map<string, EarlierSignal[]>();
  for (const signal of signals) {
    const key = `${signal.sector}|${signal.bsn}`;
    const list = grouped.get(key);
    if (list === undefined) grouped.set(key, [signal]);
    else list.push(signal);
  }
  return grouped;
}

/** The first disposition that applies to each row (contract 4). */
function disposeRows(
  laid: LaidDecisions,
  governed: GovernedOutcomes,
): ReadonlyMap<WindowRow, Disposition> {
  const dispositions = new Map<WindowRow, Disposition>();
  for (const { key, rows, resolved } of laid.values()) {
    rows.forEach((row, index) => {
      const standing = resolved.rows[index];
      if (row.matches.length === 0) dispositions.set(row, 'NO_SUBSCRIPTION');
      else if (standing !== 'IN_FORCE') dispositions.set(row, standing ?? 'SUPERSEDED');
      else if (row.decision.status === 'WITHDRAWN') dispositions.set(row, 'WITHDRAWN');
      else dispositions.set(row, governed.dispositionOf(keyOf(key)));
    });
  }
  return dispositions;
}
