import { NumberMap } from './number-map.ts';

/** A decision row has its id and its case. */
const LINKS_OF_AN_ITEM = 2;

/**
 * Which items must be judged together: those with a common link, and so on from one to the next.
 * Items are numbers from 0; a link is any whole number of at most 53 bits (one that is shared by chance
 * only makes a group larger).
 */
export class CaseGroups {
  private readonly parents: Uint32Array;
  private firstByLink: NumberMap;

  constructor(items: number) {
    this.parents = Uint32Array.from({ length: items }, (_, item) => item);
    this.firstByLink = new NumberMap(items * LINKS_OF_AN_ITEM);
  }

  link(item: number, link: number): void {
    const first = this.firstByLink.getOrSet(link < 0 ? link : link + 1, item);
    if (first !== item) this.join(first, item);
  }

  /** Whole groups, put together into batches of at least `size` items; the last may be smaller. Links come before. */
  *batches(size: number): Generator<number[]> {
    // The judgement needs the memory.
    this.firstByLink = new NumberMap();
    const roots = this.parents.map((_, item) => this.rootOf(item));
    const items = Uint32Array.from(roots.keys());
    items.sort((a, b) => (roots[a] ?? 0) - (roots[b] ?? 0) || a - b);
    let batch: number[] = [];
    let root = -1;
    for (const item of items) {
      if (roots[item] !== root && batch.length >= size) {
        yield batch;
        batch = [];
      }
      root = roots[item] ?? -1;
      batch.push(item);
    }
    if (batch.length > 0) yield batch;
  }

  private join(a: number, b: number): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private rootOf(item: number): number {
    let root = item;
    while (this.parents[root] !== root) root = this.parents[root] ?? root;
    for (let at = item; at !== root; ) {
      const next = this.parents[at] ?? root;
      this.parents[at] = root;
      at = next;
    }
    return root;
  }
}
