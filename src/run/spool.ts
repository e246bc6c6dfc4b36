import { SpoolFile } from '../intake/spool-file.ts';

/** Items of this weight together are held in memory; an item weighs 1 where nothing else is said. */
const HELD_WEIGHT = 2048;
const PAGE_WEIGHT = 64;
const WIDE = /[^\0-\xff]/;

interface Page {
  readonly offset: number;
  readonly length: number;
  /** A byte or two for each character: one name with an accent makes UTF-8 slow to write and read. */
  readonly encoding: 'latin1' | 'utf16le';
}

/** What a spool may be told. */
export interface SpoolSetting<Item> {
  readonly weigh?: (item: Item) => number;
  readonly heldWeight?: number;
}

/**
 * Plain data in the order in which it came: in memory while it is little, else in a temporary file.
 * Throws `NOT_WRITABLE`.
 */
export class Spool<Item> implements Iterable<Item> {
  private readonly store: SpoolPages<Item>;
  private readonly pages: Page[] = [];

  constructor(setting: SpoolSetting<Item> = {}) {
    this.store = new SpoolPages(setting);
  }

  get length(): number {
    return this.store.count;
  }

  add(item: Item): void {
    if (this.store.hold(item)) this.pages.push(...this.store.write(this.store.release()));
  }

  *[Symbol.iterator](): Generator<Item> {
    yield* this.store.read(this.pages);
    yield* this.store.held;
  }

  close(): void {
    this.store.close();
  }
}

/** As `Spool`, but gives its items sorted; equal ones in the order in which they came. */
export class SortedSpool<Item> implements Iterable<Item> {
  readonly isSorted = true;
  private readonly store: SpoolPages<Item>;
  private readonly runs: (readonly Page[])[] = [];
  private readonly compare: Comparison<Item>;

  constructor(compare: Comparison<Item>, setting: SpoolSetting<Item> = {}) {
    this.compare = compare;
    this.store = new SpoolPages(setting);
  }

  get length(): number {
    return this.store.count;
  }

  add(item: Item): void {
    if (this.store.hold(item))
      this.runs.push(this.store.write(this.store.release().sort(this.compare)));
  }

  [Symbol.iterator](): Iterator<Item> {
    const lists: Iterable<Item>[] = this.runs.map((pages) => this.store.read(pages));
    const all = mergeAll([...lists, this.store.held.toSorted(this.compare)], this.compare);
    return all[Symbol.iterator]();
  }

  close(): void {
    this.store.close();
  }
}

type Comparison<Item> = (a: Item, b: Item) => number;

/** Holds items until they weigh too much, and pages of them in a temporary file. */
class SpoolPages<Item> {
  held: Item[] = [];
  count = 0;
  private weight = 0;
  private file: SpoolFile | null = null;
  private readonly weigh: (item: Item) => number;
  private readonly heldWeight: number;

  constructor({ weigh = () => 1, heldWeight = HELD_WEIGHT }: SpoolSetting<Item>) {
    this.weigh = weigh;
    this.heldWeight = heldWeight;
  }

  /** Says whether it is time to write what is held. */
  hold(item: Item): boolean {
    this.held.push(item);
    this.count += 1;
    this.weight += this.weigh(item);
    return this.weight >= this.heldWeight;
  }

  release(): Item[] {
    const items = this.held;
    this.held = [];
    this.weight = 0;
    return items;
  }

  write(items: readonly Item[]): Page[] {
    this.file ??= new SpoolFile();
    const pages: Page[] = [];
    let page: Item[] = [];
    let weight = 0;
    for (const [place, item] of items.entries()) {
      page.push(item);
      weight += this.weigh(item);
      if (weight < PAGE_WEIGHT && place < items.length - 1) continue;
      const text = JSON.stringify(page);
      const encoding = WIDE.test(text) ? 'utf16le' : 'latin1';
      const bytes = Buffer.from(text, encoding);
      pages.push({ offset: this.file.append(bytes), length: bytes.length, encoding });
      page = [];
      weight = 0;
    }
    return pages;
  }

  *read(pages: readonly Page[]): Generator<Item> {
    for (const { offset, length, encoding } of pages)
      yield* JSON.parse(this.file?.read(offset, length).toString(encoding) ?? '[]') as Item[];
  }

  close(): void {
    this.file?.close();
  }
}

function mergeAll<Item>(
  lists: readonly Iterable<Item>[],
  compare: Comparison<Item>,
): Iterable<Item> {
  const [only = []] = lists;
  if (lists.length <= 1) return only;
  const middle = Math.ceil(lists.length / 2);
  const early = mergeAll(lists.slice(0, middle), compare);
  return mergeTwo(early, mergeAll(lists.slice(middle), compare), compare);
}

function* mergeTwo<Item>(
  early: Iterable<Item>,
  late: Iterable<Item>,
  compare: Comparison<Item>,
): Generator<Item> {
  const others = late[Symbol.iterator]();
  let other = others.next();
  for (const item of early) {
    for (; other.done !== true && compare(other.value, item) < 0; other = others.next())
      yield other.value;
    yield item;
  }
  for (; other.done !== true; other = others.next()) yield other.value;
}
