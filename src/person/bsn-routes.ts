import type { Decision } from '../register/decision.ts';
import { HashIndex, type SharedIndex } from './hash-index.ts';
import { bsnKey, hashNameKey, hashText } from './key-hash.ts';

/**
 * Where a decision with a BSN is looked up: by that BSN, and by SKN and name among those without one
 * (contract 3.1). It only ever says "perhaps": a hash may be shared, and `matchPerson` decides.
 */
export class BsnRoutes {
  readonly byBsn: HashIndex;
  readonly byNameWithoutBsn: HashIndex;
  readonly bySknWithoutBsn: HashIndex;

  constructor(indexes: Pick<BsnRoutes, 'byBsn' | 'byNameWithoutBsn' | 'bySknWithoutBsn'>) {
    this.byBsn = indexes.byBsn;
    this.byNameWithoutBsn = indexes.byNameWithoutBsn;
    this.bySknWithoutBsn = indexes.bySknWithoutBsn;
  }

  /** The same routes, in another thread. */
  static over(shared: SharedRoutes): BsnRoutes {
    return new BsnRoutes({
      byBsn: HashIndex.over(shared.byBsn),
      byNameWithoutBsn: HashIndex.over(shared.byNameWithoutBsn),
      bySknWithoutBsn: HashIndex.over(shared.bySknWithoutBsn),
    });
  }

  share(): SharedRoutes {
    return {
      byBsn: this.byBsn.share(),
      byNameWithoutBsn: this.byNameWithoutBsn.share(),
      bySknWithoutBsn: this.bySknWithoutBsn.share(),
    };
  }

  /** Entries that a decision with a BSN may concern. */
  candidatesOf(decision: Decision): ReadonlySet<number> {
    const skn = decision.skn === null ? 0 : hashText(decision.skn);
    return new Set([
      ...this.byBsn.entriesOf(bsnKey(decision.bsn)),
      ...this.bySknWithoutBsn.entriesOf(skn),
      ...this.byNameWithoutBsn.entriesOf(hashNameKey(decision)),
    ]);
  }
}

/** What another thread needs of the routes. */
export interface SharedRoutes {
  readonly byBsn: SharedIndex;
  readonly byNameWithoutBsn: SharedIndex;
  readonly bySknWithoutBsn: SharedIndex;
}
