import { keyOf } from '../case/decision-order.ts';
import type { LedgerView, RunChanges } from '../ledger/ledger.ts';
import { layOver } from '../notice/action.ts';
import { composeNotice, composeReview, listConsidered } from '../notice/compose.ts';
import { type Disposition, GovernedOutcomes } from '../notice/disposition.ts';
import type { ConsideredFact, Notice, ReviewItem } from '../notice/notice.ts';
import { noticeIdOf } from '../notice/uuid.ts';
import type { Identities } from '../person/identities.ts';
import type { EarlierSignal } from '../register/earlier-signal.ts';
import { realBsn } from '../register/subscription.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import { judgeTouched } from './judge-touched.ts';
import { type LaidDecision, type LaidDecisions, layCases, layTogether } from './lay-together.ts';
import type { Question } from './question.ts';
import type { WindowRow } from './read-decisions.ts';
import { RunMemory } from './run-memory.ts';
import type { Subscribers } from './subscribers.ts';
import { findTouchedCases, type TouchedCase } from './touched-cases.ts';

/** Everything that the judgement of a window rests on. */
export interface WindowInput {
  readonly question: Question;
  readonly rules: RuleSet;
  readonly rows: readonly WindowRow[];
  readonly fileRanks: readonly number[];
  readonly subscribers: Subscribers;
  readonly identities: Identities;
  readonly signals: readonly EarlierSignal[];
  /** The ledger as it stood before this run. */
  readonly view: LedgerView;
}

/** What comes of a window. */
export interface WindowJudgement {
  readonly notices: readonly Notice[];
  readonly reviews: readonly ReviewItem[];
  readonly considered: readonly ConsideredFact[];
  /** The end of every row that was given, by its place in the list. */
  readonly dispositions: ReadonlyMap<WindowRow, Disposition>;
  /** What the ledger is to remember. */
  readonly changes: RunChanges;
}

/** Judges every subscription and case that the window touches (contract 3.2–3.9). */
export async function judgeWindow(input: WindowInput): Promise<WindowJudgement> {
  const { question, view, subscribers } = input;
  const laid = await layTogether(input.rows, input);
  const { cases, byRows } = await findTouchedCases(laid, subscribers, view, question.asOf);
  await layCases(laid, [...new Set(cases.map(({ caseNumber }) => caseNumber))], input);
  const standing = await readStanding(cases, view);
  const byCase = groupByCase(laid);
  const signals = groupSignals(input.signals);

  const notices: Notice[] = [];
  const reviews: ReviewItem[] = [];
  const considered: ConsideredFact[] = [];
  const governed = new GovernedOutcomes();
  const memory = new RunMemory(laid, byRows);
  for (const touched of cases) {
    const { subscription, caseNumber } = touched;
    const before = standing.asOf.get(`${subscription.subscriptionId}|${caseNumber}`) ?? '';
    const asOf = before > question.asOf ? before : question.asOf;
    const judgement = judgeTouched(touched, byCase.get(caseNumber) ?? [], { ...input, asOf });
    if (judgement === null) continue;
    const { judged, hasConflict, concerning } = judgement;
    governed.add(judged);
    const content = composeNotice(judged, {
      laws: input.rules.common.laws,
      windowStart: question.firstDate,
      signals: signals.get(`${subscription.sector}|${realBsn(subscription)}`) ?? [],
    });
    const noticeId = idOf(touched);
    const latest = standing.notices.get(noticeId) ?? null;
    const notice = layOver(content, judged, latest, { noticeId, hasConflict });
    if (notice !== null) notices.push(notice);
    const review = composeReview(judged);
    if (review !== null) reviews.push(review);
    considered.push(...listConsidered(judged));
    memory.noteCase(touched, asOf, concerning, notice);
  }
  return {
    notices,
    reviews,
    considered,
    dispositions: disposeRows(laid, governed),
    changes: memory.changes(),
  };
}

interface Standing {
  readonly notices: ReadonlyMap<string, Notice>;
  readonly asOf: ReadonlyMap<string, string>;
}

async function readStanding(cases: readonly TouchedCase[], view: LedgerView): Promise<Standing> {
  const keys = cases.map(({ caseNumber, subscription: { subscriptionId } }) => ({
    subscriptionId,
    caseNumber,
  }));
  const judged = await view.judgedOf(keys);
  const notices = await view.noticesOf(cases.map(idOf));
  return {
    notices: new Map(notices.map((notice) => [notice.noticeId, notice])),
    asOf: new Map(judged.map((key) => [`${key.subscriptionId}|${key.caseNumber}`, key.asOf])),
  };
}

/** Decisions by every case that they name now, name in a conflict, or once touched. */
function groupByCase(laid: LaidDecisions): ReadonlyMap<string, readonly LaidDecision[]> {
  const byCase = new Map<string, LaidDecision[]>();
  for (const decision of laid.values()) {
    const { inForce, conflict } = decision.resolved;
    const cases = new Set(conflict.map(({ caseNumber }) => caseNumber));
    if (inForce !== null) cases.add(inForce.caseNumber);
    if (conflict.length > 0)
      for (const { caseNumber } of decision.remembered?.touched ?? []) cases.add(caseNumber);
    for (const caseNumber of cases) {
      const list = byCase.get(caseNumber);
      if (list === undefined) byCase.set(caseNumber, [decision]);
      else list.push(decision);
    }
  }
  return byCase;
}

/** Earlier signals by sector and BSN (contract 3.8). */
function groupSignals(
  signals: readonly EarlierSignal[],
): ReadonlyMap<string, readonly EarlierSignal[]> {
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

function idOf({ subscription, caseNumber }: TouchedCase): string {
  return noticeIdOf(subscription.sector, subscription.subscriptionId, caseNumber);
}
