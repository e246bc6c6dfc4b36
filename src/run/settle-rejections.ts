import type { Identities } from '../person/identities.ts';
import type { Rejection } from '../register/rejection.ts';
import type { RefusedRow } from './reading.ts';
import type { RejectedSubscriptions } from './rejected-subscriptions.ts';
import type { Subscribers } from './subscribers.ts';

/** Rows whose persons are looked up together: each time costs a walk over all subscriptions. */
const LOOKED_UP_TOGETHER = 4096;

/** Says of every refused row whether its person is under screening (contract 2.5). */
export function* settleRejections(
  others: readonly Iterable<RefusedRow>[],
  setting: {
    readonly subscriptions: readonly RefusedRow[];
    readonly subscribers: Subscribers;
    readonly identities: Identities;
    readonly rejected: RejectedSubscriptions;
  },
): Generator<Rejection> {
  for (const rows of others) {
    let together: RefusedRow[] = [];
    for (const row of rows) {
      together.push(row);
      if (together.length < LOOKED_UP_TOGETHER) continue;
      yield* settleTogether(together, setting);
      together = [];
    }
    yield* settleTogether(together, setting);
  }
  for (const row of setting.subscriptions)
    yield { ...row.rejection, touchesSubscription: setting.rejected.isTouched(row) };
}

function* settleTogether(
  rows: readonly RefusedRow[],
  {
    subscribers,
    identities,
  }: { readonly subscribers: Subscribers; readonly identities: Identities },
): Generator<Rejection> {
  const persons = rows.map(({ person }) => person);
  const concerned = subscribers.concerned(persons, identities);
  for (const { rejection, person } of rows)
    yield { ...rejection, touchesSubscription: concerned.has(person) };
}
