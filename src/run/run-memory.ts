import { isDeepStrictEqual } from 'node:util';
import { contentOf } from '../case/content.ts';
import { keyOf } from '../case/decision-order.ts';
import type {
  CaseKey,
  JudgedCase,
  RunChanges,
  SeenDecision,
  TouchedCase as TouchedKey,
} from '../ledger/ledger.ts';
import type { AskedReview, RememberedReview } from '../ledger/review-memory.ts';
import type { Notice } from '../notice/notice.ts';
import type { ReviewQuestion } from '../notice/review-question.ts';
import type { Decision, DecisionKey } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import { lawKey } from '../sector/article.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import type { TouchedJudgement } from './judge-touched.ts';
import type { LaidDecision, LaidDecisions } from './lay-together.ts';
import type { TouchedCase } from './touched-cases.ts';

/** Gathers what the ledger is to remember of a run (contract 3.9). */
export class RunMemory {
  private readonly laid: LaidDecisions;
  private readonly contentOf: (decision: Decision) => string;
  private readonly touched = new Map<string, TouchedKey>();
  private readonly touchedIds = new Set<string>();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly judged: JudgedCase[] = [];
  private readonly notices: Notice[] = [];
  private readonly reviews: AskedReview[] = [];

  /** `byRows` ties decisions to the subscriptions and cases that rows of the window name. */
  constructor(laid: LaidDecisions, byRows: readonly TouchedKey[], rules: RuleSet) {
    this.laid = laid;
    this.contentOf = (decision) => contentOf(decision, (law) => lawKey(law, rules.common.laws));
    for (const { decision, ...key } of byRows) this.noteTouched(decision, key);
  }

  noteCase(
    touched: TouchedCase,
    asOf: string,
    { concerning, purged }: Pick<TouchedJudgement, 'concerning' | 'purged'>,
    notice: Notice | null,
  ): void {
    const { caseNumber, subscription, lastSeen, isSupplied } = touched;
    const { subscriptionId } = subscription;
    this.judged.push({ subscriptionId, caseNumber, asOf });
    if (isSupplied && !isDeepStrictEqual(subscription, lastSeen))
      this.subscriptions.set(subscriptionId, subscription);
    const keys = [...concerning.map(({ key }) => key), ...purged.map(({ decision }) => decision)];
    for (const key of keys) this.noteTouched(key, { subscriptionId, caseNumber });
    if (notice !== null) this.noteNotices([notice]);
  }

  noteNotices(notices: readonly Notice[]): void {
    this.notices.push(...notices.filter(({ action }) => action !== 'UNCHANGED'));
  }

  /** Remembers a question that is otherwise than when it was last asked, or that none is left. */
  noteReview(
    reviewId: string,
    question: ReviewQuestion | null,
    before: RememberedReview | null,
  ): void {
    if (!isDeepStrictEqual(question, before?.question ?? null))
      this.reviews.push({ reviewId, question });
  }

  changes(): RunChanges {
    const decisions: Decision[] = [];
    const conflicts: Decision[] = [];
    const keptVersions: (DecisionKey & { version: number })[] = [];
    const seenDecisions: SeenDecision[] = [];
    for (const laid of this.laid.values()) {
      if (laid.rows.length === 0) continue;
      const { resolved, remembered } = laid;
      const { inForce } = resolved;
      if (!this.everTouched(laid)) {
        const version = keptVersionOf(laid);
        if (version > (remembered?.keptVersion ?? 0)) keptVersions.push({ ...laid.key, version });
        continue;
      }
      seenDecisions.push({ ...laid.key, rows: this.seenRowsOf(laid) });
      if (inForce !== null && inForce.version > (remembered?.inForce?.version ?? 0))
        decisions.push(inForce);
      const isNew = resolved.conflict.length > openRows(laid);
      if (isNew) conflicts.push(...resolved.conflict.filter((row) => row !== inForce));
    }
    return {
      decisions,
      conflicts,
      keptVersions,
      touched: [...this.touched.values()],
      subscriptions: [...this.subscriptions.values()],
      judged: this.judged,
      notices: this.notices,
      days: [],
      seenDecisions,
      seenRejects: [],
      reviews: this.reviews,
    };
  }

  /** The rows of the window, identical ones once. */
  private seenRowsOf({ rows }: LaidDecision): SeenDecision['rows'] {
    const seen = new Map<string, SeenDecision['rows'][number]>();
    for (const { decision } of rows) {
      const content = this.contentOf(decision);
      const { version, registeredAt } = decision;
      seen.set(content, { version, registeredMs: registeredAt.ms, content });
    }
    return [...seen.values()];
  }

  private noteTouched(decision: DecisionKey, key: CaseKey): void {
    this.touchedIds.add(keyOf(decision));
    this.touched.set(`${keyOf(decision)}|${key.subscriptionId}|${key.caseNumber}`, {
      ...key,
      decision: { source: decision.source, decisionId: decision.decisionId },
    });
  }

  /** A row of the window, or an earlier run, ties the decision to a judged subscription and case. */
  private everTouched({ key, remembered }: LaidDecision): boolean {
    return this.touchedIds.has(keyOf(key)) || (remembered?.touched.length ?? 0) > 0;
  }
}

/** Versions above 1, and withdrawals, of decisions that concern nobody: the highest number is kept. */
function keptVersionOf({ rows }: LaidDecision): number {
  let version = 0;
  for (const { decision } of rows) {
    if (decision.version > 1 || decision.status === 'WITHDRAWN')
      version = Math.max(version, decision.version);
  }
  return version;
}

/** How many rows of the conflict that is open now were known before, the one in force included. */
function openRows({ remembered, resolved }: LaidDecision): number {
  if (remembered === null) return 0;
  const known = remembered.conflict.filter(({ version }) => version === resolved.version).length;
  return known + (remembered.inForce?.version === resolved.version ? 1 : 0);
}
