export type InputKind = 'decisions' | 'subscriptions' | 'identities' | 'already-signalled';

/** A refused row and all that is kept of it (contract 2.5). */
export interface Rejection {
  readonly input: InputKind;
  readonly file: string;
  /** Physical line, the header being 1. */
  readonly line: number;
  /** Sorted, without repeats. */
  readonly errors: readonly string[];
  readonly touchesSubscription: boolean;
  readonly raw: string;
}

/** How many of the rows concern somebody who is under screening. */
export function countTouching(rejections: Iterable<Rejection>): number {
  let count = 0;
  for (const { touchesSubscription } of rejections) if (touchesSubscription) count += 1;
  return count;
}
