import { DISPOSITIONS } from '../notice/disposition.ts';
import type { CatchUpOutcome } from '../run/catch-up.ts';
import type { KeptSlice } from '../run/slices.ts';
import type { CountedRows } from '../watch/metrics.ts';
import { Stages } from '../watch/stages.ts';
import { ACTIONS } from './summary.ts';

/** What the runs of one call came to together. */
export class CallTally {
  readonly stages = new Stages();
  readonly #rows = new Map(DISPOSITIONS.map((each) => [`decisions ${each}`, 0]));
  readonly #notices = new Map<string, number>(ACTIONS.map((action) => [action, 0]));
  #reviews = 0;
  #rejects = 0;
  #touchingRejects = 0;
  #findings = 0;

  add(ended: CatchUpOutcome | KeptSlice): void {
    if (ended.outcome === 'kept') return;
    const { totals, byAction, reviews, rejections, touching } = ended.summary;
    for (const { input, disposition, rows } of totals)
      increase(this.#rows, `${input} ${disposition}`, rows);
    for (const [action, count] of byAction) increase(this.#notices, action, count);
    this.#reviews += reviews;
    this.#rejects += rejections;
    this.#touchingRejects += touching;
    this.#findings += ended.findings.length;
  }

  get counted(): CountedRows {
    return {
      rows: [...this.#rows].map(([key, rows]) => {
        const [input = '', disposition = ''] = key.split(' ');
        return { input, disposition, rows };
      }),
      notices: this.#notices,
      reviews: this.#reviews,
      rejects: this.#rejects,
      touchingRejects: this.#touchingRejects,
      findings: this.#findings,
    };
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
