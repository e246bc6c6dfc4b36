import type { Decision } from '../register/decision.ts';
import { BsnSet, type SharedBits } from './bsn-set.ts';
import { HashIndex, type SharedIndex } from './hash-index.ts';
import { bsnKey, hashNameKey, hashText } from './key-hash.ts';

/**
 * Whether a decision with a BSN may concern anybody: by that BSN, and by SKN and name among those
 * without one (contract 3.1). It only ever says "perhaps": a hash may be shared, and `matchPerson`
 * decides.
 */
export class BsnRoutes {
  readonly bsns: BsnSet;
  /** People to look out for, who are no subscribers. */
  readonly watchedByBsn: HashIndex;
  readonly byNameWithoutBsn: HashIndex;
  readonly bySknWithoutBsn: HashIndex;

  constructor(
    routes: Pick<BsnRoutes, 'bsns' | 'watchedByBsn' | 'byNameWithoutBsn' | 'bySknWithoutBsn'> = {
      bsns: new BsnSet(),
      watchedByBsn: new HashIndex(),
      byNameWithoutBsn: new HashIndex(),
      bySknWithoutBsn: new HashIndex(),
    },
  ) {
    this.bsns = routes.bsns;
    this.watchedByBsn = routes.watchedByBsn;
    this.byNameWithoutBsn = routes.byNameWithoutBsn;
    this.bySknWithoutBsn = routes.bySknWithoutBsn;
  }

  /** The same routes, in another thread. */
  static over(shared: SharedRoutes): BsnRoutes {
    return new BsnRoutes({
      bsns: new BsnSet(shared.bsns),
      watchedByBsn: HashIndex.over(shared.watchedByBsn),
      byNameWithoutBsn: HashIndex.over(shared.byNameWithoutBsn),
      bySknWithoutBsn: HashIndex.over(shared.bySknWithoutBsn),
    });
  }

  share(): SharedRoutes {
    return {
      bsns: this.bsns.share(),
      watchedByBsn: this.watchedByBsn.share(),
      byNameWithoutBsn: this.byNameWithoutBsn.share(),
      bySknWithoutBsn: this.bySknWithoutBsn.share(),
    };
  }

  /** Whether a decision with a BSN may concern a subscriber, and the entries of others whom it may. */
  mayConcern(decision: Decision): { readonly subscriber: boolean; readonly watched: number[] } {
    const bsn = bsnKey(decision.bsn);
    const entries = new Set([...this.watchedByBsn.entriesOf(bsn), ...this.withoutBsn(decision)]);
    const watched = [...entries].filter((entry) => entry < 0);
    return { subscriber: this.bsns.has(bsn) || entries.size > watched.length, watched };
  }

  /** Entries without a BSN that a decision with one may concern. */
  withoutBsn(decision: Decision): number[] {
    const skn = decision.skn === null ? 0 : hashText(decision.skn);
    return [
      ...this.bySknWithoutBsn.entriesOf(skn),
      ...this.byNameWithoutBsn.entriesOf(hashNameKey(decision)),
    ];
  }
}

/** What another thread needs of the routes. */
export interface SharedRoutes {
  readonly bsns: SharedBits;
  readonly watchedByBsn: SharedIndex;
  readonly byNameWithoutBsn: SharedIndex;
  readonly bySknWithoutBsn: SharedIndex;
}
