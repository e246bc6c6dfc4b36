import { keyOf } from '../case/decision-order.ts';
import type { CaseJudgement } from './case-judgement.ts';
import { factsOf } from './compose.ts';

/** The one end of every decision row, in the order in which the first that applies counts (contract 4). */
export const DISPOSITIONS = [
  'REJECTED',
  'OUTSIDE_WINDOW',
  'NO_SUBSCRIPTION',
  'DUPLICATE',
  'CONFLICTING',
  'SUPERSEDED',
  'WITHDRAWN',
  'OVERRULED',
  'NOTICE',
  'REVIEW',
  'CONSIDERED',
] as const;

export type Disposition = (typeof DISPOSITIONS)[number];

type Governed = 'NOTICE' | 'REVIEW' | 'CONSIDERED';

const STRENGTH: Readonly<Record<Governed, number>> = { CONSIDERED: 1, REVIEW: 2, NOTICE: 3 };

/** The strongest outcome of each decision over all subscriptions and facts that it governs. */
export class GovernedOutcomes {
  private readonly strongest = new Map<string, Governed>();

  add(judgement: CaseJudgement): void {
    for (const { decision, outcome } of factsOf(judgement)) {
      const governed = outcome === 'NOTICE' || outcome === 'REVIEW' ? outcome : 'CONSIDERED';
      const key = keyOf(decision);
      const before = this.strongest.get(key);
      if (before === undefined || STRENGTH[governed] > STRENGTH[before])
        this.strongest.set(key, governed);
    }
  }

  /** Of a decision in force; it is overruled where another governs every fact it speaks of. */
  dispositionOf(key: string): Disposition {
    return this.strongest.get(key) ?? 'OVERRULED';
  }
}
